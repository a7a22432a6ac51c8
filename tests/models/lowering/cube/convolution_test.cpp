// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/convolution.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "models/lowering/cube/block_program.h"
#include "models/lowering/cube/tiler.h"
#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/lowering/cube/cube_plan.h"

namespace ascend::models {
namespace {

using testing::expect_sound;
using testing::moved;

/// A square convolution with padding that keeps the extent (at stride 1).
ConvolutionOp convolution(std::int64_t c_in, std::int64_t c_out, std::int64_t extent,
                          std::int64_t kernel, std::int64_t stride = 1, std::int64_t batch = 1) {
    ConvolutionOp op;
    op.batch = batch;
    op.c_in = c_in;
    op.c_out = c_out;
    op.h_in = op.w_in = extent;
    op.h_out = op.w_out = (extent - 1) / stride + 1;
    op.kernel_h = op.kernel_w = kernel;
    op.stride_h = op.stride_w = stride;
    op.pad_top = op.pad_left = op.pad_bottom = op.pad_right = kernel / 2;
    return op;
}

std::vector<std::pair<std::string, ConvolutionOp>> every_form() {
    std::vector<std::pair<std::string, ConvolutionOp>> forms = {
        {"first layer", convolution(3, 64, 224, 7, 2)},
        {"1x1", convolution(256, 64, 56, 1)},
        {"1x1 strided", convolution(256, 512, 56, 1, 2)},
        {"3x3", convolution(64, 64, 56, 3)},
        {"3x3 batch", convolution(256, 256, 14, 3, 1, 16)},
        {"7x7 image", convolution(512, 512, 7, 3)},
        {"one pixel", convolution(2048, 1000, 1, 1, 1, 4)},
        {"large image", convolution(64, 64, 1080, 3)},
        {"wide row", convolution(512, 16, 700, 3)},
        {"patches", convolution(3, 768, 224, 16, 16)}};
    ConvolutionOp op = convolution(32, 64, 113, 3);
    op.dilation_h = op.dilation_w = 4;
    forms.emplace_back("dilated", op);
    op = convolution(128, 128, 28, 3, 1, 3);
    op.groups = 32;
    forms.emplace_back("grouped", op);
    op = convolution(58, 58, 28, 3, 2);
    op.groups = 58;
    forms.emplace_back("depthwise", op);
    op = convolution(3, 64, 224, 7, 2);
    op.small_channel = true;
    forms.emplace_back("small channel", op);
    op.aipp = true;
    forms.emplace_back("small channel from uint8", op);
    op = convolution(64, 32, 28, 4);
    op.transposed = true;
    op.stride_h = op.stride_w = 2;
    op.h_out = op.w_out = 56;
    forms.emplace_back("transposed", op);
    op = convolution(64, 256, 56, 1);
    op.bias = true;
    op.epilogue.residual = true;
    op.epilogue.steps = {{VectorOp::kAdd, DataType::kFloat16, false},
                         {VectorOp::kRelu, DataType::kFloat16, false}};
    forms.emplace_back("residual", op);
    op = convolution(32, 96, 112, 1);
    op.bias = true;
    op.epilogue.steps = {{VectorOp::kSigmoid, DataType::kFloat16, false},
                         {VectorOp::kMul, DataType::kFloat16, false}};
    forms.emplace_back("swish", op);
    op = convolution(16, 32, 1, 9);
    op.kernel_h = 1;
    op.w_in = op.w_out = 4000;
    forms.emplace_back("one dimension", op);
    op = convolution(64, 64, 56, 3);
    op.type = DataType::kInt8;
    op.out_type = DataType::kInt8;
    forms.emplace_back("int8", op);
    return forms;
}

TEST(PlanConvolution, IsSoundInEveryFormOnEverySoc) {
    for (const std::string& name : testing::all_socs()) {
        const auto soc = sim::load_soc(name);
        for (const auto& [form, op] : every_form()) {
            SCOPED_TRACE(name + " " + form);
            const sim::KernelPlan plan = plan_convolution(op, *soc);
            expect_sound(plan, *soc, op.type);
            const std::int64_t c0 = 32 * 8 / bits_of(op.out_type);
            EXPECT_EQ(
                testing::output_bytes(plan),
                bytes_of(op.out_type, op.batch * round_up(op.c_out, c0) * op.h_out * op.w_out));
        }
    }
}

TEST(PlanConvolution, LoadsHaloRowsAgainButNoMore) {
    const auto soc = sim::load_soc("Ascend310P3");
    const ConvolutionOp op = convolution(16, 16, 224, 3);
    const sim::KernelPlan plan = plan_convolution(op, *soc);
    const std::int64_t image = 224 * 224 * 32;
    EXPECT_GE(moved(plan, 0), Bytes(image));
    EXPECT_LE(moved(plan, 0), Bytes(image * 2));
}

TEST(PlanConvolution, OneByOneHasNoHalo) {
    const auto soc = sim::load_soc("Ascend310P3");
    const sim::KernelPlan plan = plan_convolution(convolution(64, 16, 56, 1), *soc);
    EXPECT_EQ(moved(plan, 0), Bytes(56 * 56 * 64 * 2));
}

TEST(PlanConvolution, SmallChannelLoadsAndMultipliesAQuarter) {
    const auto soc = sim::load_soc("Ascend310P3");
    ConvolutionOp op = convolution(3, 64, 224, 7, 2);
    const sim::KernelPlan padded = plan_convolution(op, *soc);
    op.small_channel = true;
    const sim::KernelPlan small = plan_convolution(op, *soc);
    EXPECT_EQ(padded.operands[0].bytes, small.operands[0].bytes * 4);
    EXPECT_EQ(cube::convolution_problem(op).k, 208);  // ceil(49 * 4 / 16) * 16
    EXPECT_LT(3 * testing::busy(small, *soc, sim::Pipe::kCube),
              testing::busy(padded, *soc, sim::Pipe::kCube));
}

TEST(PlanConvolution, AippLoadsThreeBytesAPixel) {
    const auto soc = sim::load_soc("Ascend310P3");
    ConvolutionOp op = convolution(3, 64, 224, 7, 2);
    op.aipp = true;
    EXPECT_EQ(plan_convolution(op, *soc).operands[0].bytes, Bytes(224 * 224 * 3));
}

TEST(PlanConvolution, DepthwiseMultipliesDiagonalBlocks) {
    ConvolutionOp op = convolution(64, 64, 56, 3);
    op.groups = 64;
    const cube::CubeProblem problem = cube::convolution_problem(op);
    EXPECT_EQ(problem.groups, 4);
    EXPECT_EQ(problem.k, 9 * 16);
    EXPECT_EQ(problem.n, 16);
    EXPECT_EQ(problem.flops, 2 * 56 * 56 * 9 * 64);
}

TEST(PlanConvolution, GroupsArePackedUntilFractalsAreFull) {
    ConvolutionOp op = convolution(128, 128, 56, 3);
    op.groups = 32;  // 4 channels each
    const cube::CubeProblem problem = cube::convolution_problem(op);
    EXPECT_EQ(problem.groups, 8);
    EXPECT_EQ(problem.n, 16);
    EXPECT_EQ(problem.k, 9 * 16);
    op.groups = 4;  // 32 channels each: already full
    EXPECT_EQ(cube::convolution_problem(op).groups, 4);
    EXPECT_EQ(cube::convolution_problem(op).n, 32);
}

TEST(PlanConvolution, StridedKernelDoesNotCountPixelsItSkips) {
    const auto soc = sim::load_soc("Ascend310P3");
    ConvolutionOp op = convolution(16, 16, 57, 1, 4);
    op.h_in = op.w_in = 60;
    op.h_out = op.w_out = 15;
    const sim::KernelPlan plan = plan_convolution(op, *soc);
    EXPECT_EQ(plan.operands[0].bytes, Bytes(57 * 60 * 32));
}

TEST(PlanConvolution, TransposedCountsWorkOfItsInput) {
    ConvolutionOp op = convolution(64, 32, 28, 2);
    op.transposed = true;
    op.stride_h = op.stride_w = 2;
    op.h_out = op.w_out = 56;
    const cube::CubeProblem problem = cube::convolution_problem(op);
    EXPECT_EQ(problem.flops, 2 * 28 * 28 * 4 * 64 * 32);
    EXPECT_EQ(problem.m, 56 * 56);
    EXPECT_EQ(problem.k, 4 * 64);
}

// The tiler expects first touches to miss L2, this comparison plays hits only: a tiling that is the
// best for one may be a little off for the other.
TEST(PlanConvolution, ABatchCostsAboutAsMuchAsItsImagesOrLess) {
    for (const char* name : {"Ascend310", "Ascend310P3", "Ascend910B2"}) {
        const auto soc = sim::load_soc(name);
        for (const auto& [form, op] : every_form()) {
            if (op.batch != 1) continue;
            ConvolutionOp many = op;
            many.batch = 16;
            const auto one = testing::slowest(plan_convolution(op, *soc), *soc).total;
            const auto all = testing::slowest(plan_convolution(many, *soc), *soc).total;
            EXPECT_LE(all * 4, one * 16 * 5) << name << " " << form;
            EXPECT_GE(all, one) << name << " " << form;
        }
    }
}

TEST(PlanConvolution, PlayingTilingsBeatsTheBestEstimate) {
    const auto soc = sim::load_soc("Ascend310P3");
    const ConvolutionOp op = convolution(256, 256, 14, 3, 1, 8);
    const cube::CubeProblem problem = cube::convolution_problem(op);
    const cube::CubeTiling estimated =
        cube::choose_cube_tiling(problem, *soc, {.a_parts_of_slice = false});
    const auto by_estimate = testing::slowest(cube::build_plan(problem, estimated, *soc), *soc);
    const auto played = testing::slowest(plan_convolution(op, *soc), *soc);
    EXPECT_LT(played.total, by_estimate.total);
}

TEST(PromisingTilings, AreDistinctAndAsManyAsAskedForAtMost) {
    const auto soc = sim::load_soc("Ascend310P3");
    const cube::CubeProblem problem = cube::convolution_problem(convolution(256, 256, 14, 3, 1, 8));
    const cube::TilingFreedom freedom{.a_parts_of_slice = false};
    const auto few = cube::promising_cube_tilings(problem, *soc, freedom, 3);
    const auto many = cube::promising_cube_tilings(problem, *soc, freedom, 24);
    ASSERT_EQ(few.size(), 3U);
    EXPECT_EQ(many.size(), 24U);
    for (std::size_t i = 0; i < few.size(); ++i) {
        EXPECT_EQ(few[i].blocks, many[i].blocks);
        EXPECT_EQ(few[i].m_l0, many[i].m_l0);
        EXPECT_EQ(few[i].k_bl1, many[i].k_bl1);
    }
    EXPECT_NO_THROW(cube::build_plan(problem, many.back(), *soc));
}

TEST(PlanConvolution, ABlockLoadsItsBiasOnce) {
    const auto soc = sim::load_soc("Ascend310B1");
    ConvolutionOp op = convolution(64, 256, 56, 1, 1, 8);
    op.bias = true;
    EXPECT_EQ(moved(plan_convolution(op, *soc), 2), Bytes(256 * 2));
}

TEST(PlanConvolution, ReluRidesOnTheWayFromL0cToUb) {
    const auto soc = sim::load_soc("Ascend310P3");
    ConvolutionOp op = convolution(64, 256, 56, 1);
    const auto vector = [&] {
        return testing::busy(plan_convolution(op, *soc), *soc, sim::Pipe::kVector);
    };
    const std::int64_t plain = vector();
    op.epilogue.steps = {{VectorOp::kRelu}};
    EXPECT_EQ(vector(), plain);
    op.epilogue.steps = {{VectorOp::kAdd}, {VectorOp::kRelu}};
    op.epilogue.residual = true;
    EXPECT_GT(vector(), plain);
}

TEST(PlanConvolution, SpreadsALayerOverTheCores) {
    const auto soc = sim::load_soc("Ascend310P3");
    for (const auto& op : {convolution(64, 64, 56, 3), convolution(512, 512, 7, 3),
                           convolution(256, 256, 14, 3, 1, 8)}) {
        EXPECT_GE(plan_convolution(op, *soc).block_dim(), 7U);
    }
}

std::int64_t cycles_as(KernelKind kind, const ConvolutionOp& op, const sim::SocSpec& soc) {
    return testing::slowest(plan_convolution(op, soc, kind), soc).total.count();
}

TEST(NchwConvolution, ALibraryKernelWaitsForItsImage) {
    const auto soc = sim::load_soc("Ascend950PR_9589");
    const ConvolutionOp op = convolution(128, 32, 64, 3, 1, 4);
    const double rate = soc->ai_core.written.nchw_bytes_per_cycle;
    ASSERT_GT(rate, 0);
    const double image = 2.0 * 4 * 128 * 64 * 64;
    const double least = image / rate / static_cast<double>(soc->ai_core.count);
    const auto library = static_cast<double>(cycles_as(KernelKind::kLibrary, op, *soc));
    EXPECT_GE(library, least);
    EXPECT_LE(library, 2 * least);
    EXPECT_LT(static_cast<double>(cycles_as(KernelKind::kCompiled, op, *soc)), least);
}

TEST(NchwConvolution, OnePixelIsAMatrixProductUnlessItIsStrided) {
    const auto soc = sim::load_soc("Ascend950PR_9589");
    const ConvolutionOp plain = convolution(128, 32, 64, 1);
    EXPECT_EQ(cycles_as(KernelKind::kLibrary, plain, *soc),
              cycles_as(KernelKind::kCompiled, plain, *soc));
    const ConvolutionOp strided = convolution(128, 32, 64, 1, 2);
    EXPECT_GT(cycles_as(KernelKind::kLibrary, strided, *soc),
              cycles_as(KernelKind::kCompiled, strided, *soc));
}

TEST(NchwConvolution, EachRowOfGroupedWeightsIsLaidAmongZeros) {
    const auto cheap = sim::load_soc("Ascend950PR_9589", {"ai_core.written.group_weight_cycles=0"});
    const auto dear =
        sim::load_soc("Ascend950PR_9589", {"ai_core.written.group_weight_cycles=100"});
    ConvolutionOp op = convolution(16, 16, 8, 3);
    EXPECT_EQ(cycles_as(KernelKind::kLibrary, op, *dear),
              cycles_as(KernelKind::kLibrary, op, *cheap));
    op.groups = 16;
    // One pack of 16 channels: 3 x 3 x 16 rows, beside which all else is short.
    EXPECT_GE(cycles_as(KernelKind::kLibrary, op, *dear), 3 * 3 * 16 * 100);
    EXPECT_LT(cycles_as(KernelKind::kLibrary, op, *cheap), 3 * 3 * 16 * 100);
}

TEST(NchwConvolution, ChangesNothingWhereLayoutsHaveKernelsOfTheirOwn) {
    const auto soc = sim::load_soc("Ascend910B2");
    ConvolutionOp op = convolution(64, 64, 28, 3);
    op.groups = 64;
    EXPECT_EQ(cycles_as(KernelKind::kLibrary, op, *soc),
              cycles_as(KernelKind::kCompiled, op, *soc));
}

}  // namespace
}  // namespace ascend::models
