// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ascend::validate {

/// How predictions of one group compare with measurements.
struct Accuracy {
    std::size_t n = 0;
    double mean_abs_pct = 0, median_abs_pct = 0;  ///< of |predicted / measured - 1|, in percent
    double bias = 1;                              ///< geometric mean of predicted / measured
    double within_10 = 0, within_20 = 0;          ///< share of rows, 0 .. 1
};

/// A row that was measured and predicted, in microseconds. Both are positive.
struct Comparison {
    std::size_t row = 0;  ///< in the table, from 1
    std::string group;
    double measured_us = 0, predicted_us = 0;
    /// More columns of the answer: name and value, such as the predicted share of a pipe.
    std::vector<std::pair<std::string, double>> more;
    std::string soc = {};  ///< that the row ran on
    /// Of a network: shares of its latency by operator type; "launch" is what no kernel takes.
    std::map<std::string, double> shares = {};

    double error_pct() const { return 100 * (predicted_us / measured_us - 1); }
};

/// A row that could not be compared.
struct Skipped {
    std::size_t row = 0;
    std::string why;
};

struct Comparisons {
    std::vector<Comparison> rows;
    std::vector<Skipped> skipped;
};

/// Throws nothing; an empty list has n = 0.
Accuracy accuracy_of(const std::vector<const Comparison*>& rows);
/// The middle value, or the mean of the two in the middle. Needs one value or more.
double median(std::vector<double> values);
/// Per group, and "all".
std::map<std::string, Accuracy> accuracy_by_group(const std::vector<Comparison>& rows);

}  // namespace ascend::validate
