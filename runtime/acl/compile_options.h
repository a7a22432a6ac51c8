// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "models/atc/compile_request.h"

namespace ascend::runtime {

/// How ONNX files become models, as the program says (ascend_sim_set_compile_options).
struct CompileConfiguration {
    models::CompileRequest request;
    bool by_program = false;  ///< false: nothing was said, others may
};

/// Throws Error{kInvalidArgument} naming the key that is unknown or has a bad value, and as
/// read_aipp_file() does for the file that "aipp" names.
CompileConfiguration parse_compile_configuration(std::string_view json);

/// For the model in `file` (empty: in memory): what the program said; else ASCEND_SIM_COMPILE, with
/// the keys of FILE.json beside the model put over it. Throws as parse_compile_configuration(),
/// naming the variable or the file.
models::CompileRequest compile_request_for(const CompileConfiguration& configuration,
                                           const std::filesystem::path& file);

}  // namespace ascend::runtime
