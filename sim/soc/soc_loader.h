// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// Names of the SoCs that ship with the simulator, sorted.
std::vector<std::string> soc_names();

/// Loads a SoC by name ("Ascend310P3", any case, "310P3" also) or from a JSON file (a path with '/'
/// or ending in
/// ".json"), then applies `settings` ("ai_core.count=12") in order.
///
/// Throws Error:
///   kNotFound: no such SoC (lists the near ones; "Ascend910B" asks which of 910B1..B4) or no such
///   file kMalformed: JSON that does not parse, a number without unit, source or basis, an unknown
///   key (names file and key) kInvalidArgument: a value out of its range, a setting of a key that
///   does not exist or without '='
std::shared_ptr<const SocSpec> load_soc(std::string_view name,
                                        const std::vector<std::string>& settings = {});

/// One number of a SoC file with where it comes from, for `soc show` and the README.
struct SocValue {
    std::string key;  ///< "dram.gbps"
    double value = 0;
    std::string unit, source, basis;  ///< basis: documented, measured, fitted, estimated
};
std::vector<SocValue> soc_values(std::string_view name,
                                 const std::vector<std::string>& settings = {});

/// Folder with NAME.json: ASCEND_SIM_SOC_DIR if set, else the installed or the source folder.
std::string soc_directory();

}  // namespace ascend::sim
