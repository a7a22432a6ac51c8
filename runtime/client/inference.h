// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/client/statistics_view.h"

namespace ascend::client {

/// What is estimated: one model at one batch size, and how often it runs.
struct InferencePlan {
    std::string model;
    std::optional<std::int64_t> batch;  ///< nullopt: as the file says, 1 where that is open
    std::map<std::string, std::vector<std::int64_t>> input_shapes;
    std::string precision = "fp16";
    bool aipp = false, small_channel = false;
    std::int32_t warm_up = 3, iterations = 3;
    std::int32_t streams = 1;  ///< instances of the model that run at the same time
};

struct InferenceResult {
    std::int64_t batch = 1;       ///< leading dimension of the first input
    double latency_us = 0;        ///< host stopwatch around one warmed-up execution
    double throughput_per_s = 0;  ///< samples, of all streams together
    double device_us = 0;         ///< model start to end on the device, mean
    std::int64_t tasks = 0;       ///< of one execution
    double simulated_us = 0;      ///< of all executions, warm-up included
    double wall_us = 0;           ///< that the whole plan took, load included
    DeviceStatistics statistics;  ///< of the measured executions
    std::int64_t executions = 0;
    std::int32_t streams = 1;  ///< of the plan: so many executions ran at the same time
};

/// Told before each step of the plan: what it is, and its number.
using ProgressFunction = std::function<void(const std::string& step)>;

/// Where the latency goes: shares by operator type, and "launch" for what no kernel takes (gaps
/// between tasks, the model's start and end, the host). They sum to 1; kernels of instances that
/// run at the same time count each.
std::map<std::string, double> latency_shares(const InferenceResult& result);

/// Loads, warms up, measures and unloads on the current device. With one stream the stopwatch is
/// around aclmdlExecute; with more it runs from the first aclmdlExecuteAsync of a round to the end
/// of all of them. Throws Error when the model, its shapes or the batch are at fault.
InferenceResult measure_inference(const InferencePlan& plan, const ProgressFunction& progress);

}  // namespace ascend::client
