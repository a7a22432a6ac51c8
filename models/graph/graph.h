// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/data_type.h"

namespace ascend::models {

using TensorId = std::uint32_t;
using NodeId = std::uint32_t;
inline constexpr TensorId kNoTensor = 0xffffffff;  ///< an optional input or output that is absent
inline constexpr NodeId kNoNode = 0xffffffff;

using Shape = std::vector<std::int64_t>;

/// Elements of a shape. Throws Error{kInvalidArgument} when the product overflows 2^62 or a dim is
/// negative.
std::int64_t element_count(const Shape& shape);

/// "[1, 3, 224, 224]", for messages.
std::string to_text(const Shape& shape);

/// Largest tensor whose value is kept while compiling, in elements.
inline constexpr std::int64_t kMaxKnownElements = 4096;

/// A small tensor whose value is known while compiling: integers and bools as int64, floats as
/// double.
struct Constant {
    std::variant<std::vector<std::int64_t>, std::vector<double>> values;
    /// Of the tensor that a node's attribute holds; the value of a Tensor leaves them unset, since
    /// the Tensor says both. An attribute of more than kMaxKnownElements has no values.
    DataType type = DataType::kUndefined;
    Shape shape{};
};

struct Tensor {
    std::string name;
    DataType type = DataType::kUndefined;
    Shape shape;                    ///< complete once a reader returns the graph: no open dimension
    bool initializer = false;       ///< a weight: constant, value may be absent
    std::optional<Constant> value;  ///< known value (at most kMaxKnownElements are kept)
    NodeId producer = kNoNode;      ///< kNoNode for graph inputs and initializers
    std::vector<NodeId> consumers;  ///< in node order; a node that reads twice is there twice
    bool constant = false;          ///< the same in every inference: an initializer, or computed
                                    ///< from constants only; value may be absent
};

using Attribute = std::variant<std::int64_t, double, std::string, std::vector<std::int64_t>,
                               std::vector<double>, std::vector<std::string>, Constant>;

/// One operator of the source graph, with ONNX's operator type, attribute names and input order.
struct Node {
    std::string name;  ///< as in the file; "TYPE_INDEX" when the file has none
    std::string type;  ///< ONNX operator type, "Conv"
    std::string domain;
    std::vector<TensorId> inputs, outputs;  ///< kNoTensor where an optional one is absent
    std::map<std::string, Attribute, std::less<>> attributes;

    /// Value of an attribute, or `fallback` when the node has none of that name. Throws
    /// Error{kMalformed} when it holds another type (an integer is also a number).
    std::int64_t attribute(std::string_view key, std::int64_t fallback) const;
    double attribute(std::string_view key, double fallback) const;
    std::string attribute(std::string_view key, std::string_view fallback) const;
    std::vector<std::int64_t> attribute(std::string_view key,
                                        std::vector<std::int64_t> fallback) const;
};

/// A network as the file says it, in topological order, every tensor with type and shape.
struct Graph {
    std::string name;
    std::vector<Tensor> tensors;
    std::vector<Node> nodes;
    std::vector<TensorId> inputs, outputs;  ///< inputs without the initializers
    std::int64_t opset = 0;

    const Tensor& tensor(TensorId id) const { return tensors[id]; }
    Tensor& tensor(TensorId id) { return tensors[id]; }
};

}  // namespace ascend::models
