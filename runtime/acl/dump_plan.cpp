// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dump_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "sim/data_type.h"

namespace ascend::runtime {
namespace {

std::vector<std::uint64_t> parse_shape(std::string_view text) {
    std::vector<std::uint64_t> shape;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        std::uint64_t extent = 0;
        std::from_chars(text.data(), text.data() + end, extent);
        shape.push_back(extent);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return shape;
}

std::int64_t bits_of_name(std::string_view name) {
    for (int number = 0; number <= static_cast<int>(DataType::kInt4); ++number)
        if (name_of(static_cast<DataType>(number)) == name)
            return bits_of(static_cast<DataType>(number));
    return 0;
}

DumpTensor tensor_of(const traces::TensorInfo& info) {
    DumpTensor tensor{info.data_type, info.format, parse_shape(info.shape), 0};
    std::uint64_t elements = 1;
    for (const std::uint64_t extent : tensor.shape) elements *= extent;
    const auto bits = elements * static_cast<std::uint64_t>(bits_of_name(info.data_type));
    tensor.bytes = (bits + 7) / 8;
    return tensor;
}

bool excluded(const std::vector<DumpExclusion>& exclusions, const std::string& name,
              const std::string& tensor) {
    return std::any_of(exclusions.begin(), exclusions.end(), [&](const DumpExclusion& each) {
        return each.name == name && (each.tensors.empty() || each.tensors.contains(tensor));
    });
}

std::vector<DumpTensor> tensors_of(const DumpTarget& target, const sim::TaskInfo& info,
                                   const std::vector<traces::TensorInfo>& tensors,
                                   std::string_view side) {
    std::vector<DumpTensor> kept;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const std::string position = fmt::format("{}{}", side, i);
        if (!excluded(target.excluded_types, info.type, position) &&
            !excluded(target.excluded_names, info.name, position))
            kept.push_back(tensor_of(tensors[i]));
    }
    return kept;
}

void add_operator(DumpPlan& plan, const DumpTarget& target, const sim::TaskInfo& info,
                  std::uint32_t stream, std::uint32_t task) {
    if (!target.layers.empty() && !target.layers.contains(info.name)) return;
    DumpOperator op{info.name, info.type, stream, task, {}, {}};
    if (plan.configuration->inputs) op.inputs = tensors_of(target, info, info.inputs, "input");
    if (plan.configuration->outputs) op.outputs = tensors_of(target, info, info.outputs, "output");
    if (!op.inputs.empty() || !op.outputs.empty()) plan.operators.push_back(std::move(op));
}

}  // namespace

std::shared_ptr<const DumpPlan> make_dump_plan(DumpPlan plan, const models::Program& program) {
    const DumpTarget* target = plan.configuration->target_of(program.name);
    if (target == nullptr) return nullptr;
    plan.model_name = program.name;
    for (std::uint32_t stream = 0; stream < program.image.streams.size(); ++stream) {
        const auto& tasks = program.image.streams[stream];
        for (std::uint32_t task = 0; task < tasks.size(); ++task)
            if (tasks[task].info != nullptr)
                add_operator(plan, *target, *tasks[task].info, stream, task);
    }
    return std::make_shared<const DumpPlan>(std::move(plan));
}

std::shared_ptr<const DumpPlan> make_dump_plan(DumpPlan plan, const sim::TaskInfo& single_operator,
                                               std::uint32_t stream, std::uint32_t task) {
    if (!plan.configuration->single_operators) return nullptr;
    add_operator(plan, DumpTarget(), single_operator, stream, task);
    return std::make_shared<const DumpPlan>(std::move(plan));
}

}  // namespace ascend::runtime
