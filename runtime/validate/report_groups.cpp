// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/report_groups.h"

#include <fmt/format.h>

#include <cmath>

#include "runtime/cli/text_table.h"
#include "runtime/validate/csv.h"
#include "runtime/validate/targets.h"

namespace ascend::validate {
namespace {

namespace json = boost::json;

json::object to_json(const Accuracy& accuracy) {
    return {{"n", accuracy.n},
            {"mean_abs_pct", accuracy.mean_abs_pct},
            {"median_abs_pct", accuracy.median_abs_pct},
            {"bias", accuracy.bias},
            {"within_10", accuracy.within_10},
            {"within_20", accuracy.within_20}};
}

/// All rows of groups that have a target.
Accuracy accuracy_of_targeted(const std::string& targets, const Comparisons& comparisons) {
    std::vector<const Comparison*> rows;
    for (const Comparison& row : comparisons.rows)
        if (target_of(targets, row.group)) rows.push_back(&row);
    return accuracy_of(rows);
}

constexpr double kUtilisationTolerance = 0.1;

struct Utilisation {
    std::size_t n = 0, within = 0;
    double mean_difference = 0;
};

Utilisation utilisation_of(const CsvTable& csv, const Comparisons& comparisons) {
    Utilisation result;
    for (const Comparison& row : comparisons.rows)
        for (const auto& [name, predicted] : row.more) {
            if (name != "cube_ratio_predicted") continue;
            const double recorded = csv.number(csv.rows()[row.row - 1], "cube_ratio");
            const double difference = std::abs(predicted - recorded);
            ++result.n;
            result.within += difference <= kUtilisationTolerance ? 1 : 0;
            result.mean_difference += difference;
        }
    if (result.n > 0) result.mean_difference /= static_cast<double>(result.n);
    return result;
}

}  // namespace

json::object groups_json(const Comparisons& comparisons) {
    json::object groups;
    for (const auto& [group, accuracy] : accuracy_by_group(comparisons.rows))
        groups[group] = to_json(accuracy);
    return groups;
}

json::object targets_json(const std::string& targets, const Comparisons& comparisons) {
    json::object result;
    for (const auto& [group, accuracy] : accuracy_by_group(comparisons.rows)) {
        const auto target = target_of(targets, group);
        if (!target) continue;
        json::object object = {{"median_abs_pct", target->median_abs_pct}};
        if (target->mean_abs_pct) object["mean_abs_pct"] = *target->mean_abs_pct;
        if (target->bias_pct) object["bias_pct"] = *target->bias_pct;
        object["met"] = target->met_by(accuracy);
        result[group] = std::move(object);
    }
    if (const Accuracy listed = accuracy_of_targeted(targets, comparisons); listed.n > 0)
        result["listed"] = to_json(listed);
    return result;
}

std::string group_table(const std::string& targets, const Comparisons& comparisons) {
    using cli::Align;
    cli::TextTable table({{"group", Align::kLeft},
                          {"n"},
                          {"median %"},
                          {"mean %"},
                          {"bias"},
                          {"within 10 %"},
                          {"within 20 %"},
                          {"target"},
                          {"met", Align::kLeft}});
    const auto add = [&](const std::string& group, const Accuracy& accuracy) {
        const auto target = target_of(targets, group);
        table.add(
            {group, fmt::format("{}", accuracy.n), fmt::format("{:.1f}", accuracy.median_abs_pct),
             fmt::format("{:.1f}", accuracy.mean_abs_pct), fmt::format("{:.3f}", accuracy.bias),
             fmt::format("{:.0f} %", 100 * accuracy.within_10),
             fmt::format("{:.0f} %", 100 * accuracy.within_20), target ? target->text() : "",
             !target                    ? ""
             : target->met_by(accuracy) ? "yes"
                                        : "no"});
    };
    std::size_t targeted = 0, met = 0;
    for (const auto& [group, accuracy] : accuracy_by_group(comparisons.rows)) {
        add(group, accuracy);
        const auto target = target_of(targets, group);
        targeted += target ? 1 : 0;
        met += target && target->met_by(accuracy) ? 1 : 0;
    }
    if (const Accuracy listed = accuracy_of_targeted(targets, comparisons); listed.n > 0)
        add("(with target)", listed);
    std::string text = table.text();
    if (targeted > 0)
        text += fmt::format(
            "\ntarget: median / mean / bias off 1, at most, in percent; {} of {} groups meet "
            "theirs\n",
            met, targeted);
    return text;
}

json::object utilisation_json(const CsvTable& csv, const Comparisons& comparisons) {
    const Utilisation result = utilisation_of(csv, comparisons);
    if (result.n == 0) return {};
    return {{"n", result.n},
            {"within_0.1", result.within},
            {"mean_abs_difference", result.mean_difference}};
}

std::string utilisation_text(const CsvTable& csv, const Comparisons& comparisons) {
    const Utilisation result = utilisation_of(csv, comparisons);
    if (result.n == 0) return "";
    return fmt::format(
        "recorded utilisation of cube or vector unit: {} of {} within {}, mean difference {:.3f}\n",
        result.within, result.n, kUtilisationTolerance, result.mean_difference);
}

}  // namespace ascend::validate
