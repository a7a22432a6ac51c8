// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "models/program/compiled_model.h"
#include "runtime/acl/compile_options.h"
#include "sim/soc/soc_spec.h"

namespace ascend::runtime {

/// Bytes of a model and where they come from.
struct ModelSource {
    std::vector<std::byte> storage;  ///< empty when the program's own memory is used
    std::span<const std::byte> bytes;
    std::string origin;          ///< file name, for messages
    std::filesystem::path file;  ///< empty for memory
};

/// Throws Error{kNotFound} when there is no such file, Error{kIo} when it cannot be read.
ModelSource read_model_file(const char* path);
ModelSource model_in_memory(const void* bytes, std::size_t size);

/// Compiles a model for a SoC; its content decides how. Throws Error: kMalformed for what is no
/// model, and as compile_request_for() and compile_network(), or model_from_om(), do.
models::CompiledModel compile_model(const ModelSource& source, const sim::SocSpec& soc,
                                    const CompileConfiguration& configuration);

}  // namespace ascend::runtime
