// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "runtime/acl/allocator.h"
#include "runtime/acl/data_buffer.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/single_operator.h"
#include "runtime/acl/stream.h"
#include "runtime/acl/tensor_desc.h"

namespace ascend::runtime {
namespace {

/// Inputs, or outputs, of an execution.
struct Side {
    const char* name;
    aclError code;
    const std::vector<const aclTensorDesc*>& descs;
    const std::vector<const aclDataBuffer*>& buffers;
    const std::vector<std::size_t>& bytes;
};

/// Tensors that the host holds have no address on the device.
bool on_host(const aclTensorDesc& desc) {
    return desc.is_constant || desc.placement != ACL_MEMTYPE_DEVICE ||
           desc.type == ACL_DT_UNDEFINED;
}

std::uint64_t address_of(Caller& caller, const Stream& stream, const Side& side, std::size_t i) {
    if (on_host(*side.descs[i]) || side.bytes[i] == 0) return 0;
    const aclDataBuffer& buffer = *side.buffers[i];
    const auto address = reinterpret_cast<std::uint64_t>(buffer.data);
    const auto range = caller.simulator.memory(stream.context()->device()).find(address);
    if (buffer.size < side.bytes[i] || !range ||
        side.bytes[i] > range->begin + range->bytes - address)
        throw Failure(side.code,
                      fmt::format("{} {}: {} bytes at {:#x} are not the {} bytes of device memory "
                                  "that its tensor needs",
                                  side.name, i, buffer.size, address, side.bytes[i]));
    return address;
}

std::vector<std::uint64_t> addresses_of(Caller& caller, const Stream& stream, const Side& side) {
    if (side.buffers.size() != side.bytes.size() || side.descs.size() != side.bytes.size())
        throw Failure(side.code, fmt::format("{} {} buffers given: the operator has {}",
                                             side.buffers.size(), side.name, side.bytes.size()));
    std::vector<std::uint64_t> addresses;
    for (std::size_t i = 0; i < side.bytes.size(); ++i)
        addresses.push_back(address_of(caller, stream, side, i));
    return addresses;
}

sim::OperandRef reference(std::uint64_t address, Bytes bytes) {
    return {0, address, bytes};
}

/// Addresses of the operands of a plan, with workspace that is held until the task is queued.
std::vector<sim::OperandRef> bind(const SingleOperator& op,
                                  const std::vector<std::uint64_t>& inputs,
                                  const std::vector<std::uint64_t>& outputs,
                                  WorkspaceMemory& workspace) {
    std::vector<sim::OperandRef> references;
    for (const sim::Operand& operand : op.plan->operands) {
        std::uint64_t address = 0;
        switch (operand.role) {
            case sim::OperandRole::kInput:
                address = inputs.at(op.inputs.at(operand.index));
                break;
            case sim::OperandRole::kOutput:
                address = outputs.at(op.outputs.at(operand.index));
                break;
            case sim::OperandRole::kWorkspace:
                address = workspace.allocate(operand.bytes);
                break;
        }
        references.push_back(reference(address, operand.bytes));
    }
    return references;
}

sim::AiCpuTask ai_cpu_task(const SingleOperator& op, const std::vector<std::uint64_t>& inputs,
                           const std::vector<std::uint64_t>& outputs) {
    sim::AiCpuTask task;
    task.bytes = Bytes(op.ai_cpu_bytes);
    const auto add = [&task](std::uint64_t address, std::size_t bytes) {
        if (address != 0)
            task.operands.push_back(reference(address, Bytes(static_cast<std::int64_t>(bytes))));
    };
    for (std::size_t i = 0; i < inputs.size(); ++i) add(inputs[i], op.input_bytes[i]);
    for (std::size_t i = 0; i < outputs.size(); ++i) add(outputs[i], op.output_bytes[i]);
    return task;
}

/// Operators compute no values: what they would have written is zero when they end.
std::function<void()> zeroing(const DeviceMemory& memory, const std::vector<std::uint64_t>& outputs,
                              const std::vector<std::size_t>& bytes) {
    return [&memory, outputs, bytes] {
        for (std::size_t i = 0; i < outputs.size(); ++i)
            if (memory.find(outputs[i])) fill_with_zeros(outputs[i], bytes[i]);
    };
}

}  // namespace

void execute(Caller& caller, const SingleOperator& op, const OperatorRequest& request,
             const OperatorBuffers& buffers, const Stream& stream) {
    const Side in{"input", ACL_ERROR_OP_INPUT_NOT_MATCH, request.inputs, buffers.inputs,
                  op.input_bytes};
    const Side out{"output", ACL_ERROR_OP_OUTPUT_NOT_MATCH, request.outputs, buffers.outputs,
                   op.output_bytes};
    const auto inputs = addresses_of(caller, stream, in);
    const auto outputs = addresses_of(caller, stream, out);
    WorkspaceMemory workspace(caller, stream);
    sim::Task task{op.info, sim::KernelTask{}};
    if (op.plan == nullptr)
        task.work = ai_cpu_task(op, inputs, outputs);
    else
        task.work = sim::KernelTask{op.plan, bind(op, inputs, outputs, workspace)};
    task.effect =
        zeroing(caller.simulator.memory(stream.context()->device()), outputs, op.output_bytes);
    submit(caller, stream, std::move(task));
    caller.simulator.dump.follow(caller, stream, *op.info);
}

}  // namespace ascend::runtime
