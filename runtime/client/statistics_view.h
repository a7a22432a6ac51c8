// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ascend::client {

/// One operator of ascend_sim_statistics(), over `count` executions.
struct OperatorStatistics {
    std::string name, type, task_type, bound;
    std::int64_t count = 0;
    double total_us = 0;
};

/// ascend_sim_statistics() as C++.
struct DeviceStatistics {
    std::int64_t executions = 0;  ///< of all models
    std::int64_t tasks = 0;       ///< of those executions
    double device_us = 0;         ///< of those executions, model start to end, summed
    double kernel_us = 0;
    std::map<std::string, double> bounds;  ///< kernel time by what bounds it
    std::map<std::string, double> pipes;   ///< busy time, summed over cores
    std::vector<OperatorStatistics> operators;
};

DeviceStatistics parse_statistics(std::string_view json);

}  // namespace ascend::client
