// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// The TASK_INFO partition: the device tasks in launch order (facts: formats.md 1.5).
namespace ascend::models::om {

/// Types that occur in real files, or that a reader must tell apart; others keep their number.
enum class TaskType : std::uint32_t {
    kKernel = 0,
    kEventRecord = 1,
    kEventWait = 2,
    kFusionStart = 3,
    kFusionEnd = 4,
    kKernelEx = 5,  ///< AI CPU
    kHccl = 6,
    kStreamActive = 8,
    kMemcpyAsync = 13,
    kEndGraph = 19,
    kAllKernel = 26,
    kFfts = 28,
    kFftsPlus = 29,
    kCmo = 31,
    kBarrier = 32,
    kVectorKernel = 39,
    kSuperKernel = 44,
    kFusionKernel = 47,
};

/// What an L2 hint does with its range (CmoTaskDef.cmo_type).
enum class CacheHint : std::uint32_t { kNone = 0, kRelease = 1, kPrefetch = 2, kWriteBack = 3 };

struct TaskDef {
    TaskType type = TaskType::kKernel;
    std::uint32_t stream_id = 0, event_id = 0;
    std::int64_t op_index = -1;  ///< OpDef::id of the operator that it belongs to; -1: of none
    bool ai_cpu = false;         ///< a kernel of the AI CPU
    std::uint32_t block_dim = 0;
    std::string kernel_name{};
    CacheHint hint = CacheHint::kNone;               ///< of a kCmo task
    std::uint64_t hint_address = 0, hint_bytes = 0;  ///< of a kCmo task
    bool operator==(const TaskDef&) const = default;
};

/// True for tasks that execute an operator: kernels of any kind, AI CPU operators and copies.
bool executes(TaskType type);

/// Throws Error{kMalformed} when the bytes are not a task list.
std::vector<TaskDef> decode_task_info(std::span<const std::byte> bytes, const std::string& origin,
                                      std::size_t offset);

std::string encode_task_info(const std::vector<TaskDef>& tasks);

}  // namespace ascend::models::om
