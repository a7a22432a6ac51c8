// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/device/stream_queue.h"
#include "sim/device/task_outcome.h"
#include "traces/trace.h"

namespace ascend::sim {

/// What profilers get to know of the head task of a stream, which ended at `now`.
traces::TaskRecord make_task_record(const StreamQueue& stream, const TaskOutcome& outcome,
                                    Picoseconds now);

}  // namespace ascend::sim
