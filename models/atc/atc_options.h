// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/atc/compile_request.h"
#include "sim/data_type.h"

namespace ascend::models::atc {

/// What the command line of atc asks for.
struct AtcOptions {
    std::string model, output, soc;
    CompileRequest request;
    std::optional<DataType> output_type;
    std::string command_line;
    bool help = false;
};

/// Reads atc's options: with one dash or two, the value behind '=' or in the next word. Throws
/// Error:
///   kUsage: an option that atc does not have, one without a value or twice, a bad value, a
///     required one that is missing, gears of two kinds
///   kUnsupported: an option that would change the model in a way that is not modelled
/// and as read_aipp_file() does.
AtcOptions parse_atc_options(const std::vector<std::string>& arguments);

}  // namespace ascend::models::atc
