// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/single_operator.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <numeric>

#include "models/fusion/fused_graph.h"
#include "models/lowering/lowering.h"
#include "models/om/graph_builder.h"
#include "models/om/operator_view.h"
#include "models/om/rules/operator_rule.h"
#include "runtime/acl/operator_tensor.h"
#include "runtime/acl/tensor_desc.h"
#include "traces/error.h"

namespace ascend::runtime {
namespace {

namespace om = models::om;

constexpr const char* kOrigin = "single operator";

om::OpDef definition_of(const OperatorRequest& request) {
    om::OpDef op;
    op.name = op.type = request.type;
    op.attributes = request.attributes;
    for (std::size_t i = 0; i < request.inputs.size(); ++i) {
        const aclTensorDesc& desc = *request.inputs[i];
        const bool connected = desc.type != ACL_DT_UNDEFINED;
        op.inputs.push_back(connected ? fmt::format("input_{}:0", i) : std::string());
        op.input_descs.push_back(tensor_of(desc));
        add_attribute_of_constant(request.type, i, desc, op.attributes);
    }
    for (const aclTensorDesc* desc : request.outputs) op.output_descs.push_back(tensor_of(*desc));
    return op;
}

std::vector<bool> constants_of(const OperatorRequest& request) {
    std::vector<bool> constants;
    for (const aclTensorDesc* desc : request.inputs) constants.push_back(desc->is_constant);
    return constants;
}

/// Everything that the compiled form depends on, as text.
std::string key_of(const om::OpDef& op, const std::vector<bool>& constants,
                   const sim::SocSpec& soc) {
    std::string key = fmt::format("{}|{}|{}", soc.name, op.type, fmt::join(constants, ","));
    const auto add = [&key](const om::TensorDesc& tensor) {
        key += fmt::format("|{} {} [{}] {}", static_cast<int>(tensor.type), tensor.format,
                           fmt::join(tensor.dims, ","), text_of(tensor.attributes));
    };
    for (const auto& tensor : op.input_descs) add(tensor);
    key += "|->";
    for (const auto& tensor : op.output_descs) add(tensor);
    return key + "|" + text_of(op.attributes);
}

std::shared_ptr<const sim::TaskInfo> info_of(const om::OpDef& op) {
    auto info = std::make_shared<sim::TaskInfo>();
    info->name = info->type = op.type;
    const auto add = [](const om::TensorDesc& tensor, std::vector<traces::TensorInfo>& list) {
        list.push_back({fmt::format("{}", fmt::join(tensor.dims, ",")),
                        std::string(name_of(tensor.type)), tensor.format});
    };
    for (const auto& tensor : op.input_descs) add(tensor, info->inputs);
    for (const auto& tensor : op.output_descs) add(tensor, info->outputs);
    return info;
}

std::vector<std::size_t> sizes_of(const std::vector<om::TensorDesc>& tensors) {
    std::vector<std::size_t> sizes;
    for (const auto& tensor : tensors)
        sizes.push_back(
            tensor.type == DataType::kUndefined
                ? 0
                : static_cast<std::size_t>(
                      bytes_of(tensor.type, models::element_count(tensor.dims)).count()));
    return sizes;
}

models::FusedOperator fused(const om::OpDef& op, const om::Mapping& mapping) {
    models::FusedOperator result{op.name, op.type, mapping.shape, {}, {}};
    result.inputs.resize(mapping.slots.size());
    result.outputs.resize(mapping.results.empty() ? op.output_descs.size()
                                                  : mapping.results.size());
    return result;
}

std::shared_ptr<const SingleOperator> compile_for(const om::OpDef& op,
                                                  const std::vector<bool>& constants,
                                                  const sim::SocSpec& soc) {
    const om::OperatorRule rule = om::operator_rule(op.type);
    if (rule == nullptr)
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("operator type {} is not modelled", op.type));
    const om::OperatorView view(op, constants, kOrigin);
    om::Mapping mapping = rule(view);
    om::check_operands(fused(op, mapping), kOrigin);

    auto result = std::make_shared<SingleOperator>();
    result->info = info_of(op);
    if (const auto* ai_cpu = std::get_if<models::AiCpuOp>(&mapping.shape))
        result->ai_cpu_bytes = ai_cpu->bytes;
    else
        result->plan = models::lower(mapping.shape, op.type, soc);
    result->inputs = std::move(mapping.slots);
    result->outputs = std::move(mapping.results);
    if (result->outputs.empty()) {
        result->outputs.resize(op.output_descs.size());
        std::iota(result->outputs.begin(), result->outputs.end(), std::size_t{0});
    }
    result->input_bytes = sizes_of(op.input_descs);
    result->output_bytes = sizes_of(op.output_descs);
    return result;
}

}  // namespace

std::shared_ptr<const SingleOperator> OperatorTable::compile(const OperatorRequest& request,
                                                             const sim::SocSpec& soc) {
    const om::OpDef op = definition_of(request);
    const std::vector<bool> constants = constants_of(request);
    const std::string key = key_of(op, constants, soc);
    {
        const std::lock_guard lock(mutex_);
        const auto found = known_.find(key);
        if (found != known_.end()) return found->second;
    }
    auto compiled = compile_for(op, constants, soc);
    const std::lock_guard lock(mutex_);
    return known_.try_emplace(key, std::move(compiled)).first->second;
}

}  // namespace ascend::runtime
