// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/emit/emitters.h"

#include <algorithm>
#include <map>

namespace ascend::models {

namespace {

using EmitterTable = std::map<std::string_view, Emitter>;

const EmitterTable& emitters() {
    static const EmitterTable table = {
        {"Conv", emit_convolution},
        {"ConvTranspose", emit_convolution},
        {"MatMul", emit_matmul},
        {"Attention", emit_attention},
        {"MaxPool", emit_pool},
        {"AveragePool", emit_pool},
        {"GlobalAveragePool", emit_global_pool},
        {"GlobalMaxPool", emit_global_pool},
        {"Resize", emit_resize},
        {"Upsample", emit_resize},
        {"DepthToSpace", emit_depth_to_space},
        {"SpaceToDepth", emit_space_to_depth},
        {"ChannelShuffle", emit_channel_shuffle},
        {"Elementwise", emit_elementwise},
        {"CumSum", emit_cumulative_sum},
        {"LRN", emit_local_response_norm},
        {"Softmax", emit_softmax},
        {"LayerNorm", emit_row_norm},
        {"RmsNorm", emit_row_norm},
        {"BatchNormalization", emit_batch_norm},
        {"InstanceNormalization", emit_group_norm},
        {"GroupNormalization", emit_group_norm},
        {"MeanVarianceNormalization", emit_mean_variance_norm},
        {"ReduceMean", emit_reduce},
        {"ReduceSum", emit_reduce},
        {"ReduceMax", emit_reduce},
        {"ReduceMin", emit_reduce},
        {"ReduceProd", emit_reduce},
        {"ReduceL1", emit_reduce},
        {"ReduceL2", emit_reduce},
        {"ReduceSumSquare", emit_reduce},
        {"ReduceLogSum", emit_reduce},
        {"ReduceLogSumExp", emit_reduce},
        {"ArgMax", emit_arg_reduce},
        {"ArgMin", emit_arg_reduce},
        {"TopK", emit_top_k},
        {"Reshape", emit_view},
        {"Flatten", emit_view},
        {"Squeeze", emit_view},
        {"Unsqueeze", emit_view},
        {"Identity", emit_view},
        {"Dropout", emit_view},
        {"Transpose", emit_transpose},
        {"ConfusionTranspose", emit_confusion_transpose},
        {"Concat", emit_concat},
        {"Split", emit_split},
        {"Slice", emit_slice},
        {"Pad", emit_pad},
        {"Expand", emit_broadcast},
        {"Tile", emit_broadcast},
        {"Gather", emit_gather},
        {"GatherND", emit_gather},
        {"GatherElements", emit_gather_elements},
        {"ScatterND", emit_scatter},
        {"ScatterElements", emit_scatter},
        {"Scatter", emit_scatter},
        {"NonZero", emit_ai_cpu},
        {"NonMaxSuppression", emit_ai_cpu},
        {"Unique", emit_ai_cpu},
        {"Range", emit_ai_cpu},
        {"EyeLike", emit_ai_cpu},
        {"RandomNormal", emit_ai_cpu},
        {"RandomNormalLike", emit_ai_cpu},
        {"RandomUniform", emit_ai_cpu},
        {"RandomUniformLike", emit_ai_cpu},
        {"Multinomial", emit_ai_cpu},
        {"Bernoulli", emit_ai_cpu},
        {"ReverseSequence", emit_ai_cpu},
        {"Compress", emit_ai_cpu},
        {"Det", emit_ai_cpu},
        {"RoiAlign", emit_ai_cpu},
        {"GridSample", emit_ai_cpu},
        {"Hardmax", emit_ai_cpu},
        {"StringNormalizer", emit_ai_cpu},
    };
    return table;
}

bool image_operator(std::string_view type) {
    static constexpr std::string_view kTypes[] = {
        "Conv",   "ConvTranspose", "MaxPool",       "AveragePool",       "GlobalAveragePool",
        "Resize", "Upsample",      "GlobalMaxPool", "BatchNormalization"};
    return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

/// Resize and Upsample scale pixels only.
bool scales_channels(const WorkGraph& graph, const WorkNode& node) {
    if (node.type != "Resize" && node.type != "Upsample") return false;
    const Shape& in = graph.shape(node.inputs[0]);
    const Shape& out = graph.shape(node.outputs[0]);
    return in[0] != out[0] || in[1] != out[1];
}

/// The place of the parts behind it would be unknown.
bool has_absent_output(const WorkNode& node) {
    return std::find(node.outputs.begin(), node.outputs.end(), kNoTensor) != node.outputs.end();
}

bool asks_further_outputs(const WorkGraph& graph, const WorkNode& node) {
    const bool single = node.type == "MaxPool" || node.type == "BatchNormalization";
    return single && std::any_of(node.outputs.begin() + 1, node.outputs.end(), [&](TensorId id) {
               return id != kNoTensor &&
                      (!graph.tensors[id].consumers.empty() || graph.graph_output(id));
           });
}

}  // namespace

Emitter emitter_of(std::string_view type) {
    const auto found = emitters().find(type);
    return found == emitters().end() ? nullptr : found->second;
}

std::string refusal(const WorkGraph& graph, const WorkNode& node) {
    if (emitter_of(node.type) == nullptr) return "no lowering";
    if (node.type == "Split" && has_absent_output(node)) return "an output without a name";
    if (!image_operator(node.type)) return {};
    const std::size_t rank = graph.shape(node.inputs[0]).size();
    const std::size_t least = node.type == "BatchNormalization" ? 2 : 3;
    if (rank < least || rank > 4) return "only one and two spatial dimensions";
    if (scales_channels(graph, node)) return "scales batch or channels";
    if (asks_further_outputs(graph, node)) return "its second output is read";
    return {};
}

}  // namespace ascend::models
