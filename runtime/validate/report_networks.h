// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <string>

#include "runtime/validate/accuracy.h"
#include "runtime/validate/csv.h"
#include "runtime/validate/ranking.h"

namespace ascend::validate {

/// Order and knees of a table of networks; its columns graph and batch name the points.
NetworkOrder network_order(const CsvTable& csv, const Comparisons& comparisons);

/// Keys "ranking", "wrong_pairs" and "knees".
boost::json::object order_json(const NetworkOrder& order);
/// Ranks per SoC and batch, the pairs in the wrong order, and the knees.
std::string order_text(const NetworkOrder& order);

}  // namespace ascend::validate
