// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <string>

#include "runtime/validate/accuracy.h"
#include "runtime/validate/csv.h"

/// The parts of a report that say how right groups of rows are.
namespace ascend::validate {

/// n, mean_abs_pct, median_abs_pct, bias, within_10 and within_20 of each group.
boost::json::object groups_json(const Comparisons& comparisons);
/// The targets of groups that have one, and "listed": all rows of those groups together.
boost::json::object targets_json(const std::string& targets, const Comparisons& comparisons);
/// The groups, with target and whether it is met.
std::string group_table(const std::string& targets, const Comparisons& comparisons);

/// Recorded shares of the cube (of the vector unit where a kernel has no cube) against predicted
/// ones; empty when no row has any.
boost::json::object utilisation_json(const CsvTable& csv, const Comparisons& comparisons);
std::string utilisation_text(const CsvTable& csv, const Comparisons& comparisons);

}  // namespace ascend::validate
