// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "runtime/validate/accuracy.h"

namespace ascend::validate {

/// What the model is to reach for one group of a table, in percent.
struct Target {
    double median_abs_pct = 0;
    std::optional<double> mean_abs_pct, bias_pct;  ///< nullopt: not asked for

    bool met_by(const Accuracy& accuracy) const;
    /// "20 / 35 / 10", a dash for what is not asked for.
    std::string text() const;
};

/// Nullopt for a group without a target. `table`: "whole-models", "matmul", "matmul-own-tiling",
/// "operators" or "kernels".
std::optional<Target> target_of(const std::string& table, const std::string& group);

}  // namespace ascend::validate
