// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/expected_report.h"

#include <fmt/format.h>

#include "runtime/cli/error_bands.h"

namespace ascend::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kNamesShown = 5;

ExpectedError expected_of(const client::InferenceResult& result, const sim::SocSpec& soc) {
    return expected_error(ErrorBands::shipped(), soc.family, client::latency_shares(result));
}

std::string names_of(const ExpectedError& expected) {
    std::string names;
    for (std::size_t i = 0; i < expected.never.size() && i < kNamesShown; ++i)
        names += (i == 0 ? "" : ", ") + expected.never[i].first;
    if (expected.never.size() > kNamesShown) names += ", ..";
    return names;
}

}  // namespace

std::string expected_range(const client::InferenceResult& result, const sim::SocSpec& soc) {
    const ExpectedError expected = expected_of(result, soc);
    return fmt::format("{:.3f} .. {:.3f}", result.latency_us * expected.low * 1e-3,
                       result.latency_us * expected.high * 1e-3);
}

std::string validation_line(const client::InferenceResult& result, const sim::SocSpec& soc) {
    const ExpectedError expected = expected_of(result, soc);
    std::string line = fmt::format(
        "Validated: {:.0f} % of the time at batch {} on this SoC family, {:.0f} % on others only, "
        "{:.0f} % never",
        100 * expected.validated, result.batch, 100 * expected.validated_elsewhere,
        100 * expected.never_validated);
    if (!expected.never.empty()) line += fmt::format(" ({})", names_of(expected));
    return line + "\n";
}

json::object expected_json(const client::InferenceResult& result, const sim::SocSpec& soc) {
    const ExpectedError expected = expected_of(result, soc);
    json::array never;
    for (const auto& [type, share] : expected.never)
        never.push_back({{"type", type}, {"share", share}});
    return {{"low_us", result.latency_us * expected.low},
            {"high_us", result.latency_us * expected.high},
            {"coverage", ExpectedError::kCoverage},
            {"validated", expected.validated},
            {"validated_elsewhere", expected.validated_elsewhere},
            {"never_validated", expected.never_validated},
            {"never", std::move(never)}};
}

}  // namespace ascend::cli
