// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <utility>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

/// What one step does to the gates, on the vector unit.
struct Cell {
    const char* vendor_type;
    std::vector<VectorOp> ops;
};

Cell cell_of(std::string_view type) {
    using enum VectorOp;
    if (type == "LSTM")
        return {"DynamicRNN", {kAdd, kSigmoid, kTanh, kMul, kMul, kAdd, kTanh, kMul}};
    if (type == "GRU")
        return {"DynamicGRUV2", {kAdd, kSigmoid, kMul, kAdd, kTanh, kSub, kMul, kAdd}};
    return {"BasicRNNCell", {kAdd, kTanh}};
}

/// Matrices that one step multiplies the state by.
std::int64_t gates_of(std::string_view type) {
    if (type == "LSTM") return 4;
    return type == "GRU" ? 3 : 1;
}

/// One LSTM, GRU or RNN node taken apart. Shapes as ONNX gives them: X [steps, batch, input],
/// Y [steps, directions, batch, hidden].
class Recurrence {
  public:
    Recurrence(WorkGraph& graph, const WorkNode& node)
        : graph_(graph),
          name_(node.name),
          x_(node.inputs[0]),
          lstm_(node.type == "LSTM"),
          steps_(graph.shape(x_)[0]),
          batch_(graph.shape(x_)[1]),
          input_(graph.shape(x_)[2]),
          directions_(graph.shape(node.inputs[1])[0]),
          hidden_(graph.shape(node.inputs[2])[2]),
          gates_(gates_of(node.type) * hidden_),
          type_(graph.tensors[x_].type),
          cell_(cell_of(node.type)) {}

    /// Nodes that make `outputs` (Y, Y_h, Y_c; kNoTensor where nobody asks), in order.
    std::vector<WorkNode> unroll(const std::array<TensorId, 3>& outputs) {
        std::vector<TensorId> sequences, hidden, cells;
        for (std::int64_t d = 0; d < directions_; ++d)
            unroll_direction(d, sequences, hidden, cells);
        join(sequences, 1, outputs[0]);
        join(hidden, 0, outputs[1]);
        join(cells, 0, outputs[2]);
        return std::move(nodes_);
    }

  private:
    WorkNode& add(const std::string& suffix, std::string type, std::vector<TensorId> inputs,
                  std::vector<TensorId> outputs) {
        WorkNode node;
        node.name = name_ + suffix;
        node.type = std::move(type);
        node.inputs = std::move(inputs);
        node.outputs = std::move(outputs);
        return nodes_.emplace_back(std::move(node));
    }
    TensorId tensor(const std::string& suffix, Shape shape) {
        return graph_.add_tensor(name_ + suffix, type_, std::move(shape));
    }
    TensorId weight(const std::string& suffix, Shape shape) {
        return graph_.add_constant(name_ + suffix, type_, std::move(shape));
    }

    /// x W for all steps at once, cut into steps.
    std::vector<TensorId> input_gates(const std::string& tag) {
        const TensorId all = tensor(tag + "_x", {steps_, batch_, gates_});
        WorkNode& matmul =
            add(tag + "_input", "MatMul",
                {x_, weight(tag + "_W", {gates_, input_}), weight(tag + "_B", {gates_})}, {all});
        matmul.attributes["transB"] = std::int64_t{1};
        std::vector<TensorId> parts;
        for (std::int64_t t = 0; t < steps_; ++t)
            parts.push_back(tensor(fmt::format("{}_x{}", tag, t), {1, batch_, gates_}));
        WorkNode& split = add(tag + "_split", "Split", {all}, parts);
        split.attributes["axis"] = std::int64_t{0};
        split.attributes["view"] = std::int64_t{1};
        return parts;
    }

    void unroll_direction(std::int64_t direction, std::vector<TensorId>& sequences,
                          std::vector<TensorId>& hidden, std::vector<TensorId>& cells) {
        const std::string tag = fmt::format("_{}", direction);
        const std::vector<TensorId> gates = input_gates(tag);
        const TensorId recurrent = weight(tag + "_R", {gates_, hidden_});
        TensorId state = weight(tag + "_h", {1, 1, batch_, hidden_});
        TensorId cell = weight(tag + "_c", {1, batch_, hidden_});
        std::vector<TensorId> states;
        for (std::int64_t t = 0; t < steps_; ++t) {
            const std::string at = fmt::format("{}_{}", tag, t);
            const TensorId product = tensor(at + "_hR", {1, 1, batch_, gates_});
            add(at + "_recurrent", "MatMul", {state, recurrent, kNoTensor}, {product})
                .attributes["transB"] = std::int64_t{1};
            const TensorId next_cell = tensor(at + "_c", {1, batch_, hidden_});
            const TensorId next = tensor(at + "_h", {1, 1, batch_, hidden_});
            add_cell(at, {gates[static_cast<std::size_t>(t)], product, lstm_ ? cell : state},
                     lstm_ ? std::vector<TensorId>{next, next_cell} : std::vector<TensorId>{next});
            states.push_back(state = next);
            cell = next_cell;
        }
        const TensorId sequence = tensor(tag + "_Y", {steps_, 1, batch_, hidden_});
        add(tag + "_sequence", "Concat", states, {sequence}).attributes["axis"] = std::int64_t{0};
        nodes_.back().attributes["view"] = std::int64_t{1};
        sequences.push_back(sequence);
        hidden.push_back(reshaped(tag + "_last_h", state));
        cells.push_back(lstm_ ? cell : kNoTensor);
    }

    void add_cell(const std::string& at, std::vector<TensorId> inputs,
                  std::vector<TensorId> outputs) {
        WorkNode& cell = add(at + "_cell", "Elementwise", std::move(inputs), std::move(outputs));
        cell.vendor_type = cell_.vendor_type;
        for (VectorOp op : cell_.ops) cell.steps.push_back({op, type_, false});
    }

    TensorId reshaped(const std::string& suffix, TensorId state) {
        const TensorId view = tensor(suffix, {1, batch_, hidden_});
        add(suffix, "Reshape", {state}, {view});
        return view;
    }

    void join(const std::vector<TensorId>& parts, std::int64_t axis, TensorId output) {
        if (output == kNoTensor) return;
        if (parts.size() == 1)
            add("_out", "Reshape", parts, {output});
        else
            add("_out", "Concat", parts, {output}).attributes["axis"] = axis;
    }

    WorkGraph& graph_;
    std::string name_;
    TensorId x_;
    bool lstm_;
    std::int64_t steps_, batch_, input_, directions_, hidden_, gates_;
    DataType type_;
    Cell cell_;
    std::vector<WorkNode> nodes_;
};

bool recurrent(const WorkNode& node) {
    return node.alive && (node.type == "LSTM" || node.type == "GRU" || node.type == "RNN");
}

}  // namespace

// Weights are kept per direction, in the file's gate order: only their sizes matter here.
void decompose_recurrent(WorkGraph& graph) {
    for (NodeId id = 0; id < graph.nodes.size(); ++id) {
        if (!recurrent(graph.nodes[id])) continue;
        std::array<TensorId, 3> outputs = {kNoTensor, kNoTensor, kNoTensor};
        for (std::size_t i = 0; i < graph.nodes[id].outputs.size() && i < 3; ++i)
            outputs[i] = graph.nodes[id].outputs[i];
        std::vector<WorkNode> unrolled = Recurrence(graph, graph.nodes[id]).unroll(outputs);
        graph.replace_with(id, std::move(unrolled));
    }
}

}  // namespace ascend::models
