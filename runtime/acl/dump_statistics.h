// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/acl/dump_plan.h"

namespace ascend::runtime {

/// A name that "dump_stats" may hold: Max, Min, Avg, Nan, Negative Inf, Positive Inf, L2norm.
bool is_dump_statistic(std::string_view name);

/// The table of dump_data "stats": a row per tensor, a column per statistic (all when `names` is
/// empty). Of tensors that are zero, every statistic is zero.
std::string dump_statistics_table(const DumpOperator& op, const std::vector<std::string>& names);

}  // namespace ascend::runtime
