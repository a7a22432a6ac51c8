// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/fusion/fused_graph.h"
#include "models/graph/graph.h"

namespace ascend::models {

/// A node while passes rewrite the graph: an ONNX node, or one of the composite types that the
/// passes make ("Elementwise", "Attention", ...: see passes/passes.h).
struct WorkNode : Node {
    std::string vendor_type;        ///< overrides the emitter's operator type when not empty
    std::vector<VectorStep> steps;  ///< "Elementwise": the chain; elsewhere: fused in front
                                    ///< (reduce) or behind (cube, norm)
    bool residual = false;          ///< the last input is added to the result
    bool alive = true;
};

/// How the device computes: from the precision option and what the SoC's cube can do.
struct ComputeTypes {
    DataType activation = DataType::kFloat16;  ///< of what the file calls FLOAT
    DataType cube_input = DataType::kFloat16;  ///< of FLOAT operands of matmul and convolution
    bool bf16 = false;                         ///< BFLOAT16 tensors stay as they are
};

/// fp16: FLOAT becomes FLOAT16 everywhere. mixed: only inputs of the cube do. fp32: nothing does,
/// unless the cube cannot multiply fp32 (910A, 310, 310P, 310B); then the cube reads FLOAT16 and
/// writes FLOAT, which is what atc's force_fp32 falls back to.
ComputeTypes compute_types(const sim::SocSpec& soc, Precision precision);

/// A mutable copy of the graph. Slots of `nodes` are in topological order at all times: a pass that
/// merges nodes puts the result into the slot of the last one, whose inputs all precede it.
class WorkGraph {
  public:
    WorkGraph(const Graph& graph, const sim::SocSpec& soc, const CompileOptions& options);

    const sim::SocSpec& soc;
    const CompileOptions& options;
    ComputeTypes types;
    std::string name;
    std::int64_t opset = 0;
    std::vector<WorkNode> nodes;
    std::vector<Tensor> tensors;            ///< types are device types (ComputeTypes applied)
    std::vector<TensorId> inputs, outputs;  ///< of the graph
    std::vector<DataType> input_types, output_types;  ///< in the file

    const Shape& shape(TensorId id) const { return tensors[id].shape; }
    bool constant(TensorId id) const { return id != kNoTensor && tensors[id].initializer; }
    bool graph_output(TensorId id) const;
    /// The node that makes a tensor; null for graph inputs and constants.
    WorkNode* producer(TensorId id);
    const WorkNode* producer(TensorId id) const;
    /// The only reader of a tensor; null when there are none, several, or it is a graph output.
    WorkNode* only_consumer(TensorId id);
    NodeId id_of(const WorkNode& node) const { return static_cast<NodeId>(&node - nodes.data()); }

    /// A float constant's single value, or nullopt: for scales, exponents and epsilons.
    std::optional<double> scalar(TensorId id) const;
    /// Integer values of a small constant. Throws Error{kUnsupported} naming `node` when unknown.
    std::vector<std::int64_t> integers(TensorId id, const WorkNode& node) const;

    TensorId add_tensor(std::string name, DataType type, Shape shape);
    TensorId add_constant(std::string name, DataType type, Shape shape);
    void set_inputs(WorkNode& node, std::vector<TensorId> inputs);
    void set_outputs(WorkNode& node, std::vector<TensorId> outputs);
    /// Every reader of `from`, and the graph's outputs, read `to` instead.
    void replace_uses(TensorId from, TensorId to);
    void erase(WorkNode& node);
    /// Puts `replacement` (its outputs are a subset of the root's) into the slot of `root` and
    /// erases `covered`.
    void replace(const std::vector<NodeId>& covered, NodeId root, WorkNode replacement);
    /// True when no tensor made inside `covered`, except by `root`, is read outside.
    bool closed(const std::vector<NodeId>& covered, NodeId root) const;
    /// Calls `visit` for every live node in order.
    void for_each(const std::function<void(WorkNode&)>& visit);
    /// Several nodes, in order, take the place of one. References to nodes end, and ids behind it
    /// change.
    void replace_with(NodeId node, std::vector<WorkNode> nodes);

  private:
    void insert_slots(NodeId before, std::size_t count);
    void drop_consumer(TensorId id, NodeId node);
};

/// Name of a task that covers two, as atc joins them: "Conv_0" + "Relu_1" = "Conv_0Relu_1".
std::string joined_name(const WorkNode& first, const WorkNode& second);

/// The axis counted from the front.
std::int64_t normalized_axis(std::int64_t axis, std::size_t rank);

}  // namespace ascend::models
