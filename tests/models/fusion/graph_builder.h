// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/fusion/fused_graph.h"

namespace ascend::models {

/// Builds graphs node by node for tests; every tensor's shape is given.
class GraphBuilder {
  public:
    explicit GraphBuilder(std::int64_t opset = 13);

    TensorId input(Shape shape, DataType type = DataType::kFloat);
    TensorId weight(Shape shape, DataType type = DataType::kFloat);
    TensorId number(double value);
    TensorId integers(std::vector<std::int64_t> values);

    using Attributes = std::map<std::string, Attribute, std::less<>>;
    /// A node with one output.
    TensorId node(const std::string& type, std::vector<TensorId> inputs, Shape shape,
                  Attributes attributes = {}, DataType type_of_output = DataType::kFloat);
    /// A node with several outputs.
    std::vector<TensorId> outputs_of(const std::string& type, std::vector<TensorId> inputs,
                                     const std::vector<Shape>& shapes, Attributes attributes = {});
    TensorId convolution(TensorId x, std::int64_t channels, std::int64_t kernel = 1,
                         std::int64_t pad = 0);

    void output(TensorId id) { graph_.outputs.push_back(id); }
    const Graph& graph() const { return graph_; }
    const Shape& shape(TensorId id) const { return graph_.tensors[id].shape; }

  private:
    TensorId tensor(std::string name, DataType type, Shape shape);

    Graph graph_;
};

/// Fuses for a SoC by name, with default options.
FusedGraph fused_for(const GraphBuilder& builder, const std::string& soc,
                     const CompileOptions& options = {});

/// Operator types in execution order, joined by spaces.
std::string types_of(const FusedGraph& graph);
std::size_t count_of(const FusedGraph& graph, const std::string& type);
/// The first operator of a type. Fails the test when there is none.
const FusedOperator& find_operator(const FusedGraph& graph, const std::string& type);

/// The laws of every fused graph: operands exist, what is read was written (or is an input or a
/// weight), every output is written, aliases lie inside what they alias.
void expect_sound(const FusedGraph& graph);

}  // namespace ascend::models
