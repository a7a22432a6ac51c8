// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/memory_plan.h"

#include <algorithm>
#include <limits>

#include "traces/error.h"

namespace ascend::models {

namespace {

constexpr std::int64_t kAlignment = 512;
constexpr std::uint32_t kNotAliased = 0xffffffff;

/// A tensor that needs memory of its own, with the operators between which it lives.
struct Block {
    std::uint32_t tensor = 0;
    std::size_t first = std::numeric_limits<std::size_t>::max(), last = 0;
    std::int64_t bytes = 0;
    std::int64_t offset = -1;

    bool lives_with(const Block& other) const { return first <= other.last && other.first <= last; }
};

std::uint32_t root_of(const FusedGraph& graph, std::uint32_t tensor) {
    while (graph.tensors[tensor].alias_of != kNotAliased) tensor = graph.tensors[tensor].alias_of;
    return tensor;
}

void touch(Block& block, std::size_t when) {
    block.first = std::min(block.first, when);
    block.last = std::max(block.last, when);
}

/// Whatever reads or writes an alias touches the tensor that it lies in.
std::vector<Block> live_blocks(const FusedGraph& graph) {
    std::vector<Block> blocks(graph.tensors.size());
    for (std::size_t when = 0; when < graph.operators.size(); ++when) {
        const FusedOperator& op = graph.operators[when];
        for (const auto* operands : {&op.inputs, &op.outputs})
            for (std::uint32_t tensor : *operands) touch(blocks[root_of(graph, tensor)], when);
    }
    std::vector<Block> live;
    for (std::uint32_t i = 0; i < blocks.size(); ++i) {
        const FusedTensor& tensor = graph.tensors[i];
        const bool used = blocks[i].first <= blocks[i].last;
        if (tensor.storage != Storage::kWorkspace || tensor.alias_of != kNotAliased || !used)
            continue;
        blocks[i].tensor = i;
        blocks[i].bytes = round_up(std::max<std::int64_t>(tensor.bytes.count(), 1), kAlignment);
        live.push_back(blocks[i]);
    }
    return live;
}

/// The lowest gap between those placed blocks that live at the same time.
std::int64_t first_fit(const Block& block, const std::vector<Block>& placed) {
    std::vector<const Block*> neighbours;
    for (const Block& other : placed)
        if (block.lives_with(other)) neighbours.push_back(&other);
    std::sort(neighbours.begin(), neighbours.end(),
              [](const Block* a, const Block* b) { return a->offset < b->offset; });
    std::int64_t offset = 0;
    for (const Block* other : neighbours) {
        if (offset + block.bytes <= other->offset) break;
        offset = std::max(offset, other->offset + other->bytes);
    }
    return offset;
}

}  // namespace

std::vector<std::int64_t> plan_memory(const FusedGraph& graph, Bytes& total) {
    std::vector<Block> blocks = live_blocks(graph);
    // Large ones first: they fragment least, and ties keep execution order.
    std::stable_sort(blocks.begin(), blocks.end(),
                     [](const Block& a, const Block& b) { return a.bytes > b.bytes; });
    std::vector<Block> placed;
    std::vector<std::int64_t> offsets(graph.tensors.size(), -1);
    total = Bytes(0);
    for (Block& block : blocks) {
        block.offset = first_fit(block, placed);
        placed.push_back(block);
        offsets[block.tensor] = block.offset;
        total = std::max(total, Bytes(block.offset + block.bytes));
    }
    for (std::uint32_t i = 0; i < graph.tensors.size(); ++i) {
        if (graph.tensors[i].alias_of == kNotAliased) continue;
        std::int64_t offset = 0;
        for (std::uint32_t at = i; graph.tensors[at].alias_of != kNotAliased;
             at = graph.tensors[at].alias_of)
            offset += graph.tensors[at].alias_offset;
        const std::int64_t base = offsets[root_of(graph, i)];
        if (base >= 0) offsets[i] = base + offset;
    }
    return offsets;
}

}  // namespace ascend::models
