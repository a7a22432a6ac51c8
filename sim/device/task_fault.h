// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/device/task.h"
#include "sim/device/task_kind.h"

namespace ascend::sim {

/// A fault that somebody asks for: some of a device's tasks fail. Tasks of loaded models count as
/// those of ordinary streams do.
struct TaskFault {
    DeviceId device = 0;
    std::optional<TaskKind> kind;    ///< none: of any kind
    std::optional<StreamId> stream;  ///< none: in any stream
    std::string name;                ///< of the task, or its operator type; empty: any
    std::uint64_t nth = 1;           ///< the first that fails of those that match, as dispatched
    std::uint64_t count = 1;         ///< so many fail from there on
    std::optional<std::uint32_t> status;  ///< none: the one that is usual for the kind
    bool hangs = false;                   ///< it stands still until its limit, and fails then
    std::optional<Picoseconds> limit;     ///< of one that hangs; none: the task's
};

}  // namespace ascend::sim
