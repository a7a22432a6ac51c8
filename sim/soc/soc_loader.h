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
/// or ending in ".json"), then applies `settings` ("ai_core.count=12", "l2.capacity=32MiB",
/// "dram.hbm=true") in order.
///
/// Throws Error, one line:
///   kNotFound: no such SoC (lists the near ones; "Ascend910B" asks which of 910B1..B4), no such
///     file, or no SoC files in soc_directory()
///   kMalformed: JSON that does not parse, a number without unit, source or basis, a wrong unit, an
///     unknown or missing key (names file and key), a file that inherits from itself
///   kInvalidArgument: a value out of its range, a setting of a key that does not exist or without
///     '=', cores without the units that they need
///   kIo: the file exists but cannot be read
std::shared_ptr<const SocSpec> load_soc(std::string_view name,
                                        const std::vector<std::string>& settings = {});

/// One number of a SoC file with where it comes from, for `soc show` and the README.
struct SocValue {
    std::string key;  ///< "dram.gbps"
    double value = 0;
    std::string unit, source;
    std::string basis;  ///< documented, measured, fitted or estimated; "setting" from `settings`
};

/// All numbers of a SoC in the order of SocSpec, without those of units that it does not have.
/// Throws as load_soc().
std::vector<SocValue> soc_values(std::string_view name,
                                 const std::vector<std::string>& settings = {});

/// Folder with NAME.json: ASCEND_SIM_SOC_DIR if set, else the installed or the source folder.
std::string soc_directory();

}  // namespace ascend::sim
