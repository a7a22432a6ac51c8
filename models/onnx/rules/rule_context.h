// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/graph/graph.h"
#include "traces/error.h"

namespace ascend::models::onnx_rules {

/// Throws Error{kMalformed}; the caller of a rule puts file and node in front.
template <class... Args>
[[noreturn]] void malformed(fmt::format_string<Args...> format, Args&&... args) {
    throw Error(ErrorCode::kMalformed, fmt::format(format, std::forward<Args>(args)...));
}

/// Throws Error{kUnsupported}; the caller of a rule puts file and node in front.
template <class... Args>
[[noreturn]] void unsupported(fmt::format_string<Args...> format, Args&&... args) {
    throw Error(ErrorCode::kUnsupported, fmt::format(format, std::forward<Args>(args)...));
}

/// One node as its shape rule and its evaluator see it: inputs with type, shape and perhaps a
/// value; outputs to fill in. Inputs and outputs are numbered as in the operator's definition.
class RuleContext {
  public:
    RuleContext(Graph& graph, const Node& node) : graph_(graph), node_(node) {}

    const Node& node() const { return node_; }
    std::int64_t opset() const { return graph_.opset; }

    std::size_t input_count() const { return node_.inputs.size(); }
    bool has_input(std::size_t index) const;
    /// Throws Error{kMalformed} when the node lacks the input.
    const Tensor& input(std::size_t index) const;
    DataType type(std::size_t index) const { return input(index).type; }
    const Shape& shape(std::size_t index) const { return input(index).shape; }
    std::int64_t rank(std::size_t index) const;

    /// An input's value, any, as integers or as floats. Throw Error{kUnsupported} when it is not
    /// known before the network runs, Error{kMalformed} when it is of the other kind.
    const Constant& value(std::size_t index) const;
    const std::vector<std::int64_t>& integers(std::size_t index) const;
    const std::vector<double>& floats(std::size_t index) const;
    /// The first element of an integer input.
    std::int64_t integer(std::size_t index) const;

    /// A list that newer operator sets read from an input and older ones from an attribute; empty
    /// when the node has neither.
    std::vector<std::int64_t> list(std::size_t index, std::string_view attribute) const;
    bool has_attribute(std::string_view key) const { return node_.attributes.contains(key); }
    std::int64_t attribute(std::string_view key, std::int64_t fallback) const {
        return node_.attribute(key, fallback);
    }
    std::vector<std::int64_t> integers_attribute(std::string_view key) const {
        return node_.attribute(key, std::vector<std::int64_t>{});
    }

    std::size_t output_count() const { return node_.outputs.size(); }
    bool has_output(std::size_t index) const;
    const Tensor& output(std::size_t index) const;
    /// Sets an output's type and shape; one that the node leaves out is skipped.
    void set_output(std::size_t index, DataType type, Shape shape);
    void set_value(std::size_t index, Constant value);

  private:
    Graph& graph_;
    const Node& node_;
};

}  // namespace ascend::models::onnx_rules
