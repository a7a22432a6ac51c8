// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "models/fusion/layout.h"
#include "models/om/container.h"
#include "models/om/model_def.h"
#include "models/om/om_reader.h"
#include "models/om/om_writer.h"
#include "models/onnx/onnx_reader.h"
#include "models/program/plan_key.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/om/om_file_builder.h"

namespace ascend::models {
namespace {

std::vector<char> file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

FusedGraph compiled(const std::string& name, std::string_view soc, std::int64_t batch = 1) {
    const std::string path = std::string(ASCEND_SIM_SOURCE_DIR) + "/models/zoo/" + name + ".onnx";
    const std::vector<char> bytes = file(path);
    const Graph graph = read_onnx(std::as_bytes(std::span(bytes)), path, {batch, {}});
    return fuse(graph, *sim::load_soc(soc), {});
}

std::vector<TensorPort> ports_of(const FusedGraph& graph, const std::vector<std::uint32_t>& ids) {
    std::vector<TensorPort> ports;
    for (const std::uint32_t id : ids) {
        const FusedTensor& tensor = graph.tensors[id];
        ports.push_back({tensor.name, tensor.type, tensor.shape, "ND", tensor.bytes});
    }
    return ports;
}

std::vector<std::byte> written(const FusedGraph& graph, const OmWriteOptions& options = {}) {
    return write_om(graph, ports_of(graph, graph.inputs), ports_of(graph, graph.outputs), options);
}

void expect_equal(const FusedTensor& a, const FusedTensor& b) {
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.shape, b.shape) << a.name;
    EXPECT_EQ(a.type, b.type) << a.name;
    EXPECT_EQ(a.layout, b.layout) << a.name;
    EXPECT_EQ(a.bytes, b.bytes) << a.name;
    EXPECT_EQ(a.storage, b.storage) << a.name;
    EXPECT_EQ(a.io_index, b.io_index) << a.name;
    EXPECT_EQ(a.alias_of, b.alias_of) << a.name;
    EXPECT_EQ(a.alias_offset, b.alias_offset) << a.name;
}

void expect_equal(const FusedGraph& a, const FusedGraph& b) {
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.inputs, b.inputs);
    EXPECT_EQ(a.outputs, b.outputs);
    ASSERT_EQ(a.tensors.size(), b.tensors.size());
    for (std::size_t i = 0; i < a.tensors.size(); ++i) expect_equal(a.tensors[i], b.tensors[i]);
    ASSERT_EQ(a.operators.size(), b.operators.size());
    for (std::size_t i = 0; i < a.operators.size(); ++i) {
        EXPECT_EQ(a.operators[i].name, b.operators[i].name);
        EXPECT_EQ(a.operators[i].inputs, b.operators[i].inputs);
        EXPECT_EQ(a.operators[i].outputs, b.operators[i].outputs);
        EXPECT_EQ(plan_key(a.operators[i].shape, a.operators[i].type),
                  plan_key(b.operators[i].shape, b.operators[i].type))
            << a.operators[i].name;
    }
}

class OmRoundTrip : public testing::TestWithParam<std::tuple<const char*, const char*>> {};

TEST_P(OmRoundTrip, GivesBackTheGraphThatWasWritten) {
    const auto& [network, soc] = GetParam();
    const FusedGraph graph = compiled(network, soc);
    OmWriteOptions options;
    options.soc = soc;
    const OmModel model = read_om(written(graph, options), "f.om");
    expect_equal(graph, model.graph);
    EXPECT_EQ(model.soc, soc);
    EXPECT_EQ(model.kernels.size(), graph.operators.size());
    EXPECT_EQ(model.tasks.size(), graph.operators.size() + 1);
    ASSERT_EQ(model.inputs.size(), graph.inputs.size());
    EXPECT_EQ(model.inputs[0].port.name, graph.tensors[graph.inputs[0]].name);
}

INSTANTIATE_TEST_SUITE_P(Zoo, OmRoundTrip,
                         testing::Combine(testing::Values("resnet18", "densenet121",
                                                          "shufflenet_v2_x1_0", "vit_b_16",
                                                          "small_transformer"),
                                          testing::Values("Ascend310P3", "Ascend910B1")));

om::Attributes without_ours(const om::Attributes& attributes) {
    om::Attributes kept;
    for (const om::Attribute& attribute : attributes.all())
        if (!attribute.name.starts_with("_ascend_sim")) kept.set(attribute);
    return kept;
}

/// The file without what only our reader knows.
OmModel read_as_the_vendors(const std::vector<std::byte>& file) {
    om::Container container = om::decode_container(file, "f.om");
    auto& partitions = container.models[0].partitions;
    const auto at = std::find_if(partitions.begin(), partitions.end(), [](const auto& partition) {
        return partition.type == om::PartitionType::kModelDef;
    });
    om::ModelDef definition = om::decode_model_def(at->data, "f.om", 0);
    for (om::GraphDef& graph : definition.graphs) {
        graph.attributes = without_ours(graph.attributes);
        for (om::OpDef& op : graph.ops) op.attributes = without_ours(op.attributes);
    }
    const std::string bytes = om::encode_model_def(definition, true);
    at->data = std::as_bytes(std::span(bytes));
    return read_om(om::encode_container(container), "f.om");
}

class OmForeignReader : public testing::TestWithParam<std::tuple<const char*, const char*>> {};

TEST_P(OmForeignReader, FindsTheSameKernelsInTheVendorsFieldsAlone) {
    const auto& [network, soc] = GetParam();
    const FusedGraph graph = compiled(network, soc);
    const OmModel model = read_as_the_vendors(written(graph));
    ASSERT_EQ(model.graph.operators.size(), graph.operators.size());
    for (std::size_t i = 0; i < graph.operators.size(); ++i) {
        const FusedOperator &ours = graph.operators[i], &read = model.graph.operators[i];
        EXPECT_EQ(plan_key(read.shape, read.type), plan_key(ours.shape, ours.type)) << ours.name;
        ASSERT_EQ(read.inputs.size(), ours.inputs.size()) << ours.name;
        for (std::size_t k = 0; k < ours.inputs.size(); ++k)
            EXPECT_EQ(model.graph.tensors[read.inputs[k]].shape,
                      graph.tensors[ours.inputs[k]].shape)
                << ours.name;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Convolutional, OmForeignReader,
    testing::Combine(testing::Values("resnet18", "mobilenet_v2", "densenet121", "squeezenet1_1"),
                     testing::Values("Ascend310P3", "Ascend310B4", "Ascend910B1")));

TEST(OmWriter, WritesTheSameBytesEachTime) {
    const FusedGraph graph = compiled("resnet18", "Ascend310P3");
    EXPECT_EQ(written(graph), written(graph));
}

TEST(OmWriter, CompressesAttributesUnlessToldNotTo) {
    const FusedGraph graph = compiled("resnet18", "Ascend310P3");
    OmWriteOptions plain;
    plain.compress_attributes = false;
    const auto large = written(graph, plain), small = written(graph);
    EXPECT_LT(small.size(), large.size());
    expect_equal(read_om(small, "f.om").graph, read_om(large, "f.om").graph);
}

TEST(OmWriter, SaysHowMuchMemoryTheWeightsNeed) {
    const FusedGraph graph = compiled("resnet18", "Ascend310P3");
    Bytes weights;
    for (const FusedTensor& tensor : graph.tensors)
        if (tensor.storage == Storage::kWeight && tensor.alias_of == 0xffffffff)
            weights += tensor.bytes;
    const OmModel model = read_om(written(graph), "f.om");
    EXPECT_GE(model.weight_bytes, weights);
    EXPECT_LE(model.weight_bytes,
              weights + Bytes(512) * static_cast<std::int64_t>(graph.tensors.size()));
}

TEST(OmWriter, WritesOneBranchForEachGear) {
    const FusedGraph one = compiled("resnet18", "Ascend310P3", 1);
    const FusedGraph four = compiled("resnet18", "Ascend310P3", 4);
    std::vector<OmPort> inputs, outputs;
    for (const TensorPort& port : ports_of(four, four.inputs)) inputs.push_back({port, {}});
    for (const TensorPort& port : ports_of(four, four.outputs)) outputs.push_back({port, {}});
    const DynamicGears gears{GearKind::kBatch, {{1}, {4}}, {}};
    const auto bytes = write_om({{&one, {}}, {&four, {}}}, inputs, outputs, gears, {});
    const OmModel first = read_om(bytes, "f.om", 0), second = read_om(bytes, "f.om", 1);
    expect_equal(first.graph, one);
    expect_equal(second.graph, four);
    EXPECT_EQ(first.gears.kind, GearKind::kBatch);
    EXPECT_EQ(second.gears.values, gears.values);
    EXPECT_EQ(om::thrown_by([&] { read_om(bytes, "f.om", 2); }).code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(om::thrown_by([&] {
                  write_om({{&one, {}}}, inputs, outputs, gears, {});
              }).code,
              ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace ascend::models
