// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/device/stream_queue.h"
#include "sim/device/task.h"

namespace ascend::sim {

/// A model on its device: sunk streams that one execute task starts together.
struct LoadedModel {
    ModelId id = 0;
    DeviceId device = 0;
    ModelImage image;  ///< event ids are those of the device
    std::vector<StreamQueue*> streams;
    std::vector<EventId> events;
    std::size_t segments = 0;  ///< bases that an execute has to bind

    StreamQueue* executing_for = nullptr;  ///< the stream of the execute under way
    std::vector<std::uint64_t> bases;
    std::uint32_t only_stream = ModelExecuteTask::kAllStreams;  ///< of the execute under way
    std::size_t streams_running = 0;
    std::uint32_t executions = 0;  ///< ended

    std::uint64_t executes_posted = 0;  ///< under the host lock
    std::uint64_t executes_ended = 0;
    bool watched = false;  ///< a host thread waits for its end
};

}  // namespace ascend::sim
