// SPDX-License-Identifier: Apache-2.0
#include "runtime/faults/device_status.h"

#include "sim/device/device_error.h"

namespace ascend::runtime {
namespace {

struct NamedStatus {
    std::string_view name;
    std::uint32_t status;
};

constexpr NamedStatus kStatuses[] = {
    {"aicore_timeout", sim::kAiCoreTimeout},
    {"aicore_exception", sim::kAiCoreException},
    {"aicore_trap", 0x27},
    {"aicpu_timeout", sim::kAiCpuTimeout},
    {"aicpu_exception", sim::kAiCpuException},
    {"aicore_overflow", 0x2F},
    {"vector_timeout", sim::kVectorCoreTimeout},
    {"vector_exception", sim::kVectorCoreException},
    {"vector_trap", 0x32},
    {"vector_overflow", 0x33},
    {"aicpu_overflow", 0x34},
    {"sdma_overflow", 0x35},
    {"model_execute_failed", sim::kModelFailed},
    {"queue_full", 0x94},
    {"end_of_sequence", 0x95},
    {"model_abort", 0x99},
    {"task_timeout", sim::kTaskTimeout},
    {"ffts_plus_exception", 0x10F},
    {"ffts_plus_trap", 0x110},
    {"ffts_plus_timeout", 0x111},
    {"copy_failed", sim::kCopyFailed},
    {"task_failed", sim::kTaskFailed},
};

}  // namespace

std::optional<std::uint32_t> device_status_of(std::string_view name) {
    for (const NamedStatus& each : kStatuses)
        if (each.name == name) return each.status;
    return std::nullopt;
}

std::string device_status_names() {
    std::string names;
    for (const NamedStatus& each : kStatuses) {
        if (!names.empty()) names += ", ";
        names += each.name;
    }
    return names;
}

}  // namespace ascend::runtime
