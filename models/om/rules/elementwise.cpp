// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/om/rules/operator_rule.h"
#include "models/om/rules/rule_support.h"
#include "models/om/vendor_steps.h"

namespace ascend::models::om {

namespace {

/// One row of a broadcast: the last axis, or a whole channel group of an image.
std::int64_t row_elements(const TensorView& tensor) {
    if (tensor.layout == Layout::kNc1hwc0) return product(tensor.memory, 2, tensor.memory.size());
    return tensor.shape.empty() ? 1 : tensor.shape.back();
}

ElementwiseInput input_of(const TensorView& operand, const TensorView& out) {
    const bool inner = out.layout != Layout::kNc1hwc0 && !operand.shape.empty() &&
                       !out.shape.empty() && operand.shape.back() == 1 && out.shape.back() != 1;
    return {operand.elements(), operand.type, inner};
}

/// A kernel that names the same tensor twice loads it once.
std::vector<std::size_t> distinct_slots(const OperatorView& op) {
    std::vector<std::size_t> slots;
    for (const auto& [slot, tensor] : op.inputs()) {
        const auto same = [&, name = op.op().inputs[slot]](std::size_t other) {
            return op.op().inputs[other] == name;
        };
        if (std::none_of(slots.begin(), slots.end(), same)) slots.push_back(slot);
    }
    return slots;
}

/// Casts compute in the wider type.
DataType compute_type(const ElementwiseOp& chain, const TensorView& out) {
    const DataType in = chain.inputs.empty() ? out.type : chain.inputs.front().type;
    return bits_of(out.type) > bits_of(in) && is_floating(out.type) && is_floating(in) ? out.type
                                                                                       : in;
}

}  // namespace

Mapping map_elementwise(const OperatorView& op) {
    const std::vector<std::size_t> slots = distinct_slots(op);
    const TensorView& out = op.output(0);
    ElementwiseOp chain;
    chain.elements = out.elements();
    chain.inner = row_elements(out);
    std::vector<const TensorView*> sides;
    for (const std::size_t slot : slots) {
        const TensorView& operand = op.required(slot);
        chain.inputs.push_back(input_of(operand, out));
        chain.elements = std::max(chain.elements, operand.elements());
        if (slot != slots.front()) sides.push_back(&operand);
    }
    for (const TensorView& output : op.outputs()) chain.outputs.push_back(output.type);
    chain.steps = steps_of(chain_of(op.op()), sides, compute_type(chain, out), false);
    if (chain.steps.empty()) op.fail("none of its sources is element-wise, expected one");
    return {std::move(chain), slots};
}

Mapping map_fused(const OperatorView& op) {
    const std::vector<std::string> chain = chain_of(op.op());
    const bool norm = chain.front() == "BatchNorm" || chain.front() == "BNInferenceD";
    return norm && op.connected(0).layout == Layout::kNc1hwc0 ? map_batch_norm(op)
                                                              : map_elementwise(op);
}

Mapping map_ai_cpu(const OperatorView& op) {
    Bytes bytes;
    std::vector<std::size_t> slots;
    for (const auto& [slot, tensor] : op.inputs()) {
        bytes += tensor.bytes();
        slots.push_back(slot);
    }
    for (const TensorView& output : op.outputs()) bytes += output.bytes();
    return {AiCpuOp{bytes.count()}, std::move(slots)};
}

}  // namespace ascend::models::om
