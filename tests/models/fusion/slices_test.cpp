// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>

#include "models/fusion/memory_plan.h"
#include "models/fusion/slices/slice_runs.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/fusion/graph_builder.h"

namespace ascend::models {
namespace {

constexpr std::int64_t kBatch = 64;

TensorId relu(GraphBuilder& b, TensorId x) {
    return b.node("Relu", {x}, b.shape(x));
}

/// A stack of residual blocks on images of 256 x 28 x 28: 0.4 MB each.
GraphBuilder residual_blocks(std::int64_t batch, int blocks = 4) {
    GraphBuilder b;
    TensorId x = relu(b, b.convolution(b.input({batch, 64, 28, 28}), 256));
    for (int i = 0; i < blocks; ++i) {
        const TensorId inner = relu(b, b.convolution(relu(b, b.convolution(x, 64)), 64, 3, 1));
        x = relu(b, b.node("Add", {b.convolution(inner, 256), x}, b.shape(x)));
    }
    b.output(x);
    return b;
}

std::map<std::int64_t, int> tasks_by_batch(const FusedGraph& graph) {
    std::map<std::int64_t, int> tasks;
    for (const FusedOperator& op : graph.operators) {
        if (const auto* conv = std::get_if<ConvolutionOp>(&op.shape)) ++tasks[conv->batch];
    }
    return tasks;
}

std::int64_t convolution_flops(const FusedGraph& graph) {
    std::int64_t sum = 0;
    for (const FusedOperator& op : graph.operators) {
        if (const auto* c = std::get_if<ConvolutionOp>(&op.shape))
            sum += c->batch * c->h_out * c->w_out * c->c_in * c->c_out * c->kernel_h * c->kernel_w;
    }
    return sum;
}

TEST(SliceForL2, ABatchThatOutgrowsL2IsCut) {
    const FusedGraph fused = fused_for(residual_blocks(kBatch), "Ascend310P3");
    expect_sound(fused);
    const auto tasks = tasks_by_batch(fused);
    EXPECT_FALSE(tasks.contains(kBatch));
    for (const auto& [images, count] : tasks) {
        EXPECT_EQ(kBatch % images, 0);
        // The sum, its two operands and what is between them fit into 16 MiB together.
        EXPECT_LE(images * (2 * 256 + 64) * 28 * 28 * 2, 16 << 20);
    }
}

TEST(SliceForL2, NeitherWorkNorImagesAreLost) {
    const GraphBuilder b = residual_blocks(kBatch);
    const FusedGraph cut = fused_for(b, "Ascend310P3");
    const FusedGraph whole = fused_for(b, "Ascend310B1");
    ASSERT_GT(cut.operators.size(), whole.operators.size());
    EXPECT_EQ(convolution_flops(cut), convolution_flops(whole));
    std::map<std::uint32_t, std::int64_t> parts;
    for (const FusedOperator& op : cut.operators) {
        if (op.type != "Conv2D") continue;
        const FusedTensor& out = cut.tensors[op.outputs[0]];
        ASSERT_NE(out.alias_of, 0xffffffff) << out.name;
        if (cut.tensors[out.alias_of].shape.size() == 4) parts[out.alias_of] += out.bytes.count();
    }
    for (const auto& [tensor, bytes] : parts) EXPECT_EQ(bytes, cut.tensors[tensor].bytes.count());
    EXPECT_FALSE(parts.empty());
}

TEST(SliceForL2, WhatStaysInsideARunTakesLittleMemory) {
    Bytes of_one, of_four;
    plan_memory(fused_for(residual_blocks(kBatch, 2), "Ascend310P3"), of_one);
    plan_memory(fused_for(residual_blocks(kBatch, 8), "Ascend310P3"), of_four);
    EXPECT_EQ(of_one, of_four);
}

TEST(SliceForL2, ABatchThatFitsIsLeftAlone) {
    EXPECT_EQ(tasks_by_batch(fused_for(residual_blocks(8), "Ascend310P3")),
              (std::map<std::int64_t, int>{{8, 13}}));
}

TEST(SliceForL2, CoresWithFixpipeExecuteWholeBatches) {
    for (const char* soc : {"Ascend310B1", "Ascend910B2"}) {
        EXPECT_EQ(tasks_by_batch(fused_for(residual_blocks(kBatch), soc)),
                  (std::map<std::int64_t, int>{{kBatch, 13}}))
            << soc;
    }
}

TEST(SliceForL2, WithoutFusionNothingIsCut) {
    CompileOptions options;
    options.fusion = false;
    const FusedGraph fused = fused_for(residual_blocks(kBatch), "Ascend310P3", options);
    EXPECT_EQ(tasks_by_batch(fused), (std::map<std::int64_t, int>{{kBatch, 13}}));
}

TEST(SliceForL2, PoolingEndsARun) {
    GraphBuilder b;
    const TensorId x = b.convolution(b.input({kBatch, 16, 112, 112}), 64);
    const TensorId pooled = b.node("MaxPool", {x}, {kBatch, 64, 56, 56},
                                   {{"kernel_shape", std::vector<std::int64_t>{2, 2}},
                                    {"strides", std::vector<std::int64_t>{2, 2}}});
    b.output(b.convolution(pooled, 64));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    EXPECT_EQ(count_of(fused, "MaxPoolV3"), 1U);
    EXPECT_EQ(count_of(fused, "Conv2D"), 2U);
}

TEST(SliceForL2, APartOfAConcatIsNotCut) {
    GraphBuilder b;
    const TensorId x = b.input({kBatch, 64, 56, 56});
    const TensorId left = b.convolution(x, 64), right = b.convolution(x, 64);
    const TensorId both =
        b.node("Concat", {left, right}, {kBatch, 128, 56, 56}, {{"axis", std::int64_t{1}}});
    b.output(b.convolution(both, 64));
    EXPECT_EQ(tasks_by_batch(fused_for(b, "Ascend310P3")),
              (std::map<std::int64_t, int>{{kBatch, 3}}));
}

TEST(SliceRuns, CoverEveryOperatorOnceInOrder) {
    CompileOptions options;
    options.fusion = true;
    const FusedGraph whole = fused_for(residual_blocks(kBatch), "Ascend310B1", options);
    const auto soc = sim::load_soc("Ascend310P3");
    const BatchCut cut(whole);
    std::size_t next = 0;
    for (const SliceRun& run : choose_slice_runs(whole, cut, *soc)) {
        EXPECT_EQ(run.begin, next);
        EXPECT_GT(run.end, run.begin);
        EXPECT_EQ(kBatch % run.images, 0);
        next = run.end;
    }
    EXPECT_EQ(next, whole.operators.size());
}

TEST(SliceRuns, ALargerL2TakesMoreImagesAtATime) {
    const FusedGraph whole = fused_for(residual_blocks(kBatch), "Ascend310B1");
    const BatchCut cut(whole);
    const auto most_cut = [&](const std::string& capacity) {
        std::int64_t least = kBatch;
        const auto soc = sim::load_soc("Ascend310P3", {"l2.capacity=" + capacity});
        for (const SliceRun& run : choose_slice_runs(whole, cut, *soc))
            least = std::min(least, run.images);
        return least;
    };
    EXPECT_LT(most_cut("8MiB"), most_cut("32MiB"));
    EXPECT_EQ(most_cut("512MiB"), kBatch);
    EXPECT_EQ(most_cut("1KiB"), kBatch) << "nothing fits, so nothing is gained";
}

TEST(BatchCut, ElementwiseOperandsOfAllImagesAreCutAndOthersAreNot) {
    GraphBuilder b;
    const TensorId x = b.input({kBatch, 64, 56, 56});
    const TensorId y = b.convolution(x, 64);
    const TensorId gate = b.node("GlobalAveragePool", {y}, {kBatch, 64, 1, 1});
    b.output(b.convolution(b.node("Mul", {y, gate}, b.shape(y)), 64));
    const FusedGraph fused = fused_for(b, "Ascend310B1");
    const BatchCut cut(fused);
    for (std::size_t i = 0; i < fused.operators.size(); ++i) {
        if (fused.operators[i].type != "Mul") continue;
        ASSERT_TRUE(cut.can_cut(i));
        const auto slice = std::get<ElementwiseOp>(cut.slice(i, 2));
        EXPECT_EQ(slice.elements, 2 * 64 * 56 * 56);
        std::vector<std::int64_t> sizes;
        for (const ElementwiseInput& input : slice.inputs) sizes.push_back(input.elements);
        std::sort(sizes.begin(), sizes.end());
        EXPECT_EQ(sizes, (std::vector<std::int64_t>{2 * 64, 2 * 64 * 56 * 56}));
        return;
    }
    ADD_FAILURE() << "no Mul among: " << types_of(fused);
}

}  // namespace
}  // namespace ascend::models
