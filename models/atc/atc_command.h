// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "models/atc/atc_options.h"

namespace ascend::models::atc {

/// Compiles the network that the options name and writes OUTPUT.om. Returns its path. Throws
/// Error as load_soc() and compile_network() do; kNotFound, kIo when the network cannot be read or
/// the file not be written; kUnsupported for an output type that the network's outputs do not have.
std::string compile_file(const AtcOptions& options);

/// What --help prints.
const char* help_text();

}  // namespace ascend::models::atc
