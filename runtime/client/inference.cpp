// SPDX-License-Identifier: Apache-2.0
#include "runtime/client/inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <memory>

#include "ascend_sim/ascend_sim.h"
#include "runtime/client/acl_objects.h"

namespace ascend::client {
namespace {

namespace json = boost::json;

constexpr double kPicosecondsPerMicrosecond = 1e6;
constexpr double kMicrosecondsPerSecond = 1e6;

using Models = std::vector<std::unique_ptr<LoadedModel>>;

void set_compile_options(const InferencePlan& plan) {
    json::object shapes;
    for (const auto& [name, shape] : plan.input_shapes)
        shapes[name] = json::array(shape.begin(), shape.end());
    json::object options = {{"input_shapes", shapes},
                            {"precision", plan.precision},
                            {"aipp", plan.aipp},
                            {"small_channel", plan.small_channel}};
    if (plan.batch) options["batch"] = *plan.batch;
    check(ascend_sim_set_compile_options(json::serialize(options).c_str()));
}

std::int64_t batch_of(const LoadedModel& model) {
    if (model.inputs().empty() || model.inputs().front().shape.empty()) return 1;
    return model.inputs().front().shape.front();
}

double simulated_us() {
    return static_cast<double>(ascend_sim_clock_ps()) / kPicosecondsPerMicrosecond;
}

/// Runs every instance once, at the same time when there are several.
void run_round(const Models& models, const std::vector<std::unique_ptr<Stream>>& streams) {
    if (models.size() == 1) return models.front()->execute();
    for (std::size_t i = 0; i < models.size(); ++i) models[i]->execute_async(streams[i]->handle());
    for (const auto& stream : streams) stream->synchronize();
}

}  // namespace

std::map<std::string, double> latency_shares(const InferenceResult& result) {
    const auto executions = static_cast<double>(result.executions);
    std::map<std::string, double> parts;
    double kernels = 0;
    for (const OperatorStatistics& op : result.statistics.operators) {
        parts[op.type] += op.total_us / executions;
        kernels += op.total_us / executions;
    }
    parts["launch"] = std::max(0.0, result.latency_us - kernels);
    const double total = kernels + parts["launch"];
    for (auto& [type, part] : parts) part = total > 0 ? part / total : 0;
    return parts;
}

InferenceResult measure_inference(const InferencePlan& plan, const ProgressFunction& progress) {
    const auto wall_start = std::chrono::steady_clock::now();
    set_compile_options(plan);

    Models models;
    std::vector<std::unique_ptr<Stream>> streams;
    for (std::int32_t i = 0; i < plan.streams; ++i) {
        progress("loading");
        models.push_back(std::make_unique<LoadedModel>(plan.model));
        streams.push_back(std::make_unique<Stream>());
    }
    const double start_us = simulated_us();
    for (std::int32_t i = 0; i < plan.warm_up; ++i) {
        progress(fmt::format("warm-up {} of {}", i + 1, plan.warm_up));
        run_round(models, streams);
    }

    ascend_sim_reset_statistics();
    const double measured_from_us = simulated_us();
    for (std::int32_t i = 0; i < plan.iterations; ++i) {
        progress(fmt::format("iteration {} of {}", i + 1, plan.iterations));
        run_round(models, streams);
    }
    const double end_us = simulated_us();

    InferenceResult result;
    result.batch = batch_of(*models.front());
    result.streams = plan.streams;
    result.latency_us = (end_us - measured_from_us) / plan.iterations;
    result.throughput_per_s = static_cast<double>(result.batch) * plan.streams *
                              kMicrosecondsPerSecond / result.latency_us;
    result.statistics = parse_statistics(ascend_sim_statistics());
    result.executions = std::max<std::int64_t>(result.statistics.executions, 1);
    result.device_us = result.statistics.device_us / static_cast<double>(result.executions);
    result.tasks = result.statistics.tasks / result.executions;
    result.simulated_us = end_us - start_us;
    result.wall_us =
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - wall_start)
            .count();
    return result;
}

}  // namespace ascend::client
