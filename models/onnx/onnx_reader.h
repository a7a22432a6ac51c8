// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>

#include "models/graph/graph.h"

namespace ascend::models {

/// How open dimensions of the file are closed.
struct ShapeOverrides {
    std::optional<std::int64_t> batch;  ///< value of a symbolic or unknown leading dimension
    std::map<std::string, Shape, std::less<>> inputs;  ///< whole shape of an input, by name
};

/// True when the bytes look like an ONNX model rather than an .om (magic "IMOD") or something else.
bool looks_like_onnx(std::span<const std::byte> bytes);

/// The graph's inputs as the file declares them, open dimensions as -1 (for --batch and gears).
struct DeclaredInput {
    std::string name;
    DataType type = DataType::kUndefined;
    Shape shape;
    std::vector<std::string> symbols;  ///< per dimension: its symbolic name, or empty
};
std::vector<DeclaredInput> declared_onnx_inputs(std::span<const std::byte> bytes,
                                                const std::string& origin);

/// Reads an ONNX model (opset 7..17 at least; weights may be external and absent), sorts it, closes
/// its inputs' dimensions, and gives every tensor a type and shape, folding small constant chains
/// on the way (Shape, Gather, Concat, Range, Cast, ConstantOfShape, Equal, Where and arithmetic of
/// any small type).
///
/// Throws Error, with `origin` (file name) in the message:
///   kMalformed: empty, truncated or not ONNX; a cycle; a tensor that nobody defines; shapes that
///   contradict kInvalidArgument: an open dimension not closed by overrides, a dim <= 0 or a
///   product over 2^62, an
///     override of an input that does not exist or of other rank
///   kUnsupported: operators whose shape rule is unknown, all of them in one message with node
///   names
Graph read_onnx(std::span<const std::byte> bytes, const std::string& origin,
                const ShapeOverrides& overrides);

}  // namespace ascend::models
