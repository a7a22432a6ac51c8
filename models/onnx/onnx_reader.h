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

/// The graph's inputs as the file declares them, open dimensions as -1 (for --batch and gears). An
/// input without any shape has no dimensions here.
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
/// Nodes whose outputs are known stay in the graph, with the values on their output tensors. An If
/// with a known condition is replaced by its branch; Loop and Scan are refused.
///
/// Throws Error, with `origin` (file name) in the message:
///   kMalformed        empty, truncated or not ONNX; a cycle; a tensor that nobody or more than one
///                     defines; shapes that contradict each other or a node's attributes
///   kInvalidArgument  an open dimension not closed by overrides; a dimension <= 0 other than of an
///                     empty constant; a tensor over 2^62 elements, 2^50 bytes or 64 dimensions; an
///                     override of an input that does not exist or of other rank; another batch
///                     than the graph's fixed one
///   kUnsupported      operators whose shape rule is unknown, all of them in one message with node
///                     names; a shape or condition that depends on data; an element type or
///                     operator set (below 7) that we do not know
Graph read_onnx(std::span<const std::byte> bytes, const std::string& origin,
                const ShapeOverrides& overrides);

}  // namespace ascend::models
