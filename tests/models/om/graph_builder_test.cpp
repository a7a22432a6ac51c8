// SPDX-License-Identifier: Apache-2.0
#include "models/om/graph_builder.h"

#include <gtest/gtest.h>

#include "models/om/om_reader.h"
#include "models/om/subgraphs.h"
#include "tests/models/om/om_file_builder.h"

namespace ascend::models::om {
namespace {

constexpr std::uint32_t kNotAliased = 0xffffffff;

BuiltGraph built(std::vector<OpDef> ops, const std::vector<TaskDef>& tasks = {}) {
    for (std::size_t i = 0; i < ops.size(); ++i) ops[i].id = static_cast<std::int64_t>(i);
    return build_graph("g", ops, tasks, "f.om");
}

TensorDesc flat(std::vector<std::int64_t> dims) {
    return tensor(dims, "ND", dims);
}

OpDef data(std::string name, std::int64_t index, const TensorDesc& desc) {
    OpDef result = op(std::move(name), "Data", {""}, {desc}, {desc});
    result.attributes.set("index", index);
    return result;
}

OpDef relu(std::string name, const std::string& input, const TensorDesc& desc) {
    return op(std::move(name), "Relu", {input}, {desc}, {desc});
}

OpDef net_output(std::vector<std::string> inputs, std::vector<TensorDesc> descs) {
    return op("Node_Output", "NetOutput", std::move(inputs), std::move(descs), {});
}

TEST(OmReader, ReadsAModelOfTheVendorsOperators) {
    const OmModel model = read_om(image_file(), "f.om");
    EXPECT_EQ(model.soc, "Ascend310P3");
    ASSERT_EQ(model.graph.operators.size(), 3U);
    EXPECT_EQ(model.graph.operators[2].type, "Conv2D");
    EXPECT_EQ(model.kernels[2].block_dim, 2U);
    EXPECT_EQ(model.kernels[2].kernel_name, "te_kernel_5");
    ASSERT_EQ(model.inputs.size(), 1U);
    EXPECT_EQ(model.inputs[0].port.name, "image");
    EXPECT_EQ(model.inputs[0].port.bytes, Bytes(1 * 3 * 8 * 8 * 4));
    EXPECT_EQ(model.inputs[0].port.format, "NCHW");
    ASSERT_EQ(model.outputs.size(), 1U);
    EXPECT_EQ(model.outputs[0].port.name, "conv:0:y");
    const FusedTensor& result = model.graph.tensors[model.graph.outputs[0]];
    EXPECT_EQ(result.storage, Storage::kOutput);
    EXPECT_EQ(result.shape, (Shape{1, 10, 8, 8}));
    EXPECT_EQ(result.bytes, Bytes(1 * 1 * 8 * 8 * 16 * 2));
}

TEST(OmReader, ReadsCompressedAndPlainAttributesAlike) {
    const auto tasks = kernel_tasks({1, 2, 5});
    const OmModel plain = read_om(file_of(image_model(), tasks, false), "f.om");
    const OmModel compressed = read_om(file_of(image_model(), tasks, true), "f.om");
    EXPECT_EQ(std::get<ConvolutionOp>(plain.graph.operators[2].shape).pad_top, 1);
    EXPECT_EQ(std::get<ConvolutionOp>(compressed.graph.operators[2].shape).pad_top, 1);
}

TEST(OmReader, RecordsPrefetchesInsteadOfExecutingThem) {
    auto tasks = kernel_tasks({1, 2, 5});
    TaskDef prefetch;
    prefetch.type = TaskType::kCmo;
    prefetch.hint = CacheHint::kPrefetch;
    prefetch.hint_address = 4096;
    prefetch.hint_bytes = 512;
    TaskDef release = prefetch;
    release.hint = CacheHint::kRelease;
    tasks.insert(tasks.begin() + 1, {prefetch, release});
    const OmModel model = read_om(file_of(image_model(), tasks), "f.om");
    EXPECT_EQ(model.graph.operators.size(), 3U);
    EXPECT_EQ(model.tasks.size(), 5U);
    ASSERT_EQ(model.prefetches.size(), 1U);
    EXPECT_EQ(model.prefetches[0].before, 1U);
    EXPECT_EQ(model.prefetches[0].offset, 4096U);
    EXPECT_EQ(model.prefetches[0].bytes, Bytes(512));
}

TEST(OmGraphBuilder, OrdersInputsByTheirIndex) {
    const TensorDesc x = flat({4});
    const BuiltGraph result = built({data("second", 1, x), data("first", 0, x),
                                     relu("r", "second:0", x), net_output({"r:0"}, {x})});
    EXPECT_EQ(result.graph.tensors[result.graph.inputs[0]].name, "first");
    EXPECT_EQ(result.graph.tensors[result.graph.inputs[1]].io_index, 1U);
}

TEST(OmGraphBuilder, MakesAViewAnAliasAndNoTask) {
    const TensorDesc x = flat({4, 6}), y = flat({24});
    const BuiltGraph result =
        built({data("x", 0, x), relu("a", "x:0", x), op("v", "Reshape", {"a:0"}, {x}, {y}),
               relu("b", "v:0", y), net_output({"b:0"}, {y})});
    ASSERT_EQ(result.graph.operators.size(), 2U);
    const FusedTensor& view = result.graph.tensors[result.graph.operators[1].inputs[0]];
    EXPECT_EQ(view.alias_of, result.graph.operators[0].outputs[0]);
    EXPECT_EQ(view.shape, (Shape{24}));
}

TEST(OmGraphBuilder, SeesAnotherShapeOfTheSameBytesAsAnAlias) {
    // A reshape that the compiler dropped: the reader's descriptor is all that is left of it.
    const TensorDesc x = flat({4, 6}), y = flat({24});
    const BuiltGraph result = built(
        {data("x", 0, x), relu("a", "x:0", x), relu("b", "a:0", y), net_output({"b:0"}, {y})});
    const FusedTensor& seen = result.graph.tensors[result.graph.operators[1].inputs[0]];
    EXPECT_EQ(seen.alias_of, result.graph.operators[0].outputs[0]);
}

TEST(OmGraphBuilder, LetsTheTaskListDecideWhatAConcatCosts) {
    const TensorDesc part = flat({2, 4}), whole = flat({4, 4});
    OpDef concat = op("c", "ConcatD", {"a:0", "b:0"}, {part, part}, {whole});
    concat.attributes.set("concat_dim", std::int64_t{0});
    concat.input_offsets = {512, 528};
    concat.output_offsets = {512};
    const std::vector<OpDef> ops = {data("x", 0, part), relu("a", "x:0", part),
                                    relu("b", "x:0", part), concat, net_output({"c:0"}, {whole})};
    EXPECT_EQ(built(ops, kernel_tasks({1, 2, 3})).graph.operators.size(), 3U);
    const BuiltGraph free = built(ops, kernel_tasks({1, 2}));
    ASSERT_EQ(free.graph.operators.size(), 2U);
    const FusedTensor& second = free.graph.tensors[free.graph.operators[1].outputs[0]];
    EXPECT_EQ(second.alias_of, free.graph.outputs[0]);
    EXPECT_EQ(second.alias_offset, 16);
    EXPECT_EQ(second.storage, Storage::kOutput);
}

TEST(OmGraphBuilder, PlacesThePartsOfAFreeSplit) {
    const TensorDesc part = flat({2, 4}), whole = flat({4, 4});
    OpDef split = op("s", "SplitD", {"a:0"}, {whole}, {part, part});
    split.input_offsets = {1024};
    split.output_offsets = {1024, 1040};
    const BuiltGraph result = built({data("x", 0, whole), relu("a", "x:0", whole), split,
                                     relu("b", "s:1", part), net_output({"b:0"}, {part})},
                                    kernel_tasks({1, 3}));
    const FusedTensor& second = result.graph.tensors[result.graph.operators[1].inputs[0]];
    EXPECT_EQ(second.alias_offset, 16);
    EXPECT_EQ(second.alias_of, result.graph.operators[0].outputs[0]);
}

TEST(OmGraphBuilder, SendsAiCpuOperatorsToTheAiCpu) {
    const TensorDesc x = flat({8});
    auto tasks = kernel_tasks({1});
    tasks[0].type = TaskType::kKernelEx;
    tasks[0].ai_cpu = true;
    const BuiltGraph result = built(
        {data("x", 0, x), op("n", "FrameworkOp", {"x:0"}, {x}, {x}), net_output({"n:0"}, {x})},
        tasks);
    EXPECT_EQ(std::get<AiCpuOp>(result.graph.operators.at(0).shape).bytes, 2 * 8 * 2);
}

TEST(OmGraphBuilder, DropsEventsBetweenStreams) {
    const TensorDesc x = flat({8});
    OpDef second = relu("b", "a:0", x);
    second.inputs.push_back("recv:-1");
    const BuiltGraph result =
        built({data("x", 0, x), relu("a", "x:0", x), op("send", "Send", {"a:-1"}, {}, {}),
               op("recv", "Recv", {}, {}, {}), second, net_output({"b:0"}, {x})});
    EXPECT_EQ(result.graph.operators.size(), 2U);
}

TEST(OmGraphBuilder, ListsAllOperatorsWithoutALowering) {
    const TensorDesc x = flat({8});
    const Thrown thrown = thrown_by([&] {
        built({data("x", 0, x), op("p", "Teapot", {"x:0"}, {x}, {x}),
               op("q", "Samovar", {"p:0"}, {x}, {x}), net_output({"q:0"}, {x})});
    });
    EXPECT_EQ(thrown.code, ErrorCode::kUnsupported);
    EXPECT_TRUE(thrown.mentions("Teapot ('p'), Samovar ('q')")) << thrown.message;
}

TEST(OmGraphBuilder, RefusesReadersOfNothing) {
    const TensorDesc x = flat({8});
    for (const char* source : {"ghost:0", "x:1", "late:0", "x"}) {
        const Thrown thrown = thrown_by([&] {
            built({data("x", 0, x), relu("a", source, x), relu("late", "x:0", x),
                   net_output({"a:0"}, {x})});
        });
        EXPECT_EQ(thrown.code, ErrorCode::kMalformed) << source;
        EXPECT_TRUE(thrown.mentions(source)) << thrown.message;
    }
}

TEST(OmGraphBuilder, RefusesTwoOperatorsOfOneName) {
    const TensorDesc x = flat({8});
    EXPECT_EQ(thrown_by([&] {
                  built({data("x", 0, x), relu("x", "x:0", x)});
              }).code,
              ErrorCode::kMalformed);
}

ModelDef switched() {
    const TensorDesc x = flat({8});
    OpDef inner = data("inner", 0, x);
    inner.attributes.set("_parent_node_index", std::int64_t{1});
    ModelDef model{"m"};
    model.graphs.resize(3);
    OpDef choice = op("case", "Case", {"number:0", "x:0"}, {x, x}, {x});
    choice.subgraphs = {"one", "two"};
    model.graphs[0].ops = {data("x", 0, x), op("number", "MapIndex", {}, {}, {x}), choice,
                           net_output({"case:0"}, {x})};
    model.graphs[1] = {"one"};
    model.graphs[1].ops = {inner, relu("a", "inner:0", x), net_output({"a:0"}, {x})};
    model.graphs[2] = {"two"};
    model.graphs[2].ops = {inner, relu("b", "inner:0", x), relu("c", "b:0", x),
                           net_output({"c:0"}, {x})};
    return model;
}

TEST(OmSubgraphs, PutABranchInPlaceOfItsCase) {
    const auto ops = inlined_ops(switched(), 1, "f.om");
    ASSERT_EQ(ops.size(), 5U);
    EXPECT_EQ(ops[2].name, "b");
    EXPECT_EQ(ops[2].inputs[0], "x:0");
    EXPECT_EQ(ops[4].inputs[0], "c:0");
    EXPECT_EQ(build_graph("m", ops, {}, "f.om").graph.operators.size(), 2U);
}

TEST(OmSubgraphs, RefuseMissingBranchesAndCallsOfThemselves) {
    EXPECT_EQ(thrown_by([] { inlined_ops(switched(), 2, "f.om"); }).code, ErrorCode::kMalformed);
    ModelDef endless = switched();
    endless.graphs[1].ops[1].subgraphs = {"one"};
    EXPECT_EQ(thrown_by([&] { inlined_ops(endless, 0, "f.om"); }).code, ErrorCode::kMalformed);
    EXPECT_EQ(thrown_by([] { inlined_ops(ModelDef{"m"}, 0, "f.om"); }).code, ErrorCode::kMalformed);
}

}  // namespace
}  // namespace ascend::models::om
