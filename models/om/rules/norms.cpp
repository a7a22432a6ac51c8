// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/om/rules/operator_rule.h"
#include "models/om/rules/rule_support.h"
#include "models/om/vendor_steps.h"

namespace ascend::models::om {

namespace {

/// Input slots: X, the second tensor of X's size if any, then up to two constants.
std::vector<std::size_t> norm_slots(const OperatorView& op, NormOp& norm) {
    std::vector<std::size_t> slots, parameters;
    for (const auto& [slot, tensor] : op.inputs()) {
        if (slots.empty() || (tensor.memory == op.connected(0).memory && slots.size() < 2))
            slots.push_back(slot);
        else if (parameters.size() < 2)
            parameters.push_back(slot);
    }
    norm.residual = slots.size() == 2;
    norm.gamma = !parameters.empty();
    norm.beta = parameters.size() == 2;
    slots.insert(slots.end(), parameters.begin(), parameters.end());
    return slots;
}

}  // namespace

Mapping map_row_norm(const OperatorView& op) {
    const TensorView& x = op.connected(0);
    NormOp norm;
    norm.kind =
        op.op().type.find("Rms") != std::string::npos ? NormKind::kRmsNorm : NormKind::kLayerNorm;
    const std::size_t axis =
        normalized(op, number_of(op, {"begin_norm_axis"}).value_or(-1), x.shape.size());
    norm.rows = product(x.shape, 0, axis);
    norm.columns = product(x.shape, axis, x.shape.size());
    norm.type = x.type;
    std::vector<std::size_t> slots = norm_slots(op, norm);
    std::vector<std::size_t> results = {0};
    // Between the result and the sum lie mean and deviation, which only training reads.
    if (norm.residual) results.push_back(op.outputs().size() - 1);
    return {std::move(norm), std::move(slots), std::move(results)};
}

Mapping map_group_norm(const OperatorView& op) {
    const TensorView& x = op.connected(0);
    const Shape image = image_of(x, op.where());
    const bool instance = op.op().type.starts_with("Instance");
    NormOp norm;
    norm.kind = instance ? NormKind::kInstanceNorm : NormKind::kGroupNorm;
    const std::int64_t groups = instance ? image[1] : count_of(op, {"num_groups", "group"}, 1);
    norm.rows = std::max<std::int64_t>(image[0] * groups, 1);
    norm.columns = element_count(image) / norm.rows;
    norm.type = x.type;
    std::vector<std::size_t> slots = norm_slots(op, norm);
    return {std::move(norm), std::move(slots)};
}

// The compiler folds mean and variance into two vectors; what follows in the chain follows here.
Mapping map_batch_norm(const OperatorView& op) {
    const TensorView& x = op.connected(0);
    if (x.layout != Layout::kNc1hwc0) return map_elementwise(op);
    NormOp norm;
    norm.kind = NormKind::kBatchNorm;
    norm.rows = product(x.memory, 0, 2);
    norm.columns = product(x.memory, 2, x.memory.size());
    norm.type = x.type;
    std::vector<std::size_t> slots = norm_slots(op, norm);
    std::vector<const TensorView*> sides;
    for (const auto& [slot, tensor] : op.inputs())
        if (std::find(slots.begin(), slots.end(), slot) == slots.end()) sides.push_back(&tensor);
    std::vector<std::string> chain = chain_of(op.op());
    chain.erase(chain.begin());
    norm.steps = steps_of(chain, sides, x.type, false);
    return {std::move(norm), std::move(slots)};
}

}  // namespace ascend::models::om
