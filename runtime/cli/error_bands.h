// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ascend::cli {

/// Where measured times lie around predicted ones: measured over predicted, at the tenth, the
/// middle and the ninetieth of a hundred rows. `rows` is how many rows that rests on.
struct ErrorBand {
    std::int64_t rows = 0;
    double low = 1, median = 1, high = 1;
};

/// What validation found, by SoC family and operator type.
struct ErrorBands {
    std::map<std::string, std::map<std::string, ErrorBand>> families;
    std::map<std::string, ErrorBand> any_family;  ///< by operator type
    ErrorBand any;                                ///< all rows

    /// Reads a file that `scripts/refresh_accuracy` wrote. Throws Error{kMalformed}.
    static ErrorBands parse(std::string_view json);
    /// Those of this build.
    static const ErrorBands& shipped();
};

/// How far an estimate may be off, from the validation of what it consists of.
struct ExpectedError {
    static constexpr double kCoverage = 0.8;  ///< share of measurements expected in the band
    double low = 1, high = 1;                 ///< measured over predicted
    /// Shares of the latency: in operators measured on this SoC family, only on others, never.
    double validated = 0, validated_elsewhere = 0, never_validated = 0;
    std::vector<std::pair<std::string, double>> never;  ///< type and share, largest first
};

/// `shares`: of the latency, by operator type (client::latency_shares()); they sum to 1. The errors
/// of different operators are taken to go together, which is the cautious side.
ExpectedError expected_error(const ErrorBands& bands, const std::string& family,
                             const std::map<std::string, double>& shares);

}  // namespace ascend::cli
