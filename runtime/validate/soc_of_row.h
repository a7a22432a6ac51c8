// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace ascend::validate {

/// The SoC that a table's `soc` cell means: "Ascend910B3 (20 AIC/40 AIV)" is Ascend910B3, a class
/// or family stands for its member with that many cube cores ("Ascend A2/A3" with 24 is
/// Ascend910B2). nullopt when no SoC of ours fits.
std::optional<std::string> soc_of_row(const std::string& cell, std::optional<double> cores = {});

}  // namespace ascend::validate
