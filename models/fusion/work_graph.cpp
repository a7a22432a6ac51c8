// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/work_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "traces/error.h"

namespace ascend::models {

namespace {

DataType device_type(DataType type, const ComputeTypes& types) {
    switch (type) {
        case DataType::kFloat:
        case DataType::kDouble:
            return types.activation;
        case DataType::kBf16:
            return types.bf16 ? DataType::kBf16 : types.activation;
        case DataType::kUndefined:
        case DataType::kFloat16:
        case DataType::kInt8:
        case DataType::kInt32:
        case DataType::kUint8:
        case DataType::kInt16:
        case DataType::kUint16:
        case DataType::kUint32:
        case DataType::kInt64:
        case DataType::kUint64:
        case DataType::kBool:
        case DataType::kComplex64:
        case DataType::kComplex128:
        case DataType::kInt4:
            return type;
    }
    return type;
}

std::vector<DataType> file_types(const Graph& graph, const std::vector<TensorId>& ids) {
    std::vector<DataType> types;
    for (TensorId id : ids) types.push_back(graph.tensor(id).type);
    return types;
}

}  // namespace

ComputeTypes compute_types(const sim::SocSpec& soc, Precision precision) {
    ComputeTypes types;
    types.bf16 = soc.ai_core.cube.bf16;
    switch (precision) {
        case Precision::kFp16:
            return types;
        case Precision::kMixed:
            types.activation = DataType::kFloat;
            return types;
        case Precision::kFp32:
            types.activation = DataType::kFloat;
            if (soc.ai_core.cube.fp32_steps > 0) types.cube_input = DataType::kFloat;
            return types;
    }
    return types;
}

WorkGraph::WorkGraph(const Graph& graph, const sim::SocSpec& soc_spec,
                     const CompileOptions& compile_options)
    : soc(soc_spec),
      options(compile_options),
      types(compute_types(soc_spec, compile_options.precision)),
      name(graph.name),
      opset(graph.opset),
      tensors(graph.tensors),
      inputs(graph.inputs),
      outputs(graph.outputs),
      input_types(file_types(graph, graph.inputs)),
      output_types(file_types(graph, graph.outputs)) {
    for (Tensor& tensor : tensors) tensor.type = device_type(tensor.type, types);
    nodes.reserve(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        WorkNode work;
        static_cast<Node&>(work) = node;
        nodes.push_back(std::move(work));
    }
}

bool WorkGraph::graph_output(TensorId id) const {
    return std::find(outputs.begin(), outputs.end(), id) != outputs.end();
}

WorkNode* WorkGraph::producer(TensorId id) {
    return const_cast<WorkNode*>(std::as_const(*this).producer(id));
}

const WorkNode* WorkGraph::producer(TensorId id) const {
    if (id == kNoTensor || tensors[id].producer == kNoNode) return nullptr;
    return &nodes[tensors[id].producer];
}

WorkNode* WorkGraph::only_consumer(TensorId id) {
    if (id == kNoTensor || tensors[id].consumers.size() != 1 || graph_output(id)) return nullptr;
    return &nodes[tensors[id].consumers.front()];
}

std::optional<double> WorkGraph::scalar(TensorId id) const {
    if (!constant(id) || !tensors[id].value || element_count(shape(id)) != 1) return std::nullopt;
    return std::visit(
        [](const auto& values) -> std::optional<double> {
            if (values.size() != 1) return std::nullopt;
            return static_cast<double>(values.front());
        },
        tensors[id].value->values);
}

std::vector<std::int64_t> WorkGraph::integers(TensorId id, const WorkNode& node) const {
    if (id != kNoTensor && tensors[id].value) {
        if (const auto* values = std::get_if<std::vector<std::int64_t>>(&tensors[id].value->values))
            return *values;
    }
    throw Error(ErrorCode::kUnsupported,
                fmt::format("{} node '{}': its integer operand '{}' must be a constant", node.type,
                            node.name, id == kNoTensor ? "" : tensors[id].name));
}

TensorId WorkGraph::add_tensor(std::string tensor_name, DataType type, Shape tensor_shape) {
    Tensor tensor;
    tensor.name = std::move(tensor_name);
    tensor.type = type;
    tensor.shape = std::move(tensor_shape);
    tensors.push_back(std::move(tensor));
    return static_cast<TensorId>(tensors.size() - 1);
}

TensorId WorkGraph::add_constant(std::string tensor_name, DataType type, Shape tensor_shape) {
    const TensorId id = add_tensor(std::move(tensor_name), type, std::move(tensor_shape));
    tensors[id].initializer = true;
    return id;
}

void WorkGraph::drop_consumer(TensorId id, NodeId node) {
    if (id == kNoTensor) return;
    auto& consumers = tensors[id].consumers;
    const auto found = std::find(consumers.begin(), consumers.end(), node);
    if (found != consumers.end()) consumers.erase(found);
}

void WorkGraph::set_inputs(WorkNode& node, std::vector<TensorId> new_inputs) {
    const NodeId id = id_of(node);
    for (TensorId old : node.inputs) drop_consumer(old, id);
    node.inputs = std::move(new_inputs);
    for (TensorId input : node.inputs) {
        if (input == kNoTensor) continue;
        auto& consumers = tensors[input].consumers;
        consumers.insert(std::upper_bound(consumers.begin(), consumers.end(), id), id);
    }
}

void WorkGraph::set_outputs(WorkNode& node, std::vector<TensorId> new_outputs) {
    const NodeId id = id_of(node);
    for (TensorId old : node.outputs)
        if (old != kNoTensor && tensors[old].producer == id) tensors[old].producer = kNoNode;
    node.outputs = std::move(new_outputs);
    for (TensorId output : node.outputs)
        if (output != kNoTensor) tensors[output].producer = id;
}

void WorkGraph::replace_uses(TensorId from, TensorId to) {
    const std::vector<NodeId> consumers = tensors[from].consumers;
    for (NodeId consumer : consumers) {
        std::vector<TensorId> changed = nodes[consumer].inputs;
        std::replace(changed.begin(), changed.end(), from, to);
        set_inputs(nodes[consumer], std::move(changed));
    }
    std::replace(outputs.begin(), outputs.end(), from, to);
}

void WorkGraph::erase(WorkNode& node) {
    set_inputs(node, {});
    set_outputs(node, {});
    node.alive = false;
}

void WorkGraph::replace(const std::vector<NodeId>& covered, NodeId root, WorkNode replacement) {
    for (NodeId id : covered) erase(nodes[id]);
    const std::vector<TensorId> new_inputs = std::exchange(replacement.inputs, {});
    const std::vector<TensorId> new_outputs = std::exchange(replacement.outputs, {});
    nodes[root] = std::move(replacement);
    nodes[root].alive = true;
    set_inputs(nodes[root], new_inputs);
    set_outputs(nodes[root], new_outputs);
}

bool WorkGraph::closed(const std::vector<NodeId>& covered, NodeId root) const {
    const auto inside = [&](NodeId id) {
        return std::find(covered.begin(), covered.end(), id) != covered.end();
    };
    for (NodeId id : covered) {
        if (id == root) continue;
        for (TensorId output : nodes[id].outputs) {
            if (output == kNoTensor) continue;
            const auto& consumers = tensors[output].consumers;
            if (graph_output(output) || !std::all_of(consumers.begin(), consumers.end(), inside))
                return false;
        }
    }
    return true;
}

void WorkGraph::for_each(const std::function<void(WorkNode&)>& visit) {
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].alive) visit(nodes[i]);
}

void WorkGraph::insert_slots(NodeId before, std::size_t count) {
    WorkNode empty;
    empty.alive = false;
    nodes.insert(nodes.begin() + before, count, empty);
    const auto shift = [&](NodeId& id) {
        if (id != kNoNode && id >= before) id += static_cast<NodeId>(count);
    };
    for (Tensor& tensor : tensors) {
        shift(tensor.producer);
        std::for_each(tensor.consumers.begin(), tensor.consumers.end(), shift);
    }
}

void WorkGraph::replace_with(NodeId node, std::vector<WorkNode> new_nodes) {
    erase(nodes[node]);
    insert_slots(node, new_nodes.size());
    for (std::size_t i = 0; i < new_nodes.size(); ++i)
        replace({}, node + static_cast<NodeId>(i), std::move(new_nodes[i]));
}

std::string joined_name(const WorkNode& first, const WorkNode& second) {
    return first.name + second.name;
}

std::int64_t normalized_axis(std::int64_t axis, std::size_t rank) {
    return axis < 0 ? axis + static_cast<std::int64_t>(rank) : axis;
}

}  // namespace ascend::models
