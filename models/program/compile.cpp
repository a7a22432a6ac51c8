// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "models/fusion/layout.h"
#include "models/lowering/lowering.h"
#include "models/program/plan_key.h"
#include "models/program/program.h"
#include "models/program/segments.h"
#include "traces/error.h"

namespace ascend::models {

namespace {

using SharedPlan = std::shared_ptr<const sim::KernelPlan>;

constexpr std::int64_t kAlignment = 512;
constexpr std::uint32_t kNotAliased = 0xffffffff;

/// One plan per operator, null for those of the AI CPU; equal operators share one.
std::vector<SharedPlan> lower_all(const FusedGraph& graph, const sim::SocSpec& soc) {
    std::map<std::string, SharedPlan> known;
    std::vector<SharedPlan> plans;
    for (const FusedOperator& op : graph.operators) {
        if (std::holds_alternative<AiCpuOp>(op.shape)) {
            plans.push_back(nullptr);
            continue;
        }
        SharedPlan& plan = known[plan_key(op.shape, op.type)];
        if (!plan) plan = lower(op.shape, op.type, soc);
        plans.push_back(plan);
    }
    return plans;
}

std::uint32_t tensor_of(const FusedOperator& op, const sim::Operand& operand) {
    const auto& ids = operand.role == sim::OperandRole::kInput ? op.inputs : op.outputs;
    ASCEND_INVARIANT(
        operand.index < ids.size(),
        fmt::format("plan of '{}' ({}) names an operand that it does not have", op.name, op.type));
    return ids[operand.index];
}

/// A kernel may lay a weight or an intermediate out wider than its logical padding.
void widen_tensors(FusedGraph& graph, const std::vector<SharedPlan>& plans) {
    for (std::size_t i = 0; i < plans.size(); ++i) {
        if (!plans[i]) continue;
        for (const sim::Operand& operand : plans[i]->operands) {
            if (operand.role == sim::OperandRole::kWorkspace) continue;
            FusedTensor& tensor = graph.tensors[tensor_of(graph.operators[i], operand)];
            const bool ours =
                tensor.storage == Storage::kWeight || tensor.storage == Storage::kWorkspace;
            if (ours && tensor.alias_of == kNotAliased)
                tensor.bytes = std::max(tensor.bytes, operand.bytes);
        }
    }
}

Bytes workspace_of(const sim::KernelPlan& plan) {
    Bytes sum;
    for (const sim::Operand& operand : plan.operands)
        if (operand.role == sim::OperandRole::kWorkspace)
            sum += Bytes(round_up(operand.bytes.count(), kAlignment));
    return sum;
}

std::vector<sim::OperandRef> operands_of(const FusedOperator& op, const sim::KernelPlan& plan,
                                         const SegmentMap& segments) {
    std::vector<sim::OperandRef> refs;
    Bytes workspace;
    for (const sim::Operand& operand : plan.operands) {
        if (operand.role == sim::OperandRole::kWorkspace) {
            refs.push_back(segments.kernel_workspace(workspace, operand.bytes));
            workspace += Bytes(round_up(operand.bytes.count(), kAlignment));
        } else {
            refs.push_back(segments.tensor(tensor_of(op, operand), operand.bytes));
        }
    }
    return refs;
}

sim::AiCpuTask ai_cpu_task(const FusedGraph& graph, const FusedOperator& op,
                           const SegmentMap& segments) {
    sim::AiCpuTask task;
    task.bytes = Bytes(std::get<AiCpuOp>(op.shape).bytes);
    for (const auto* ids : {&op.inputs, &op.outputs})
        for (std::uint32_t id : *ids)
            task.operands.push_back(segments.tensor(id, graph.tensors[id].bytes));
    return task;
}

traces::TensorInfo info_of(const FusedTensor& tensor) {
    const Shape shape = device_shape(tensor.layout, tensor.shape, tensor.type);
    return {fmt::format("{}", fmt::join(shape, ",")), std::string(name_of(tensor.type)),
            std::string(name_of(tensor.layout))};
}

std::shared_ptr<const sim::TaskInfo> task_info(const FusedGraph& graph, const FusedOperator& op) {
    auto info = std::make_shared<sim::TaskInfo>();
    info->name = op.name;
    info->type = op.type;
    for (std::uint32_t id : op.inputs) info->inputs.push_back(info_of(graph.tensors[id]));
    for (std::uint32_t id : op.outputs) info->outputs.push_back(info_of(graph.tensors[id]));
    return info;
}

std::vector<TensorPort> ports_of(const FusedGraph& graph, const std::vector<std::uint32_t>& ids) {
    std::vector<TensorPort> ports;
    for (std::uint32_t id : ids) {
        const FusedTensor& tensor = graph.tensors[id];
        ports.push_back({tensor.name, tensor.type, tensor.shape,
                         tensor.shape.size() == 4 ? "NCHW" : "ND",
                         bytes_of(tensor.type, element_count(tensor.shape))});
    }
    return ports;
}

void check_memory(const FusedGraph& graph, const Program& program, const sim::SocSpec& soc) {
    const auto largest = std::max_element(
        graph.tensors.begin(), graph.tensors.end(),
        [](const FusedTensor& a, const FusedTensor& b) { return a.bytes < b.bytes; });
    const Bytes needed = program.weight_bytes + program.work_bytes;
    if (largest == graph.tensors.end() || std::max(needed, largest->bytes) <= soc.dram.capacity)
        return;
    throw Error(
        ErrorCode::kResourceExhausted,
        fmt::format("model '{}' needs {} bytes of weights and {} of workspace, more than "
                    "the {} bytes of {}; its largest tensor is '{}' with {} bytes",
                    program.name, program.weight_bytes.count(), program.work_bytes.count(),
                    soc.dram.capacity.count(), soc.name, largest->name, largest->bytes.count()));
}

}  // namespace

Program assemble(FusedGraph graph, const sim::SocSpec& soc) {
    const std::vector<SharedPlan> plans = lower_all(graph, soc);
    widen_tensors(graph, plans);
    const SegmentMap segments(graph);
    Program program;
    program.name = graph.name;
    program.soc = soc.name;
    program.inputs = ports_of(graph, graph.inputs);
    program.outputs = ports_of(graph, graph.outputs);
    program.weight_bytes = segments.weight_bytes();
    program.image.name = graph.name;
    program.image.streams.emplace_back();
    Bytes kernel_workspace;
    for (std::size_t i = 0; i < graph.operators.size(); ++i) {
        const FusedOperator& op = graph.operators[i];
        sim::Task task{task_info(graph, op), {}};
        if (plans[i]) {
            task.work = sim::KernelTask{plans[i], operands_of(op, *plans[i], segments)};
            kernel_workspace = std::max(kernel_workspace, workspace_of(*plans[i]));
            program.flops += plans[i]->flops;
        } else {
            task.work = ai_cpu_task(graph, op, segments);
        }
        program.image.streams[0].push_back(std::move(task));
    }
    program.work_bytes = segments.tensor_workspace() + kernel_workspace;
    check_memory(graph, program, soc);
    return program;
}

Program compile(const Graph& graph, const sim::SocSpec& soc, const CompileOptions& options) {
    FusedGraph fused = fuse(graph, soc, options);
    fused.name = graph.name;
    return assemble(std::move(fused), soc);
}

}  // namespace ascend::models
