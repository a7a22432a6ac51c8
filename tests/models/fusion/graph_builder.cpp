// SPDX-License-Identifier: Apache-2.0
#include "tests/models/fusion/graph_builder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sim/soc/soc_loader.h"

namespace ascend::models {

GraphBuilder::GraphBuilder(std::int64_t opset) {
    graph_.name = "test";
    graph_.opset = opset;
}

TensorId GraphBuilder::tensor(std::string name, DataType type, Shape shape) {
    Tensor made;
    made.name = std::move(name);
    made.type = type;
    made.shape = std::move(shape);
    graph_.tensors.push_back(std::move(made));
    return static_cast<TensorId>(graph_.tensors.size() - 1);
}

TensorId GraphBuilder::input(Shape shape, DataType type) {
    const TensorId id =
        tensor("input" + std::to_string(graph_.inputs.size()), type, std::move(shape));
    graph_.inputs.push_back(id);
    return id;
}

TensorId GraphBuilder::weight(Shape shape, DataType type) {
    const TensorId id =
        tensor("weight" + std::to_string(graph_.tensors.size()), type, std::move(shape));
    graph_.tensors[id].initializer = true;
    return id;
}

TensorId GraphBuilder::number(double value) {
    const TensorId id = weight({});
    graph_.tensors[id].value = Constant{std::vector<double>{value}};
    return id;
}

TensorId GraphBuilder::integers(std::vector<std::int64_t> values) {
    const TensorId id = weight({static_cast<std::int64_t>(values.size())}, DataType::kInt64);
    graph_.tensors[id].value = Constant{std::move(values)};
    return id;
}

TensorId GraphBuilder::node(const std::string& type, std::vector<TensorId> inputs, Shape shape,
                            Attributes attributes, DataType type_of_output) {
    const TensorId made =
        outputs_of(type, std::move(inputs), {std::move(shape)}, std::move(attributes)).front();
    graph_.tensors[made].type = type_of_output;
    return made;
}

std::vector<TensorId> GraphBuilder::outputs_of(const std::string& type,
                                               std::vector<TensorId> inputs,
                                               const std::vector<Shape>& shapes,
                                               Attributes attributes) {
    const auto id = static_cast<NodeId>(graph_.nodes.size());
    Node made;
    made.type = type;
    made.name = type + "_" + std::to_string(id);
    made.attributes = std::move(attributes);
    for (TensorId input : inputs)
        if (input != kNoTensor) graph_.tensors[input].consumers.push_back(id);
    made.inputs = std::move(inputs);
    for (const Shape& shape : shapes) {
        const TensorId output = tensor(made.name + "_out", DataType::kFloat, shape);
        graph_.tensors[output].producer = id;
        made.outputs.push_back(output);
    }
    graph_.nodes.push_back(made);
    return made.outputs;
}

TensorId GraphBuilder::convolution(TensorId x, std::int64_t channels, std::int64_t kernel,
                                   std::int64_t pad) {
    const Shape in = shape(x);
    const std::int64_t h = in[2] + 2 * pad - kernel + 1, w = in[3] + 2 * pad - kernel + 1;
    return node("Conv", {x, weight({channels, in[1], kernel, kernel})}, {in[0], channels, h, w},
                {{"pads", std::vector<std::int64_t>{pad, pad, pad, pad}}});
}

FusedGraph fused_for(const GraphBuilder& builder, const std::string& soc,
                     const CompileOptions& options) {
    return fuse(builder.graph(), *sim::load_soc(soc), options);
}

std::string types_of(const FusedGraph& graph) {
    std::string types;
    for (const FusedOperator& op : graph.operators) types += (types.empty() ? "" : " ") + op.type;
    return types;
}

std::size_t count_of(const FusedGraph& graph, const std::string& type) {
    return static_cast<std::size_t>(
        std::count_if(graph.operators.begin(), graph.operators.end(),
                      [&](const FusedOperator& op) { return op.type == type; }));
}

const FusedOperator& find_operator(const FusedGraph& graph, const std::string& type) {
    static const FusedOperator none;
    for (const FusedOperator& op : graph.operators)
        if (op.type == type) return op;
    ADD_FAILURE() << "no " << type << " among: " << types_of(graph);
    return none;
}

namespace {

/// Root of an alias and the bytes between their starts.
std::pair<std::uint32_t, std::int64_t> placed(const FusedGraph& graph, std::uint32_t id) {
    std::int64_t offset = 0;
    for (; graph.tensors[id].alias_of != 0xffffffff; id = graph.tensors[id].alias_of)
        offset += graph.tensors[id].alias_offset;
    return {id, offset};
}

void expect_alias_inside(const FusedGraph& graph, std::uint32_t id) {
    const auto [root, offset] = placed(graph, id);
    const FusedTensor& tensor = graph.tensors[id];
    EXPECT_EQ(tensor.storage, graph.tensors[root].storage) << tensor.name;
    EXPECT_LE(offset + tensor.bytes.count(), graph.tensors[root].bytes.count()) << tensor.name;
}

}  // namespace

void expect_sound(const FusedGraph& graph) {
    std::set<std::uint32_t> written;
    for (std::uint32_t id = 0; id < graph.tensors.size(); ++id) {
        expect_alias_inside(graph, id);
        const Storage storage = graph.tensors[id].storage;
        if (storage == Storage::kInput || storage == Storage::kWeight) written.insert(id);
    }
    for (const FusedOperator& op : graph.operators) {
        for (std::uint32_t id : op.inputs) {
            ASSERT_LT(id, graph.tensors.size());
            EXPECT_TRUE(written.contains(placed(graph, id).first))
                << op.name << " reads " << graph.tensors[id].name << " before it is written";
        }
        for (std::uint32_t id : op.outputs) written.insert(placed(graph, id).first);
    }
    for (std::size_t i = 0; i < graph.outputs.size(); ++i) {
        const FusedTensor& output = graph.tensors[graph.outputs[i]];
        EXPECT_EQ(output.storage, Storage::kOutput);
        EXPECT_EQ(output.layout, Layout::kNd);
        EXPECT_EQ(output.io_index, i);
        EXPECT_TRUE(written.contains(placed(graph, graph.outputs[i]).first)) << output.name;
    }
}

}  // namespace ascend::models
