// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/sensitivity_report.h"

#include <fmt/format.h>

#include "runtime/cli/text_table.h"

namespace ascend::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kNumbersShown = 15;

std::string change(double latency_us, double base_us) {
    return fmt::format("{:+.2f} %", 100 * (latency_us / base_us - 1));
}

}  // namespace

std::string sensitivity_text(const Sensitivity& sensitivity) {
    TextTable table({{"elasticity"},
                     {"10 % less"},
                     {"10 % more"},
                     {"value"},
                     {"unit", Align::kLeft},
                     {"number", Align::kLeft}});
    const auto& numbers = sensitivity.numbers;
    for (std::size_t i = 0; i < numbers.size() && i < kNumbersShown; ++i) {
        const Elasticity& number = numbers[i];
        table.add({fmt::format("{:+.3f}", number.elasticity),
                   change(number.at_lower_us, sensitivity.latency_us),
                   change(number.at_upper_us, sensitivity.latency_us),
                   fmt::format("{:.6g}", number.value), number.unit, number.key});
    }
    std::string text = table.text();
    text += fmt::format(
        "\nelasticity: percent of latency per percent of the number; whole numbers move by one at "
        "least. {} numbers matter, {} do not",
        numbers.size(), sensitivity.without_effect);
    if (!sensitivity.unmoved.empty())
        text += fmt::format(", {} cannot be moved alone", sensitivity.unmoved.size());
    return text + ".\n";
}

json::object sensitivity_json(const Sensitivity& sensitivity) {
    json::array numbers;
    for (const Elasticity& number : sensitivity.numbers)
        numbers.push_back({{"key", number.key},
                           {"value", number.value},
                           {"unit", number.unit},
                           {"elasticity", number.elasticity},
                           {"lower", number.lower},
                           {"upper", number.upper},
                           {"at_lower_us", number.at_lower_us},
                           {"at_upper_us", number.at_upper_us}});
    return {{"numbers", std::move(numbers)},
            {"without_effect", sensitivity.without_effect},
            {"wall_us", sensitivity.wall_us},
            {"unmoved", json::array(sensitivity.unmoved.begin(), sensitivity.unmoved.end())}};
}

}  // namespace ascend::cli
