// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include "models/om/rules/operator_rule.h"
#include "models/om/vendor_steps.h"

namespace ascend::models::om {

namespace {

/// Types of one family. A static-shape kernel has a D behind the name of the general one.
struct Family {
    OperatorRule rule;
    std::vector<std::string_view> types;
};

std::vector<Family> families() {
    return {
        {map_convolution,
         {"Conv2D", "Conv2DCompress", "DepthwiseConv2D", "DepthwiseConv2DD", "Conv2DTranspose",
          "Conv2DTransposeD", "Conv2DBackpropInput", "Conv2DBackpropInputD", "Deconvolution"}},
        {map_matmul,
         {"MatMul", "MatMulV2", "MatMulV3", "MatMulV2Compress", "BatchMatMul", "BatchMatMulV2",
          "BatchMatMulV3", "GEMM", "FullyConnection", "FullyConnectionCompress"}},
        {map_attention,
         {"FlashAttentionScore", "FusedInferAttentionScore", "IncreFlashAttention",
          "PromptFlashAttention"}},
        {map_fused, {"AutomaticBufferFusionOp", "BNInferenceD", "BNInference", "BatchNorm"}},
        {map_pool,
         {"AvgPool", "AvgPoolV2", "AvgPoolV2D", "AvgPoolD", "GlobalAveragePool", "GlobalMaxPool",
          "MaxPool", "MaxPoolV2", "MaxPoolV3", "MaxPoolExt2", "Pooling"}},
        {map_resize,
         {"Interp", "Resize", "ResizeBicubic", "ResizeBicubicV2", "ResizeBilinear",
          "ResizeBilinearV2", "ResizeBilinearV2D", "ResizeD", "ResizeNearestNeighborV2",
          "ResizeNearestNeighborV2D", "Upsample", "UpsampleD"}},
        {map_reduce, {"ArgMax",       "ArgMaxD",         "ArgMaxV2",   "ArgMin",     "ArgMinD",
                      "LpNorm",       "ReduceAll",       "ReduceAllD", "ReduceAny",  "ReduceAnyD",
                      "ReduceLogSum", "ReduceLogSumExp", "ReduceMax",  "ReduceMaxD", "ReduceMean",
                      "ReduceMeanD",  "ReduceMin",       "ReduceMinD", "ReduceProd", "ReduceProdD",
                      "ReduceSum",    "ReduceSumD",      "SquareSumV1"}},
        {map_softmax, {"LogSoftmaxV2", "Softmax", "SoftmaxV2"}},
        {map_row_norm,
         {"AddLayerNorm", "AddRmsNorm", "LayerNorm", "LayerNormV3", "LayerNormV4", "RmsNorm"}},
        {map_group_norm,
         {"GroupNorm", "GroupNormV2", "InstanceNorm", "InstanceNormV2", "InstanceNormV3"}},
        {map_trans_data, {"Aipp", "TransData", "TransDataRNN"}},
        {map_transpose,
         {"ConfusionTranspose", "ConfusionTransposeD", "DepthToSpace", "Permute", "ShuffleChannel",
          "SpaceToDepth", "Transpose", "TransposeD"}},
        {map_concat, {"Concat", "ConcatD", "ConcatV2", "ConcatV2D"}},
        {map_split, {"Split", "SplitD", "SplitV", "SplitVD"}},
        {map_slice,
         {"Crop", "Slice", "SliceD", "SliceDV2", "StridedSlice", "StridedSliceD", "StridedSliceV2",
          "StridedSliceV3"}},
        {map_pad, {"MirrorPad", "Pad", "PadD", "PadV2", "PadV3", "PadV3D"}},
        {map_broadcast,
         {"BroadcastTo", "BroadcastToD", "Expand", "ExpandD", "FillV2", "Tile", "TileD"}},
        {map_copy,
         {"Identity", "MemcpyAddrAsync", "MemcpyAsync", "Pack", "Stack", "TensorMove", "Unpack"}},
        {map_clear, {"AtomicAddrClean", "DynamicAtomicAddrClean", "MemSet"}},
        {map_gather,
         {"Embedding", "Gather", "GatherElements", "GatherElementsV2", "GatherNd", "GatherV2",
          "GatherV2D"}},
        {map_scatter, {"ScatterElements", "ScatterNdUpdate", "ScatterUpdate"}},
        {map_top_k, {"TopK", "TopKD", "TopKV2", "TopKV2D"}},
    };
}

const std::map<std::string_view, OperatorRule>& table() {
    static const auto all = [] {
        std::map<std::string_view, OperatorRule> entries;
        for (const Family& family : families())
            for (const std::string_view type : family.types) entries[type] = family.rule;
        return entries;
    }();
    return all;
}

}  // namespace

OperatorRule operator_rule(std::string_view type) {
    const auto at = table().find(type);
    if (at != table().end()) return at->second;
    return vendor_steps(type) != nullptr ? map_elementwise : nullptr;
}

}  // namespace ascend::models::om
