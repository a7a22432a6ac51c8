// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sim/device/task.h"

/// What kinds of task there are, and how profilers name them.
namespace ascend::sim {

/// In the order of Task::work.
enum class TaskKind : std::uint8_t {
    kKernel,
    kCopy,
    kMemset,
    kEventRecord,
    kEventWait,
    kEventReset,
    kReport,
    kAiCpu,
    kModelExecute,
    kValueWrite,
    kValueWait,
    kCache,
};

TaskKind kind_of(const Task& task);

/// The task's own name; the kind's for one without.
std::string name_of(const Task& task);
/// The operator's type; the kind's for one without.
std::string type_of(const Task& task);
/// msprof's task type: "AI_CORE", "MEMCPY_ASYNC", ...
std::string_view task_type_of(const Task& task);
/// Of the timeline: "kernel", "copy", "event", "callback", "model".
std::string_view category_of(const Task& task);

}  // namespace ascend::sim
