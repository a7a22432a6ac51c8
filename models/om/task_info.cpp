// SPDX-License-Identifier: Apache-2.0
#include "models/om/task_info.h"

#include <fmt/format.h>
#include <google/protobuf/stubs/logging.h>

#include <limits>

#include "task.pb.h"
#include "traces/error.h"

namespace ascend::models::om {

namespace {

std::int64_t op_index_of(const domi::TaskDef& task) {
    if (task.has_kernel()) return task.kernel().context().op_index();
    if (task.has_kernel_ex()) return task.kernel_ex().op_index();
    if (task.has_event_ex()) return task.event_ex().op_index();
    if (task.has_memcpy_async()) return task.memcpy_async().op_index();
    if (task.has_kernel_hccl()) return task.kernel_hccl().op_index();
    if (task.has_stream_active()) return task.stream_active().op_index();
    if (task.has_kernel_with_handle()) return task.kernel_with_handle().context().op_index();
    return -1;
}

CacheHint hint_of(std::uint32_t type) {
    return type <= static_cast<std::uint32_t>(CacheHint::kWriteBack) ? CacheHint{type}
                                                                     : CacheHint::kNone;
}

/// Kernel types of KernelContext.
constexpr std::uint32_t kTbeKernel = 2, kAiCpuKernel = 6, kCustomAiCpuKernel = 7;

bool on_ai_cpu(const domi::TaskDef& task) {
    const std::uint32_t type = task.kernel().context().kernel_type();
    return TaskType{task.type()} == TaskType::kKernelEx || type == kAiCpuKernel ||
           type == kCustomAiCpuKernel;
}

TaskDef decode(const domi::TaskDef& from) {
    TaskDef task{TaskType{from.type()}, from.stream_id(), from.event_id(), op_index_of(from),
                 on_ai_cpu(from)};
    // Every task carries an empty kernel_with_handle: the one with a block count is meant.
    task.block_dim = from.kernel().block_dim() != 0 ? from.kernel().block_dim()
                                                    : from.kernel_with_handle().block_dim();
    task.kernel_name = !from.kernel().kernel_name().empty()
                           ? from.kernel().kernel_name()
                           : from.kernel_with_handle().original_kernel_key();
    if (from.has_cmo_task()) {
        task.hint = hint_of(from.cmo_task().cmo_type());
        task.hint_address = from.cmo_task().source_addr();
        task.hint_bytes = from.cmo_task().length_inner();
    }
    return task;
}

void encode_kernel(const TaskDef& from, domi::KernelDef& to) {
    to.mutable_context()->set_kernel_type(kTbeKernel);
    to.mutable_context()->set_op_index(static_cast<std::uint32_t>(from.op_index));
    to.set_block_dim(from.block_dim);
    to.set_kernel_name(from.kernel_name);
}

void encode_hint(const TaskDef& from, domi::CmoTaskDef& to) {
    to.set_cmo_type(static_cast<std::uint32_t>(from.hint));
    to.set_num_inner(1);
    to.set_num_outer(1);
    to.set_length_inner(static_cast<std::uint32_t>(from.hint_bytes));
    to.set_source_addr(from.hint_address);
}

void encode(const TaskDef& from, domi::TaskDef& to) {
    to.set_type(static_cast<std::uint32_t>(from.type));
    to.set_stream_id(from.stream_id);
    to.set_event_id(from.event_id);
    if (from.type == TaskType::kKernel)
        encode_kernel(from, *to.mutable_kernel());
    else if (from.type == TaskType::kKernelEx)
        to.mutable_kernel_ex()->set_op_index(static_cast<std::uint32_t>(from.op_index));
    else if (from.type == TaskType::kCmo)
        encode_hint(from, *to.mutable_cmo_task());
}

}  // namespace

bool executes(TaskType type) {
    switch (type) {
        case TaskType::kKernel:
        case TaskType::kKernelEx:
        case TaskType::kMemcpyAsync:
        case TaskType::kAllKernel:
        case TaskType::kVectorKernel:
        case TaskType::kSuperKernel:
        case TaskType::kFusionKernel:
            return true;
        case TaskType::kEventRecord:
        case TaskType::kEventWait:
        case TaskType::kFusionStart:
        case TaskType::kFusionEnd:
        case TaskType::kHccl:
        case TaskType::kStreamActive:
        case TaskType::kEndGraph:
        case TaskType::kFfts:
        case TaskType::kFftsPlus:
        case TaskType::kCmo:
        case TaskType::kBarrier:
            return false;
    }
    return false;
}

std::vector<TaskDef> decode_task_info(std::span<const std::byte> bytes, const std::string& origin,
                                      std::size_t offset) {
    domi::ModelTaskDef message;
    const google::protobuf::LogSilencer silence;  // the error below says it in one line
    const bool fits = bytes.size() <= std::numeric_limits<int>::max();
    if (!fits || !message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{}: byte {}: TASK_INFO of {} bytes does not parse, expected a "
                                "domi.ModelTaskDef message",
                                origin, offset, bytes.size()));
    std::vector<TaskDef> tasks;
    for (const domi::TaskDef& task : message.task()) tasks.push_back(decode(task));
    return tasks;
}

std::string encode_task_info(const std::vector<TaskDef>& tasks) {
    domi::ModelTaskDef message;
    for (const TaskDef& task : tasks) encode(task, *message.add_task());
    return message.SerializeAsString();
}

}  // namespace ascend::models::om
