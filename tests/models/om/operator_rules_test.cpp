// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/fusion/passes/elementwise_rules.h"
#include "models/om/rules/operator_rule.h"
#include "models/om/vendor_steps.h"
#include "tests/models/om/om_file_builder.h"

namespace ascend::models::om {
namespace {

using Shape64 = std::vector<std::int64_t>;

TensorDesc image(Shape64 nchw, DataType type = DataType::kFloat16) {
    const std::int64_t c1 = (nchw[1] + 15) / 16;
    return tensor({nchw[0], c1, nchw[2], nchw[3], 16}, "NC1HWC0", nchw, "NCHW", type);
}

TensorDesc filter(Shape64 nchw) {
    const std::int64_t blocks = (nchw[1] + 15) / 16 * nchw[2] * nchw[3];
    return tensor({blocks, (nchw[0] + 15) / 16, 16, 16}, "FRACTAL_Z", nchw, "NCHW");
}

TensorDesc matrix(std::int64_t m, std::int64_t n) {
    return tensor({(n + 15) / 16, (m + 15) / 16, 16, 16}, "FRACTAL_NZ", {m, n});
}

TensorDesc flat(Shape64 dims, DataType type = DataType::kFloat16) {
    return tensor(dims, "ND", dims, "ND", type);
}

/// The mapping of an operator whose inputs are all connected, the given slots to constants.
Mapping mapped(OpDef op, const std::vector<std::size_t>& constants = {}) {
    std::vector<bool> constant(op.input_descs.size());
    for (const std::size_t slot : constants) constant[slot] = true;
    const OperatorRule rule = operator_rule(op.type);
    if (rule == nullptr) throw Error(ErrorCode::kUnsupported, op.type);
    return rule(OperatorView(op, constant, "f.om"));
}

template <class Op>
Op shape_of(const Mapping& mapping) {
    return std::get<Op>(mapping.shape);
}

TEST(OmConvolutionRule, ReadsTheWindowInTheOrderOfItsDataFormat) {
    OpDef conv = op("c", "Conv2D", {"x:0", "w:0"}, {image({2, 3, 28, 30}), filter({8, 3, 5, 7})},
                    {image({2, 8, 14, 15})});
    conv.attributes.set("strides", Shape64{1, 2, 3, 1});
    conv.attributes.set("dilations", Shape64{1, 4, 5, 1});
    conv.attributes.set("pads", Shape64{1, 2, 3, 4});
    conv.attributes.set("data_format", std::string("NHWC"));
    const auto found = shape_of<ConvolutionOp>(mapped(conv, {1}));
    EXPECT_EQ(found.stride_h, 2);
    EXPECT_EQ(found.stride_w, 3);
    EXPECT_EQ(found.dilation_h, 4);
    EXPECT_EQ(found.dilation_w, 5);
    EXPECT_EQ(found.pad_top, 1);
    EXPECT_EQ(found.pad_bottom, 2);
    EXPECT_EQ(found.pad_left, 3);
    EXPECT_EQ(found.pad_right, 4);
    EXPECT_EQ(found.c_in, 3);
    EXPECT_EQ(found.c_out, 8);
    EXPECT_EQ(found.kernel_h, 5);
    EXPECT_EQ(found.kernel_w, 7);
    EXPECT_FALSE(found.bias);
}

TEST(OmConvolutionRule, FindsTheLostWindowOfAFusedKernelInItsExtents) {
    struct Case {
        std::int64_t in, out, kernel, stride, begin, end;
    };
    for (const Case& c :
         {Case{28, 28, 3, 1, 1, 1}, Case{28, 14, 5, 2, 1, 2}, Case{56, 28, 1, 2, 0, 0},
          Case{224, 112, 7, 2, 2, 3}, Case{7, 1, 7, 1, 0, 0}, Case{57, 28, 3, 2, 0, 0}}) {
        const OpDef conv = op("c", "Conv2D", {"x:0", "w:0"},
                              {image({1, 16, c.in, c.in}), filter({16, 16, c.kernel, c.kernel})},
                              {image({1, 16, c.out, c.out})});
        const auto found = shape_of<ConvolutionOp>(mapped(conv, {1}));
        EXPECT_EQ(found.stride_h, c.stride) << c.in;
        EXPECT_EQ(found.pad_top, c.begin) << c.in;
        EXPECT_EQ(found.pad_bottom, c.end) << c.in;
    }
}

TEST(OmConvolutionRule, TellsBiasResidualAndActivationWeightsApart) {
    // As FIXPIPE fusion leaves it: bias 2, the summand 4, the weights of two PRelus 6 and 7.
    const TensorDesc y = image({1, 16, 8, 8});
    OpDef conv = op("c", "Conv2D", {"x:0", "w:0", "b:0", "", "r:0", "", "p:0", "q:0"},
                    {image({1, 32, 8, 8}), filter({16, 32, 1, 1}), flat({16}), flat({}), y,
                     flat({}), flat({1, 1, 1}), flat({1, 1, 1})},
                    {y});
    conv.attributes.set("_datadump_original_op_types",
                        std::vector<std::string>{"PRelu", "Add", "PRelu"});
    conv.attributes.set("_cube_vector_core_type", std::string("AIC"));
    const Mapping mapping = mapped(conv, {1, 2, 6, 7});
    const auto found = shape_of<ConvolutionOp>(mapping);
    EXPECT_EQ(mapping.slots, (std::vector<std::size_t>{0, 1, 2, 4}));
    EXPECT_TRUE(found.bias);
    EXPECT_TRUE(found.epilogue.residual);
    // Without a vector unit a PRelu is a scale and a maximum on FIXPIPE.
    ASSERT_EQ(found.epilogue.steps.size(), 5U);
    EXPECT_EQ(found.epilogue.steps[0].op, VectorOp::kMul);
    EXPECT_EQ(found.epilogue.steps[1].op, VectorOp::kMax);
    EXPECT_EQ(found.epilogue.steps[2].op, VectorOp::kAdd);
    EXPECT_FALSE(found.epilogue.steps[2].scalar);
}

TEST(OmConvolutionRule, KnowsWhereTransposedConvolutionsKeepTheirImage) {
    const TensorDesc x = image({1, 32, 7, 7}), w = filter({32, 16, 4, 4}),
                     y = image({1, 16, 14, 14});
    const OpDef forms[] = {op("d", "Conv2DTransposeD", {"x:0", "w:0"}, {x, w}, {y}),
                           op("b", "Conv2DBackpropInputD", {"w:0", "x:0"}, {w, x}, {y})};
    for (const OpDef& form : forms) {
        const Mapping mapping = mapped(form);
        const auto found = shape_of<ConvolutionOp>(mapping);
        EXPECT_TRUE(found.transposed);
        EXPECT_EQ(found.h_in, 7);
        EXPECT_EQ(found.h_out, 14);
        EXPECT_EQ(found.stride_h, 2);
        EXPECT_EQ(found.pad_top + found.pad_bottom, 2);
        EXPECT_EQ(form.inputs[mapping.slots[0]], "x:0");
    }
}

TEST(OmConvolutionRule, GivesADepthwiseKernelAGroupPerChannel) {
    const OpDef conv = op("c", "DepthwiseConv2D", {"x:0", "w:0"},
                          {image({1, 32, 8, 8}), filter({32, 1, 3, 3})}, {image({1, 32, 8, 8})});
    EXPECT_EQ(shape_of<ConvolutionOp>(mapped(conv, {1})).groups, 32);
}

TEST(OmMatmulRule, ReadsExtentsThroughItsFlags) {
    OpDef product = op("m", "MatMulV2", {"a:0", "b:0", "c:0"},
                       {matrix(100, 20), matrix(30, 20), flat({30})}, {matrix(100, 30)});
    product.attributes.set("transpose_x2", true);
    const auto found = shape_of<MatmulOp>(mapped(product, {1, 2}));
    EXPECT_EQ(found.m, 100);
    EXPECT_EQ(found.n, 30);
    EXPECT_EQ(found.k, 20);
    EXPECT_TRUE(found.transpose_b);
    EXPECT_TRUE(found.bias);
    EXPECT_EQ(found.a_layout, Layout::kFractalNz);
}

TEST(OmMatmulRule, FindsLostFlagsInTheExtents) {
    const OpDef product =
        op("m", "BatchMatMulV2", {"a:0", "b:0"}, {flat({4, 12, 20, 100}), flat({4, 12, 20, 30})},
           {flat({4, 12, 100, 30})});
    const auto found = shape_of<MatmulOp>(mapped(product));
    EXPECT_TRUE(found.transpose_a);
    EXPECT_FALSE(found.transpose_b);
    EXPECT_EQ(found.batch, 48);
    EXPECT_EQ(found.k, 20);
    EXPECT_FALSE(found.b_shared);
}

TEST(OmMatmulRule, FoldsLeadingAxesIntoRowsWhenThereIsOneB) {
    const OpDef product = op("m", "MatMulV2", {"a:0", "b:0"}, {flat({4, 128, 64}), flat({64, 32})},
                             {flat({4, 2, 128, 16})});
    const auto found = shape_of<MatmulOp>(mapped(product, {1}));
    EXPECT_EQ(found.batch, 1);
    EXPECT_EQ(found.m, 512);
    EXPECT_EQ(found.n, 32);
    EXPECT_FALSE(found.b_shared);
}

TEST(OmMatmulRule, RefusesExtentsThatDoNotMultiply) {
    const OpDef product =
        op("m", "MatMulV2", {"a:0", "b:0"}, {flat({3, 4}), flat({5, 6})}, {flat({3, 6})});
    const Thrown thrown = thrown_by([&] { mapped(product); });
    EXPECT_EQ(thrown.code, ErrorCode::kMalformed);
    EXPECT_TRUE(thrown.mentions("operator 'm' (MatMulV2)")) << thrown.message;
}

TEST(OmElementwiseRule, TakesTheChainOfAFusedKernelFromItsName) {
    // A leaky relu as four operators: abs(x), times c, x times d, sum.
    OpDef fused = op("a", "Abs", {"x:0", "c:0", "x:0", "d:0"},
                     {image({1, 16, 4, 4}), flat({}), image({1, 16, 4, 4}), flat({})},
                     {image({1, 16, 4, 4})});
    fused.attributes.set("a_kernelname",
                         std::string("te_fused_op_abs_mul_mul_add_2bd7_0__kernel0"));
    const Mapping mapping = mapped(fused, {1, 3});
    const auto found = shape_of<ElementwiseOp>(mapping);
    EXPECT_EQ(mapping.slots, (std::vector<std::size_t>{0, 1, 3}));
    ASSERT_EQ(found.steps.size(), 4U);
    EXPECT_EQ(found.steps[0].op, VectorOp::kAbs);
    EXPECT_TRUE(found.steps[1].scalar);
    EXPECT_TRUE(found.steps[2].scalar);
    EXPECT_EQ(found.steps[3].op, VectorOp::kAdd);
    EXPECT_FALSE(found.steps[3].scalar);
    EXPECT_EQ(found.elements, 256);
    EXPECT_EQ(found.inner, 256);
}

TEST(OmElementwiseRule, DoesNotTakeAMatrixProductForAProduct) {
    OpDef fused = op("m", "MatMulV2", {}, {}, {});
    fused.attributes.set("_kernelname", std::string("te_fused_op_mat_mul_mul_0078_0__kernel0"));
    EXPECT_EQ(chain_of(fused), (std::vector<std::string>{"MatMul", "Mul"}));
}

TEST(OmElementwiseRule, SumsAnyNumberOfOperands) {
    const TensorDesc x = flat({8});
    const auto found = shape_of<ElementwiseOp>(
        mapped(op("s", "AddN", {"a:0", "b:0", "c:0", "d:0"}, {x, x, x, x}, {x})));
    EXPECT_EQ(found.inputs.size(), 4U);
    EXPECT_EQ(found.steps.size(), 3U);
}

TEST(OmElementwiseRule, CastsInTheWiderType) {
    const auto up = shape_of<ElementwiseOp>(
        mapped(op("c", "Cast", {"a:0"}, {flat({8})}, {flat({8}, DataType::kFloat)})));
    EXPECT_EQ(up.steps.at(0).op, VectorOp::kCast);
    EXPECT_EQ(up.steps.at(0).type, DataType::kFloat);
    EXPECT_EQ(up.outputs.at(0), DataType::kFloat);
}

TEST(OmFusedRule, StartsABatchNormAsANormWithStepsBehind) {
    OpDef fused =
        op("b", "AutomaticBufferFusionOp", {"x:0", "g:0", "h:0", "p:0"},
           {image({2, 24, 4, 5}), image({1, 24, 1, 1}), image({1, 24, 1, 1}), flat({1, 1, 1})},
           {image({2, 24, 4, 5})});
    fused.attributes.set("_datadump_original_op_types",
                         std::vector<std::string>{"BatchNorm", "PRelu"});
    const Mapping mapping = mapped(fused, {1, 2, 3});
    const auto found = shape_of<NormOp>(mapping);
    EXPECT_EQ(found.kind, NormKind::kBatchNorm);
    EXPECT_EQ(found.rows, 2 * 2);
    EXPECT_EQ(found.columns, 4 * 5 * 16);
    EXPECT_EQ(mapping.slots, (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(found.steps.size(), 2U);
}

TEST(OmPoolRule, PoolsTheWholeImageWhenItHasNoWindow) {
    const TensorDesc x = image({1, 16, 7, 9}), y = image({1, 16, 1, 1});
    const auto whole = shape_of<PoolOp>(mapped(op("p", "GlobalAveragePool", {"x:0"}, {x}, {y})));
    EXPECT_EQ(whole.kind, PoolKind::kAverage);
    EXPECT_EQ(whole.kernel_h, 7);
    EXPECT_EQ(whole.kernel_w, 9);
    OpDef pool = op("p", "MaxPoolV3", {"x:0"}, {x}, {image({1, 16, 3, 4})});
    pool.attributes.set("ksize", Shape64{1, 1, 2, 3});
    pool.attributes.set("strides", Shape64{1, 1, 2, 2});
    const auto window = shape_of<PoolOp>(mapped(pool));
    EXPECT_EQ(window.kind, PoolKind::kMax);
    EXPECT_EQ(window.kernel_h, 2);
    EXPECT_EQ(window.kernel_w, 3);
    EXPECT_EQ(window.stride_w, 2);
}

TEST(OmTransDataRule, SeesPixelsOfChannelsLastImagesAsRowsOfMatrices) {
    const TensorDesc nhwc = tensor({2, 7, 9, 20}, "NHWC", {2, 7, 9, 20}, "NHWC");
    const TensorDesc blocked = tensor({2, 2, 7, 9, 16}, "NC1HWC0", {2, 7, 9, 20}, "NHWC");
    const auto in = shape_of<TransDataOp>(mapped(op("t", "TransData", {"x:0"}, {nhwc}, {blocked})));
    EXPECT_EQ(in.from, Layout::kNd);
    EXPECT_EQ(in.to, Layout::kFractalNz);
    EXPECT_EQ(in.shape, (Shape64{2, 63, 20}));
    const auto out =
        shape_of<TransDataOp>(mapped(op("t", "TransData", {"x:0"}, {blocked}, {nhwc})));
    EXPECT_EQ(out.from, Layout::kFractalNz);
    EXPECT_EQ(out.to, Layout::kNd);
    EXPECT_EQ(out.shape, in.shape);
}

TEST(OmTransDataRule, KeepsNchwImagesAsImages) {
    const TensorDesc nchw = tensor({2, 20, 7, 9}, "NCHW", {2, 20, 7, 9}, "NCHW");
    const auto in = shape_of<TransDataOp>(
        mapped(op("t", "TransData", {"x:0"}, {nchw}, {image({2, 20, 7, 9})})));
    EXPECT_EQ(in.to, Layout::kNc1hwc0);
    EXPECT_EQ(in.shape, (Shape64{2, 20, 7, 9}));
}

TEST(OmTransposeRule, FindsAPermutationThatNoAttributeNames) {
    const auto found = shape_of<TransposeOp>(
        mapped(op("t", "Transpose", {"x:0"}, {flat({2, 3, 5})}, {flat({5, 2, 3})})));
    EXPECT_EQ(found.permutation, (Shape64{2, 0, 1}));
    EXPECT_EQ(thrown_by([] {
                  mapped(op("t", "Transpose", {"x:0"}, {flat({2, 3})}, {flat({5, 2})}));
              }).code,
              ErrorCode::kMalformed);
}

TEST(OmTransposeRule, RefusesAPermutationThatNamesAnAxisTwice) {
    OpDef transpose = op("t", "TransposeD", {"x:0"}, {flat({2, 2})}, {flat({2, 2})});
    transpose.attributes.set("perm", Shape64{1, 1});
    EXPECT_EQ(thrown_by([&] { mapped(transpose); }).code, ErrorCode::kMalformed);
}

TEST(OmConcatRule, CopiesWholeBlocksWhereChannelsAlignAndPixelsWhereTheyDoNot) {
    OpDef aligned = op("c", "ConcatD", {"a:0", "b:0"}, {image({2, 32, 4, 4}), image({2, 16, 4, 4})},
                       {image({2, 48, 4, 4})});
    aligned.attributes.set("concat_dim", std::int64_t{1});
    const auto blocks = shape_of<CopyOp>(mapped(aligned));
    EXPECT_EQ(blocks.pieces[0].rows, 2);
    EXPECT_EQ(blocks.pieces[0].row_bytes, 2 * 4 * 4 * 16 * 2);
    EXPECT_EQ(blocks.pieces[1].input, 1U);
    EXPECT_FALSE(blocks.pieces[1].strided_read);
    OpDef ragged = op("c", "ConcatD", {"a:0", "b:0"}, {image({1, 13, 4, 4}), image({1, 3, 4, 4})},
                      {image({1, 16, 4, 4})});
    ragged.attributes.set("concat_dim", std::int64_t{1});
    const auto pixels = shape_of<CopyOp>(mapped(ragged));
    EXPECT_EQ(pixels.pieces[0].rows, 16);
    EXPECT_EQ(pixels.pieces[0].row_bytes, 26);
    EXPECT_EQ(pixels.pieces[1].row_bytes, 6);
}

TEST(OmSplitRule, ReadsRowsOfTheWhole) {
    OpDef split = op("s", "SplitD", {"x:0"}, {flat({4, 6})}, {flat({4, 2}), flat({4, 4})});
    split.attributes.set("split_dim", std::int64_t{-1});
    const auto found = shape_of<CopyOp>(mapped(split));
    EXPECT_EQ(found.outputs, 2U);
    EXPECT_EQ(found.pieces[1].rows, 4);
    EXPECT_EQ(found.pieces[1].row_bytes, 8);
    EXPECT_TRUE(found.pieces[1].strided_read);
}

TEST(OmSliceRule, CopiesRowsInFrontOfTheInnermostCut) {
    const auto found = shape_of<CopyOp>(
        mapped(op("s", "StridedSliceD", {"x:0"}, {flat({2, 9, 5, 7})}, {flat({2, 3, 5, 7})})));
    EXPECT_EQ(found.pieces[0].rows, 2);
    EXPECT_EQ(found.pieces[0].row_bytes, 3 * 5 * 7 * 2);
}

TEST(OmPadRule, FillsWhatTheInputDoesNotCover) {
    const auto found =
        shape_of<CopyOp>(mapped(op("p", "PadV3D", {"x:0"}, {flat({2, 5, 7})}, {flat({2, 8, 7})})));
    ASSERT_EQ(found.pieces.size(), 2U);
    EXPECT_EQ(found.pieces[0].rows * found.pieces[0].row_bytes, 2 * 5 * 7 * 2);
    EXPECT_EQ(found.pieces[1].input, 1U);
    EXPECT_EQ(found.pieces[1].rows * found.pieces[1].row_bytes, 2 * 3 * 7 * 2);
}

TEST(OmReduceRule, ReducesNeighbouringAxesAtOnce) {
    OpDef reduce = op("r", "ReduceSumD", {"x:0"}, {flat({2, 3, 5, 7})}, {flat({2, 7})});
    reduce.attributes.set("axes", Shape64{1, -2});
    const auto found = shape_of<ReduceOp>(mapped(reduce));
    EXPECT_EQ(found.outer, 2);
    EXPECT_EQ(found.reduced, 15);
    EXPECT_EQ(found.inner, 7);
}

TEST(OmReduceRule, PoolsTheMeanOverPixels) {
    OpDef reduce = op("r", "ReduceMeanD", {"x:0"}, {image({2, 32, 7, 7})}, {image({2, 32, 1, 1})});
    reduce.attributes.set("axes", Shape64{2, 3});
    EXPECT_EQ(shape_of<PoolOp>(mapped(reduce)).kernel_w, 7);
}

TEST(OmNormRule, CountsParametersAndFindsTheSum) {
    const TensorDesc x = flat({4, 128, 768}), g = flat({768});
    const TensorDesc mean = flat({4, 128, 1}, DataType::kFloat);
    OpDef norm =
        op("n", "AddLayerNorm", {"x:0", "r:0", "g:0", "b:0"}, {x, x, g, g}, {x, mean, mean, x});
    const Mapping mapping = mapped(norm, {2, 3});
    const auto found = shape_of<NormOp>(mapping);
    EXPECT_TRUE(found.residual);
    EXPECT_TRUE(found.beta);
    EXPECT_EQ(found.rows, 512);
    EXPECT_EQ(found.columns, 768);
    EXPECT_EQ(mapping.results, (std::vector<std::size_t>{0, 3}));
}

TEST(OmGatherRule, ReadsARowForEachIndex) {
    const auto found = shape_of<GatherOp>(
        mapped(op("g", "GatherV2", {"t:0", "i:0"},
                  {flat({1000, 64}), flat({2, 8}, DataType::kInt32)}, {flat({2, 8, 64})})));
    EXPECT_EQ(found.picks, 16);
    EXPECT_EQ(found.row_bytes, 128);
    EXPECT_EQ(found.table_bytes, 128000);
}

TEST(OmAttentionRule, ReadsHeadsAndLengths) {
    OpDef attention =
        op("a", "PromptFlashAttention", {"q:0", "k:0", "v:0", "m:0"},
           {flat({2, 64, 256}), flat({2, 128, 128}), flat({2, 128, 128}), flat({2, 1, 64, 128})},
           {flat({2, 64, 256})});
    attention.attributes.set("num_heads", std::int64_t{8});
    attention.attributes.set("num_key_value_heads", std::int64_t{4});
    const auto found = shape_of<AttentionOp>(mapped(attention));
    EXPECT_EQ(found.head_dim, 32);
    EXPECT_EQ(found.value_dim, 32);
    EXPECT_EQ(found.kv_length, 128);
    EXPECT_TRUE(found.full_mask);
}

TEST(OmRules, RefuseAttributesBeyondAnyDevice) {
    OpDef conv = op("c", "Conv2D", {"x:0", "w:0"}, {image({1, 16, 8, 8}), filter({16, 16, 1, 1})},
                    {image({1, 16, 8, 8})});
    conv.attributes.set("groups", std::int64_t{1} << 40);
    EXPECT_EQ(thrown_by([&] { mapped(conv); }).code, ErrorCode::kMalformed);
    conv.attributes.set("groups", std::int64_t{0});
    EXPECT_EQ(thrown_by([&] { mapped(conv); }).code, ErrorCode::kMalformed);
}

TEST(OmRules, RefuseOpenAndImpossibleShapes) {
    const auto relu = [](TensorDesc desc) {
        return thrown_by([&] { mapped(op("r", "Relu", {"x:0"}, {desc}, {desc})); });
    };
    EXPECT_EQ(relu(flat({-1, 3})).code, ErrorCode::kUnsupported);
    EXPECT_EQ(relu(flat({-2})).code, ErrorCode::kUnsupported);
    EXPECT_EQ(relu(flat({-3})).code, ErrorCode::kMalformed);
    EXPECT_EQ(relu(flat({std::int64_t{1} << 40, std::int64_t{1} << 40})).code,
              ErrorCode::kMalformed);
    EXPECT_EQ(relu(tensor({1, 2, 3}, "NC1HWC0")).code, ErrorCode::kMalformed);
    EXPECT_EQ(relu(tensor({1, 2, 3}, "FRACTAL_NZ")).code, ErrorCode::kMalformed);
    EXPECT_EQ(relu(flat({2}, DataType::kUndefined)).code, ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace ascend::models::om
