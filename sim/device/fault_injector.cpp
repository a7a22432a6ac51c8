// SPDX-License-Identifier: Apache-2.0
#include "sim/device/fault_injector.h"

#include <algorithm>
#include <string_view>

#include "sim/device/device_error.h"
#include "sim/device/stream_queue.h"

namespace ascend::sim {
namespace {

constexpr Picoseconds kSecond = milliseconds(1000);

bool on_vector_cores(const Task& task) {
    const auto* kernel = std::get_if<KernelTask>(&task.work);
    return kernel != nullptr && kernel->plan->core_type == CoreType::kVectorCore;
}

bool matches(const TaskFault& fault, const StreamQueue& stream, const Task& task) {
    if (fault.kind && *fault.kind != kind_of(task)) return false;
    if (fault.stream && *fault.stream != stream.id) return false;
    return fault.name.empty() || fault.name == name_of(task) || fault.name == type_of(task);
}

Picoseconds kernel_limit(std::string_view family) {
    if (family == "910") return 68 * kSecond;
    return (family == "310P" ? 547 : 1091) * kSecond;
}

Picoseconds ai_cpu_limit(std::string_view family) {
    return (family == "910" || family == "310P" ? 28 : 1091) * kSecond;
}

}  // namespace

FaultInjector::FaultInjector(const SocSpec& soc, DeviceId device,
                             const std::vector<TaskFault>& faults)
    : soc_(soc) {
    for (const TaskFault& fault : faults)
        if (fault.device == device) watches_.push_back({fault, 0});
}

std::optional<InjectedFault> FaultInjector::meet(const StreamQueue& stream) {
    std::optional<InjectedFault> met;
    for (Watch& watch : watches_) {
        const TaskFault& fault = watch.fault;
        if (!matches(fault, stream, stream.head())) continue;
        const std::uint64_t number = ++watch.seen;
        const bool due = number >= fault.nth && number - fault.nth < fault.count;
        if (due && !met) met = inject(fault, stream.head());
    }
    return met;
}

InjectedFault FaultInjector::inject(const TaskFault& fault, const Task& task) const {
    const std::uint32_t usual = fault.hangs ? timeout_status(task) : usual_status(task);
    InjectedFault injected{fault.status.value_or(usual), std::nullopt};
    if (fault.hangs) injected.stands_still = fault.limit.value_or(run_limit(soc_, task));
    return injected;
}

std::uint32_t usual_status(const Task& task) {
    switch (kind_of(task)) {
        case TaskKind::kKernel:
            return on_vector_cores(task) ? kVectorCoreException : kAiCoreException;
        case TaskKind::kAiCpu:
            return kAiCpuException;
        case TaskKind::kCopy:
        case TaskKind::kMemset:
        case TaskKind::kCache:
            return kCopyFailed;
        case TaskKind::kEventWait:
        case TaskKind::kValueWait:
            return kTaskTimeout;
        case TaskKind::kModelExecute:
            return kModelFailed;
        case TaskKind::kEventRecord:
        case TaskKind::kEventReset:
        case TaskKind::kReport:
        case TaskKind::kValueWrite:
            return kTaskFailed;
    }
    return kTaskFailed;
}

std::uint32_t timeout_status(const Task& task) {
    if (kind_of(task) == TaskKind::kAiCpu) return kAiCpuTimeout;
    if (kind_of(task) != TaskKind::kKernel) return kTaskTimeout;
    return on_vector_cores(task) ? kVectorCoreTimeout : kAiCoreTimeout;
}

Picoseconds run_limit(const SocSpec& soc, const Task& task) {
    if (task.limit < kForever) return task.limit;
    return kind_of(task) == TaskKind::kAiCpu ? ai_cpu_limit(soc.family) : kernel_limit(soc.family);
}

}  // namespace ascend::sim
