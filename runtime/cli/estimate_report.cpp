// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/estimate_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>

#include "runtime/cli/expected_report.h"
#include "runtime/cli/sensitivity_report.h"
#include "runtime/cli/text_table.h"
#include "traces/json_text.h"

namespace ascend::cli {
namespace {

namespace json = boost::json;
using client::InferenceResult;
using client::OperatorStatistics;

constexpr std::size_t kOperatorsShown = 10, kWidestName = 48;

/// Cores of the device that have a pipe.
std::int64_t cores_with(const std::string& pipe, const sim::SocSpec& soc) {
    if (!soc.split) return soc.ai_core.count;
    if (pipe == "CUBE" || pipe == "MTE1" || pipe == "FIXPIPE") return soc.ai_core.count;
    if (pipe == "VECTOR" || pipe == "MTE3") return soc.vector_core.count;
    return soc.ai_core.count + soc.vector_core.count;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

json::object to_json(const Estimate& estimate, std::size_t index) {
    const InferenceResult& result = estimate.results[index];
    json::object pipes;
    for (const auto& [pipe, share] : pipe_shares(result, *estimate.soc)) pipes[pipe] = share;
    json::object object = {{"model", estimate.model},
                           {"soc", estimate.soc->name},
                           {"batch", result.batch},
                           {"latency_us", result.latency_us},
                           {"throughput_per_s", result.throughput_per_s},
                           {"device_us", result.device_us},
                           {"tasks", result.tasks},
                           {"simulated_us", result.simulated_us},
                           {"wall_us", result.wall_us},
                           {"bottleneck", bottleneck_of(result)},
                           {"pipes", pipes},
                           {"expected", expected_json(result, *estimate.soc)}};
    if (index < estimate.sensitivities.size())
        object["sensitivity"] = sensitivity_json(estimate.sensitivities[index]);
    return object;
}

std::string percent(double share) {
    return fmt::format("{:.1f} %", 100 * share);
}

double share_of(const std::map<std::string, double>& shares, const char* pipe) {
    const auto found = shares.find(pipe);
    return found == shares.end() ? 0 : found->second;
}

std::string batch_table(const Estimate& estimate) {
    TextTable table({{"batch"},
                     {"latency ms"},
                     {"expected ms"},
                     {"samples/s"},
                     {"device ms"},
                     {"bottleneck", Align::kLeft},
                     {"cube"},
                     {"vector"},
                     {"mte2"},
                     {"mte3"}});
    for (const InferenceResult& result : estimate.results) {
        const auto shares = pipe_shares(result, *estimate.soc);
        table.add({fmt::format("{}", result.batch), fmt::format("{:.3f}", result.latency_us * 1e-3),
                   expected_range(result, *estimate.soc),
                   fmt::format("{:.1f}", result.throughput_per_s),
                   fmt::format("{:.3f}", result.device_us * 1e-3), bottleneck_of(result),
                   percent(share_of(shares, "cube")), percent(share_of(shares, "vector")),
                   percent(share_of(shares, "mte2")), percent(share_of(shares, "mte3"))});
    }
    return table.text();
}

std::vector<OperatorStatistics> longest_operators(const InferenceResult& result) {
    std::vector<OperatorStatistics> operators = result.statistics.operators;
    std::stable_sort(operators.begin(), operators.end(),
                     [](const OperatorStatistics& a, const OperatorStatistics& b) {
                         return a.total_us > b.total_us;
                     });
    if (operators.size() > kOperatorsShown) operators.resize(kOperatorsShown);
    return operators;
}

std::string operator_table(const InferenceResult& result) {
    TextTable table({{"share"},
                     {"us"},
                     {"type", Align::kLeft},
                     {"bound by", Align::kLeft},
                     {"operator", Align::kLeft}});
    for (const OperatorStatistics& op : longest_operators(result))
        table.add({percent(op.total_us / result.statistics.kernel_us),
                   fmt::format("{:.1f}", op.total_us / static_cast<double>(op.count)), op.type,
                   op.bound, shorten(op.name, kWidestName)});
    return table.text();
}

}  // namespace

std::map<std::string, double> pipe_shares(const InferenceResult& result, const sim::SocSpec& soc) {
    std::map<std::string, double> shares;
    const double span_us =
        result.device_us * static_cast<double>(result.executions) / result.streams;
    for (const auto& [pipe, busy_us] : result.statistics.pipes) {
        const auto cores = static_cast<double>(cores_with(pipe, soc));
        shares[lower(pipe)] = span_us > 0 && cores > 0 ? busy_us / (span_us * cores) : 0;
    }
    return shares;
}

std::string bottleneck_of(const InferenceResult& result) {
    const auto executions = static_cast<double>(result.executions);
    std::map<std::string, double> parts;
    for (const auto& [bound, us] : result.statistics.bounds) parts[bound] += us / executions;
    parts["launch"] += std::max(0.0, result.device_us - result.statistics.kernel_us / executions);
    parts["host"] += std::max(0.0, result.latency_us - result.device_us);
    return std::max_element(parts.begin(), parts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

std::string estimate_json(const Estimate& estimate) {
    json::array all;
    for (std::size_t i = 0; i < estimate.results.size(); ++i) all.push_back(to_json(estimate, i));
    return traces::json_text(all.size() == 1 ? all.front() : json::value(all)) + "\n";
}

std::string estimate_text(const Estimate& estimate) {
    const InferenceResult& last = estimate.results.back();
    std::string text =
        fmt::format("{} on {}, {}", estimate.model, estimate.soc->name, estimate.precision);
    if (estimate.streams > 1) text += fmt::format(", {} streams", estimate.streams);
    text += "\n\n" + batch_table(estimate) + "\n" + validation_line(last, *estimate.soc);
    text += fmt::format("\nLongest of {} tasks at batch {}\n\n{}", last.tasks, last.batch,
                        operator_table(last));
    if (!estimate.sensitivities.empty())
        text += fmt::format("\nWhat the latency at batch {} hangs on\n\n{}", last.batch,
                            sensitivity_text(estimate.sensitivities.back()));
    text += fmt::format("\nTrace:   {} (open it at https://ui.perfetto.dev)\n",
                        (estimate.out / "trace.pftrace").string());
    text += fmt::format("Tables:  {}\n", (estimate.out / "mindstudio_profiler_output").string());
    text += fmt::format("Summary: {}\n", (estimate.out / "summary.json").string());
    return text;
}

}  // namespace ascend::cli
