// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/accuracy.h"

#include <algorithm>
#include <cmath>

namespace ascend::validate {

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Accuracy accuracy_of(const std::vector<const Comparison*>& rows) {
    Accuracy result;
    result.n = rows.size();
    if (rows.empty()) return result;
    std::vector<double> errors;
    double sum = 0, log_ratios = 0;
    std::size_t within_10 = 0, within_20 = 0;
    for (const Comparison* row : rows) {
        const double error = std::abs(row->error_pct());
        errors.push_back(error);
        sum += error;
        log_ratios += std::log(row->predicted_us / row->measured_us);
        within_10 += error <= 10 ? 1 : 0;
        within_20 += error <= 20 ? 1 : 0;
    }
    const auto n = static_cast<double>(rows.size());
    result.mean_abs_pct = sum / n;
    result.median_abs_pct = median(std::move(errors));
    result.bias = std::exp(log_ratios / n);
    result.within_10 = static_cast<double>(within_10) / n;
    result.within_20 = static_cast<double>(within_20) / n;
    return result;
}

std::map<std::string, Accuracy> accuracy_by_group(const std::vector<Comparison>& rows) {
    std::map<std::string, std::vector<const Comparison*>> groups;
    for (const Comparison& row : rows) {
        groups[row.group].push_back(&row);
        groups["all"].push_back(&row);
    }
    std::map<std::string, Accuracy> result;
    for (const auto& [group, members] : groups) result[group] = accuracy_of(members);
    return result;
}

}  // namespace ascend::validate
