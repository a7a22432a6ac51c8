// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <string>

#include "runtime/client/inference.h"
#include "sim/soc/soc_spec.h"

/// How far an estimate may be off, as `estimate` says it.
namespace ascend::cli {

/// "0.61 .. 0.80": milliseconds between which most measurements are expected.
std::string expected_range(const client::InferenceResult& result, const sim::SocSpec& soc);
/// Which shares of the latency lie in operators that were measured, and which in none.
std::string validation_line(const client::InferenceResult& result, const sim::SocSpec& soc);
/// Keys low_us, high_us, coverage, validated, validated_elsewhere, never_validated and never.
boost::json::object expected_json(const client::InferenceResult& result, const sim::SocSpec& soc);

}  // namespace ascend::cli
