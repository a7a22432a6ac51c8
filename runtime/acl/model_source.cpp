// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/model_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "models/atc/network_compiler.h"
#include "models/om/om_program.h"
#include "traces/error.h"

namespace ascend::runtime {
ModelSource read_model_file(const char* path) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        throw Error(ErrorCode::kNotFound, fmt::format("{}: no such file", path));
    if (!fs::is_regular_file(status))
        throw Error(ErrorCode::kIo,
                    fmt::format("{}: not a regular file: expected an ONNX model or an .om", path));
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw Error(ErrorCode::kIo,
                    fmt::format("{}: cannot be read: {}", path, std::strerror(errno)));
    ModelSource source;
    source.storage.resize(fs::file_size(path));
    file.read(reinterpret_cast<char*>(source.storage.data()),
              static_cast<std::streamsize>(source.storage.size()));
    if (!file) throw Error(ErrorCode::kIo, fmt::format("{}: cannot be read to its end", path));
    source.bytes = source.storage;
    source.origin = path;
    source.file = path;
    return source;
}

ModelSource model_in_memory(const void* bytes, std::size_t size) {
    return {{}, {static_cast<const std::byte*>(bytes), size}, "model in memory", {}};
}

models::CompiledModel compile_model(const ModelSource& source, const sim::SocSpec& soc,
                                    const CompileConfiguration& configuration) {
    if (source.bytes.empty())
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{}: empty: expected an ONNX model or an .om", source.origin));
    if (models::looks_like_om(source.bytes))
        return models::model_from_om(source.bytes, source.origin, soc);
    if (!models::looks_like_onnx(source.bytes))
        throw Error(
            ErrorCode::kMalformed,
            fmt::format("{}: not a model: expected an ONNX model or an .om", source.origin));
    const models::CompileRequest request = compile_request_for(configuration, source.file);
    return models::compile_network(source.bytes, source.origin, soc, request).model;
}

}  // namespace ascend::runtime
