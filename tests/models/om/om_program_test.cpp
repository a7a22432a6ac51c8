// SPDX-License-Identifier: Apache-2.0
#include "models/om/om_program.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "models/om/om_writer.h"
#include "models/onnx/onnx_reader.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/om/om_file_builder.h"

namespace ascend::models {
namespace {

constexpr const char* kSoc = "Ascend310P3";

FusedGraph compiled(std::int64_t batch) {
    const std::string path = std::string(ASCEND_SIM_SOURCE_DIR) + "/models/zoo/squeezenet1_1.onnx";
    std::ifstream stream(path, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), {}};
    const Graph graph = read_onnx(std::as_bytes(std::span(bytes)), path, {batch, {}});
    return fuse(graph, *sim::load_soc(kSoc), {});
}

std::vector<OmPort> ports_of(const FusedGraph& graph, const std::vector<std::uint32_t>& ids) {
    std::vector<OmPort> ports;
    for (const std::uint32_t id : ids) {
        const FusedTensor& tensor = graph.tensors[id];
        ports.push_back({{tensor.name, tensor.type, tensor.shape, "NCHW", tensor.bytes}, {}});
    }
    return ports;
}

std::vector<std::byte> file_with(const FusedGraph& graph, const OmWriteOptions& options) {
    return write_om({{&graph, {}}}, ports_of(graph, graph.inputs), ports_of(graph, graph.outputs),
                    {}, options);
}

CompiledModel loaded(const std::vector<std::byte>& bytes) {
    return model_from_om(bytes, "f.om", *sim::load_soc(kSoc));
}

TEST(OmProgram, HasOneProgramForEachGearAndAnInputToChoose) {
    const FusedGraph one = compiled(1), four = compiled(4);
    const auto bytes =
        write_om({{&one, {}}, {&four, {}}}, ports_of(four, four.inputs),
                 ports_of(four, four.outputs), {GearKind::kBatch, {{1}, {4}}, {}}, {.soc = kSoc});
    const CompiledModel model = loaded(bytes);
    ASSERT_EQ(model.programs.size(), 2u);
    EXPECT_EQ(model.programs[0].inputs[0].shape.front(), 1);
    EXPECT_EQ(model.programs[1].inputs[0].shape.front(), 4);
    EXPECT_EQ(model.weight_bytes(), model.programs[1].weight_bytes);
    EXPECT_EQ(model.work_bytes(), model.programs[1].work_bytes) << "the largest gear's";
    ASSERT_EQ(model.inputs.size(), 2u) << "the file lists one";
    EXPECT_EQ(model.inputs[1].port.name, kGearInput);
    EXPECT_EQ(model.find_input(kGearInput), 1u);
    EXPECT_EQ(model.find_input("nobody"), std::nullopt);
}

TEST(OmProgram, IsForTheSocThatItWasCompiledFor) {
    const FusedGraph graph = compiled(1);
    EXPECT_NO_THROW(loaded(file_with(graph, {.soc = kSoc})));
    EXPECT_NO_THROW(loaded(file_with(graph, {.soc = ""}))) << "old files do not say";
    EXPECT_EQ(om::thrown_by([&] { loaded(file_with(graph, {.soc = "Ascend910B1"})); }).code,
              ErrorCode::kInvalidArgument);
}

TEST(OmProgram, RefusesAippThatCannotBe) {
    const FusedGraph graph = compiled(1);
    const auto refusal = [&](const Aipp& aipp) {
        return om::thrown_by([&] { loaded(file_with(graph, {.soc = kSoc, .aipp = {aipp}})); }).code;
    };
    Aipp aipp;
    aipp.source_width = aipp.source_height = 224;
    EXPECT_NO_THROW(loaded(file_with(graph, {.soc = kSoc, .aipp = {aipp}})));
    Aipp other = aipp;
    other.input = 7;
    EXPECT_EQ(refusal(other), ErrorCode::kMalformed);
    other = aipp;
    other.format = static_cast<AippFormat>(5);
    EXPECT_EQ(refusal(other), ErrorCode::kMalformed);
    other = aipp;
    other.dynamic = true;
    EXPECT_EQ(refusal(other), ErrorCode::kMalformed) << "no input for its parameters";
    other = aipp;
    other.source_width = -1;
    EXPECT_EQ(refusal(other), ErrorCode::kInvalidArgument);
}

TEST(OmProgram, RefusesGearsOfDifferentLength) {
    const FusedGraph one = compiled(1), four = compiled(4);
    const auto with = [&](std::vector<std::vector<std::int64_t>> gears) {
        return write_om({{&one, {}}, {&four, {}}}, ports_of(four, four.inputs),
                        ports_of(four, four.outputs), {GearKind::kDims, std::move(gears), {}},
                        {.soc = kSoc});
    };
    EXPECT_NO_THROW(loaded(with({{1}, {4}})));
    EXPECT_EQ(om::thrown_by([&] { loaded(with({{1}, {4, 5}})); }).code, ErrorCode::kMalformed);
}

}  // namespace
}  // namespace ascend::models
