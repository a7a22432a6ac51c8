// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "sim/device/task.h"
#include "traces/units.h"

namespace ascend::sim {

struct StreamQueue;

/// Append a task to a stream whose room is already reserved.
struct SubmitAction {
    StreamQueue* stream = nullptr;
    Task task;
};

/// A blocking report was served.
struct ReleaseAction {
    std::uint32_t queue = 0;
    std::uint64_t token = 0;
};

/// Device memory was given back.
struct ForgetAction {
    DeviceId device = 0;
    std::uint64_t address = 0;
    Bytes bytes;
};

/// An ACL call ended at the action's time: drawn on the timeline.
struct TraceCallAction {
    std::string name;
    Picoseconds start;
};

/// What a host thread tells the device without waiting for an answer, stamped with its clock
/// (host_time.md 1). It takes effect when kernel time gets there, in order of (time, thread).
struct HostAction {
    Picoseconds time;
    std::variant<SubmitAction, ReleaseAction, ForgetAction, TraceCallAction> what;
};

}  // namespace ascend::sim
