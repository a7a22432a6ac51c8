// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "models/program/program.h"
#include "tests/models/fusion/graph_builder.h"

namespace ascend::models {
namespace {

/// A chain or tangle of operators over workspace tensors of given sizes.
FusedGraph workspace(const std::vector<std::int64_t>& sizes) {
    FusedGraph graph;
    for (std::int64_t size : sizes) {
        FusedTensor tensor;
        tensor.bytes = Bytes(size);
        graph.tensors.push_back(tensor);
    }
    return graph;
}

void add_operator(FusedGraph& graph, std::vector<std::uint32_t> inputs,
                  std::vector<std::uint32_t> outputs) {
    FusedOperator op;
    op.inputs = std::move(inputs);
    op.outputs = std::move(outputs);
    graph.operators.push_back(op);
}

/// Walks the program and marks, byte range by byte range, who owns the memory at each operator.
void expect_disjoint(const FusedGraph& graph, const std::vector<std::int64_t>& offsets,
                     Bytes total) {
    std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> live;
    for (std::size_t when = 0; when < graph.operators.size(); ++when) {
        for (const auto* ids : {&graph.operators[when].inputs, &graph.operators[when].outputs})
            for (std::uint32_t id : *ids) {
                while (graph.tensors[id].alias_of != 0xffffffff) id = graph.tensors[id].alias_of;
                if (graph.tensors[id].storage != Storage::kWorkspace) continue;
                live.try_emplace(id, when, when).first->second.second = when;
            }
    }
    for (const auto& [a, life] : live) {
        EXPECT_EQ(offsets[a] % 512, 0);
        EXPECT_LE(offsets[a] + graph.tensors[a].bytes.count(), total.count());
        for (const auto& [b, other] : live) {
            if (a >= b || life.second < other.first || other.second < life.first) continue;
            const bool apart = offsets[a] + graph.tensors[a].bytes.count() <= offsets[b] ||
                               offsets[b] + graph.tensors[b].bytes.count() <= offsets[a];
            EXPECT_TRUE(apart) << "tensors " << a << " and " << b;
        }
    }
}

TEST(MemoryPlan, AChainNeedsTwoTensors) {
    FusedGraph graph = workspace({1024, 1024, 1024, 1024});
    for (std::uint32_t i = 0; i + 1 < 4; ++i) add_operator(graph, {i}, {i + 1});
    Bytes total;
    const auto offsets = plan_memory(graph, total);
    expect_disjoint(graph, offsets, total);
    EXPECT_EQ(total, Bytes(2048));
}

TEST(MemoryPlan, OffsetsAreAlignedTo512Bytes) {
    FusedGraph graph = workspace({100, 700});
    add_operator(graph, {0}, {1});
    Bytes total;
    const auto offsets = plan_memory(graph, total);
    expect_disjoint(graph, offsets, total);
    EXPECT_EQ(total, Bytes(512 + 1024));
}

TEST(MemoryPlan, OtherStoragesGetNoOffset) {
    FusedGraph graph = workspace({512, 512, 512});
    graph.tensors[0].storage = Storage::kInput;
    graph.tensors[2].storage = Storage::kOutput;
    add_operator(graph, {0}, {1});
    add_operator(graph, {1}, {2});
    Bytes total;
    EXPECT_EQ(plan_memory(graph, total), (std::vector<std::int64_t>{-1, 0, -1}));
    EXPECT_EQ(total, Bytes(512));
}

TEST(MemoryPlan, AliasesLieInsideTheirTensorAndKeepItAlive) {
    FusedGraph graph = workspace({4096, 1024, 1024, 4096});
    graph.tensors[1].alias_of = 0;
    graph.tensors[1].alias_offset = 1024;
    graph.tensors[2].alias_of = 1;
    graph.tensors[2].alias_offset = 512;
    add_operator(graph, {}, {0});
    add_operator(graph, {}, {3});
    add_operator(graph, {2}, {});
    Bytes total;
    const auto offsets = plan_memory(graph, total);
    expect_disjoint(graph, offsets, total);
    EXPECT_EQ(offsets[2], offsets[0] + 1536);
    EXPECT_EQ(total, Bytes(8192));
}

TEST(MemoryPlan, RandomTanglesNeverOverlap) {
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        std::vector<std::int64_t> sizes;
        for (int i = 0; i < 60; ++i)
            sizes.push_back(1 + static_cast<std::int64_t>(random() % 9000));
        FusedGraph graph = workspace(sizes);
        std::int64_t sum = 0;
        for (std::uint32_t i = 0; i < 60; ++i) {
            sum += round_up(sizes[i], 512);
            std::vector<std::uint32_t> reads;
            for (int k = 0; k < 2 && i > 0; ++k)
                reads.push_back(static_cast<std::uint32_t>(random() % i));
            add_operator(graph, reads, {i});
        }
        Bytes total;
        const auto offsets = plan_memory(graph, total);
        expect_disjoint(graph, offsets, total);
        EXPECT_LE(total.count(), sum);
    }
}

TEST(MemoryPlan, RealGraphsNeverOverlap) {
    for (const std::int64_t batch : {1, 3}) {
        GraphBuilder b;
        TensorId x = b.input({batch, 16, 28, 28});
        for (int i = 0; i < 6; ++i) {
            const TensorId left = b.convolution(x, 32), right = b.convolution(x, 32, 3, 1);
            const TensorId both =
                b.node("Concat", {left, right}, {batch, 64, 28, 28}, {{"axis", std::int64_t{1}}});
            x = b.node("Sigmoid", {both}, {batch, 64, 28, 28});
        }
        b.output(x);
        const FusedGraph fused = fused_for(b, "Ascend310P3");
        expect_sound(fused);
        Bytes total;
        const auto offsets = plan_memory(fused, total);
        expect_disjoint(fused, offsets, total);
    }
}

}  // namespace
}  // namespace ascend::models
