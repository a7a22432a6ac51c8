// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/acl/compile_options.h"
#include "sim/soc/soc_spec.h"

namespace ascend::runtime {

/// Which machine is simulated and where its traces go (ascend_sim_configure, ASCEND_SIM_*).
struct Configuration {
    std::vector<std::string> devices;   ///< SoC of each device: a name or a file
    std::vector<std::string> settings;  ///< "ai_core.count=4", for all devices
    std::filesystem::path out;          ///< empty: no traces
    std::filesystem::path faults;       ///< a file of faults (runtime/README.md); empty: none
    std::string kernels;                ///< a file of kernel times; empty: none
    bool exact = false;
};

/// The SoC that is simulated when nobody names one.
inline constexpr std::string_view kDefaultSoc = "Ascend310P3";

/// From the environment variables of ascend_sim.h. Throws Error{kInvalidArgument} naming the
/// variable when a value is out of its range.
Configuration configuration_from_environment();

/// `base` with the keys of a JSON object (ascend_sim_configure) put over it. Throws
/// Error{kInvalidArgument} naming the key that is unknown or of the wrong type.
Configuration parse_configuration(std::string_view json, Configuration base);

/// The SoC of every device; devices of one name share one. Throws as sim::load_soc().
std::vector<std::shared_ptr<const sim::SocSpec>> load_socs(const Configuration& configuration);

}  // namespace ascend::runtime
