// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/error_bands.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "runtime/cli/error_bands_data.h"
#include "traces/error.h"

namespace ascend::cli {
namespace {

namespace json = boost::json;

ErrorBand read_band(const json::value& value) {
    const ErrorBand band{
        value.at("rows").to_number<std::int64_t>(), value.at("low").to_number<double>(),
        value.at("median").to_number<double>(), value.at("high").to_number<double>()};
    if (!(band.low > 0 && band.low <= band.median && band.median <= band.high))
        throw std::runtime_error("expected 0 < low <= median <= high");
    return band;
}

std::map<std::string, ErrorBand> read_types(const json::value& value) {
    std::map<std::string, ErrorBand> types;
    for (const auto& [type, band] : value.as_object()) types[type] = read_band(band);
    return types;
}

const ErrorBand* find(const std::map<std::string, ErrorBand>& bands, const std::string& type) {
    const auto found = bands.find(type);
    return found == bands.end() ? nullptr : &found->second;
}

}  // namespace

ErrorBands ErrorBands::parse(std::string_view text) {
    try {
        const json::value document = json::parse(json::string_view(text.data(), text.size()));
        ErrorBands bands;
        for (const auto& [family, types] : document.at("families").as_object())
            bands.families[family] = read_types(types);
        bands.any_family = read_types(document.at("any_family"));
        bands.any = read_band(document.at("any"));
        return bands;
    } catch (const std::exception& error) {
        throw Error(ErrorCode::kMalformed, fmt::format("error bands: {}", error.what()));
    }
}

const ErrorBands& ErrorBands::shipped() {
    static const ErrorBands bands = parse(kErrorBandsJson);
    return bands;
}

ExpectedError expected_error(const ErrorBands& bands, const std::string& family,
                             const std::map<std::string, double>& shares) {
    static const std::map<std::string, ErrorBand> kNone;
    const auto found = bands.families.find(family);
    const auto& here = found == bands.families.end() ? kNone : found->second;
    ExpectedError expected;
    double low = 0, high = 0;
    for (const auto& [type, share] : shares) {
        const ErrorBand* band = find(here, type);
        if (band != nullptr) {
            expected.validated += share;
        } else if ((band = find(bands.any_family, type)) != nullptr) {
            expected.validated_elsewhere += share;
        } else {
            band = &bands.any;
            expected.never_validated += share;
            if (share > 0) expected.never.emplace_back(type, share);
        }
        low += share * std::log(band->low);
        high += share * std::log(band->high);
    }
    std::stable_sort(expected.never.begin(), expected.never.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    expected.low = std::exp(low);
    expected.high = std::exp(high);
    return expected;
}

}  // namespace ascend::cli
