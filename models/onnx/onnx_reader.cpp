// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/onnx_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "models/onnx/graph_importer.h"
#include "models/onnx/input_declaration.h"
#include "models/onnx/model_file.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

/// One printable line, whatever names the file holds.
std::string one_line(std::string text) {
    constexpr std::size_t kLongest = 4000;
    if (text.size() > kLongest) text.replace(kLongest, std::string::npos, "...");
    std::ranges::replace_if(
        text, [](unsigned char c) { return std::iscntrl(c) != 0; }, '?');
    return text;
}

/// Puts the file in front of what `read` throws.
template <class Read>
auto with_origin(const std::string& origin, Read read) {
    try {
        return read();
    } catch (const Error& error) {
        throw Error(error.code(), one_line(fmt::format("{}: {}", origin, error.what())));
    }
}

}  // namespace

std::vector<DeclaredInput> declared_onnx_inputs(std::span<const std::byte> bytes,
                                                const std::string& origin) {
    return with_origin(origin, [&] {
        const onnx::ModelProto model = onnx_file::parse_model(bytes);
        std::vector<DeclaredInput> inputs;
        for (auto& declaration : onnx_file::declarations_of(model.graph())) {
            std::ranges::replace_if(declaration.input.shape, onnx_file::is_open, -1);
            inputs.push_back(std::move(declaration.input));
        }
        return inputs;
    });
}

Graph read_onnx(std::span<const std::byte> bytes, const std::string& origin,
                const ShapeOverrides& overrides) {
    return with_origin(
        origin, [&] { return onnx_file::import_graph(onnx_file::parse_model(bytes), overrides); });
}

}  // namespace ascend::models
