// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

bool splits_channels(const Shape& image, const Shape& grouped) {
    return image.size() == 4 && grouped.size() == 5 && image[0] == grouped[0] &&
           image[1] == grouped[1] * grouped[2] && image[2] == grouped[3] && image[3] == grouped[4];
}

}  // namespace

void recompose_channel_shuffle(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type != "Reshape") return;
        const WorkNode* transpose = producer_of(graph, node.inputs[0], "Transpose");
        const WorkNode* split =
            transpose ? producer_of(graph, transpose->inputs[0], "Reshape") : nullptr;
        if (split == nullptr) return;
        const TensorId x = split->inputs[0];
        const Shape grouped = graph.shape(split->outputs[0]);
        const std::vector<std::int64_t> swapped = {0, 2, 1, 3, 4};
        if (!splits_channels(graph.shape(x), grouped) || !same_shape(graph, x, node.outputs[0]) ||
            transpose->attribute("perm", std::vector<std::int64_t>{}) != swapped)
            return;
        Cover cover(graph);
        for (const WorkNode* part : {split, transpose, &std::as_const(node)}) cover.add(*part);
        const NodeId id = graph.id_of(node);
        if (!graph.closed(cover.nodes(), id)) return;
        WorkNode shuffle;
        shuffle.name = node.name;
        shuffle.type = "ChannelShuffle";
        shuffle.inputs = {x};
        shuffle.outputs = node.outputs;
        shuffle.attributes["groups"] = grouped[1];
        graph.replace(cover.nodes(), id, std::move(shuffle));
    });
}

}  // namespace ascend::models
