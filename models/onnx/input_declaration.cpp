// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/input_declaration.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "models/onnx/element_type.h"
#include "traces/error.h"

namespace ascend::models::onnx_file {
namespace {

InputDeclaration declaration_of(const onnx::ValueInfoProto& info) {
    if (!info.type().has_tensor_type()) {
        throw Error(
            ErrorCode::kUnsupported,
            fmt::format("input '{}' is not a tensor; only tensors are modelled", info.name()));
    }
    const auto& tensor = info.type().tensor_type();
    InputDeclaration declaration;
    declaration.input.name = info.name();
    try {
        declaration.input.type = element_type(tensor.elem_type());
    } catch (const Error& error) {
        throw Error(error.code(), fmt::format("input '{}': {}", info.name(), error.what()));
    }
    declaration.has_rank = tensor.has_shape();
    for (const onnx::TensorShapeProto::Dimension& dim : tensor.shape().dim()) {
        declaration.input.shape.push_back(dim.has_dim_value() ? dim.dim_value() : -1);
        declaration.input.symbols.push_back(dim.dim_param());
        if (declaration.input.shape.back() >= -1) continue;
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("input '{}' declares a dimension of {}; a positive one is expected",
                                info.name(), dim.dim_value()));
    }
    return declaration;
}

}  // namespace

std::vector<InputDeclaration> declarations_of(const onnx::GraphProto& graph) {
    std::set<std::string_view> initializers;
    for (const auto& tensor : graph.initializer()) initializers.insert(tensor.name());
    for (const auto& tensor : graph.sparse_initializer()) {
        initializers.insert(tensor.values().name());
    }
    std::vector<InputDeclaration> declarations;
    for (const onnx::ValueInfoProto& info : graph.input()) {
        if (!initializers.contains(info.name())) {
            declarations.push_back(declaration_of(info));
        }
    }
    return declarations;
}

std::string declared_text(const InputDeclaration& declaration) {
    if (!declaration.has_rank) return "a tensor of unknown rank";
    std::vector<std::string> dims;
    for (std::size_t i = 0; i < declaration.input.shape.size(); ++i) {
        const std::int64_t dim = declaration.input.shape[i];
        const std::string& symbol = declaration.input.symbols[i];
        dims.push_back(!symbol.empty() ? symbol : dim == -1 ? "?" : std::to_string(dim));
    }
    return fmt::format("[{}]", fmt::join(dims, ", "));
}

std::string example_option(const InputDeclaration& declaration) {
    Shape example = declaration.input.shape;
    std::ranges::replace_if(example, is_open, 1);
    const std::string dims =
        declaration.has_rank ? fmt::format("{}", fmt::join(example, ",")) : "1,3,224,224";
    return fmt::format("--input-shape \"{}:{}\"", declaration.input.name, dims);
}

}  // namespace ascend::models::onnx_file
