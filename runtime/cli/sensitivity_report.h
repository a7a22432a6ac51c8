// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <string>

#include "runtime/cli/sensitivity.h"

namespace ascend::cli {

/// The numbers that matter most, and how many do not.
std::string sensitivity_text(const Sensitivity& sensitivity);
/// Keys numbers (key, value, unit, elasticity, lower, upper, at_lower_us, at_upper_us),
/// without_effect, unmoved and wall_us.
boost::json::object sensitivity_json(const Sensitivity& sensitivity);

}  // namespace ascend::cli
