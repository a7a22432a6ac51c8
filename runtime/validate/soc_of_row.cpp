// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/soc_of_row.h"

#include <algorithm>

#include "sim/soc/soc_loader.h"

namespace ascend::validate {
namespace {

bool known(const std::string& name) {
    const auto names = sim::soc_names();
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool begins(const std::string& text, const char* prefix) {
    return text.rfind(prefix, 0) == 0;
}

}  // namespace

std::optional<std::string> soc_of_row(const std::string& cell, std::optional<double> cores) {
    std::string name = cell.substr(0, cell.find_first_of(" ("));
    if (const auto suffix = name.find("-class"); suffix != std::string::npos) name.resize(suffix);
    if (known(name)) return name;
    if (begins(name, "Ascend950")) return "Ascend950PR_9589";
    // Parts of the A2 and A3 generations, told apart by their cube cores. source: facts soc.csv
    constexpr double kCoresOf910B2 = 24, kCoresOf910B3 = 20;
    if (begins(cell, "Ascend A2") || begins(cell, "Ascend A3") || name == "Ascend910B") {
        if (cores == kCoresOf910B2) return "Ascend910B2";
        if (cores == kCoresOf910B3) return "Ascend910B3";
    }
    return std::nullopt;
}

}  // namespace ascend::validate
