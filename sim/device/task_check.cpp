// SPDX-License-Identifier: Apache-2.0
#include "sim/device/task_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/kernel/play_block.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

constexpr std::size_t kPlansRemembered = 4096;

[[noreturn]] void refuse(ErrorCode code, const std::string& message) {
    throw Error(code, message);
}

void check_bytes(Bytes bytes) {
    if (bytes < Bytes(0)) {
        refuse(ErrorCode::kInvalidArgument,
               fmt::format("task moves {} bytes: expected 0 or more", bytes.count()));
    }
}

bool has_cores(const SocSpec& soc, CoreType type) {
    switch (type) {
        case CoreType::kAiCore:
            return soc.ai_core.count > 0;
        case CoreType::kVectorCore:
            return soc.vector_core.count > 0;
        case CoreType::kMix:
            return soc.ai_core.count > 0 && soc.vector_core.count >= soc.ai_core.count;
    }
    return false;
}

std::size_t segments_of(const std::vector<OperandRef>& operands) {
    std::size_t segments = 0;
    for (const OperandRef& operand : operands) {
        segments = std::max<std::size_t>(segments, operand.segment + std::size_t{1});
    }
    return segments;
}

}  // namespace

void TaskCheck::operator()(const SocSpec& soc, const Task& task) {
    if (const auto* kernel = std::get_if<KernelTask>(&task.work)) {
        check_kernel(soc, *kernel);
    } else if (const auto* copy = std::get_if<CopyTask>(&task.work)) {
        check_bytes(copy->bytes);
        if (copy->direction == CopyDirection::kPeer && copy->peer >= devices_) {
            refuse(ErrorCode::kInvalidArgument,
                   fmt::format("copy to device {}: expected less than {}", copy->peer, devices_));
        }
    } else if (const auto* memset = std::get_if<MemsetTask>(&task.work)) {
        check_bytes(memset->bytes);
    } else if (const auto* cache = std::get_if<CacheTask>(&task.work)) {
        check_bytes(cache->bytes);
    } else if (const auto* ai_cpu = std::get_if<AiCpuTask>(&task.work)) {
        check_bytes(ai_cpu->bytes);
        if (soc.ai_cpu.count <= 0) {
            refuse(ErrorCode::kUnsupported, fmt::format("{} has no AI CPU", soc.name));
        }
    }
}

void TaskCheck::check_kernel(const SocSpec& soc, const KernelTask& task) {
    if (task.plan == nullptr || task.plan->block_dim() == 0) {
        refuse(ErrorCode::kInvalidArgument,
               "kernel without blocks: expected a plan with at least 1");
    }
    const KernelPlan& plan = *task.plan;
    if (task.operands.size() != plan.operands.size()) {
        refuse(ErrorCode::kInvalidArgument,
               fmt::format("kernel {} with {} operands: expected {}", plan.type,
                           task.operands.size(), plan.operands.size()));
    }
    if (!has_cores(soc, plan.core_type)) {
        refuse(ErrorCode::kUnsupported,
               fmt::format("kernel {} needs cores that {} does not have", plan.type, soc.name));
    }
    const auto known = valid_.find(task.plan.get());
    if (known != valid_.end() && known->second.lock() == task.plan) return;
    validate(plan);
    if (valid_.size() >= kPlansRemembered) {
        std::erase_if(valid_, [](const auto& entry) { return entry.second.expired(); });
    }
    valid_.insert_or_assign(task.plan.get(), task.plan);
}

std::size_t segments_of(const Task& task) {
    if (const auto* kernel = std::get_if<KernelTask>(&task.work)) {
        return segments_of(kernel->operands);
    }
    if (const auto* ai_cpu = std::get_if<AiCpuTask>(&task.work)) {
        return segments_of(ai_cpu->operands);
    }
    return 0;
}

}  // namespace ascend::sim
