// SPDX-License-Identifier: Apache-2.0
#include "runtime/client/statistics_view.h"

#include <boost/json.hpp>

namespace ascend::client {
namespace {

namespace json = boost::json;

std::string text(const json::value& value) {
    return json::value_to<std::string>(value);
}

OperatorStatistics parse_operator(const json::object& entry) {
    return {text(entry.at("name")),
            text(entry.at("type")),
            text(entry.at("task_type")),
            text(entry.at("bound")),
            entry.at("count").to_number<std::int64_t>(),
            entry.at("total_us").to_number<double>()};
}

std::map<std::string, double> parse_times(const json::value& times) {
    std::map<std::string, double> result;
    for (const auto& [name, time] : times.as_object())
        result[std::string(name)] = time.to_number<double>();
    return result;
}

}  // namespace

DeviceStatistics parse_statistics(std::string_view statistics) {
    const json::value root = json::parse(json::string_view(statistics.data(), statistics.size()));
    DeviceStatistics result;
    result.executions = root.at("executions").to_number<std::int64_t>();
    result.tasks = root.at("model_tasks").to_number<std::int64_t>();
    result.device_us = root.at("device_us").to_number<double>();
    result.kernel_us = root.at("kernel_us").to_number<double>();
    result.bounds = parse_times(root.at("bounds"));
    result.pipes = parse_times(root.at("pipes"));
    for (const json::value& entry : root.at("operators").as_array())
        result.operators.push_back(parse_operator(entry.as_object()));
    return result;
}

}  // namespace ascend::client
