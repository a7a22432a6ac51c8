// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>

#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/lowering/cube/cube_plan.h"

/// Laws that hold for any shape, tried on shapes nobody thought of. The generator is seeded: every
/// run sees the same ones.
namespace ascend::models {
namespace {

constexpr int kShapesPerSoc = 60;

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::int64_t up_to(std::int64_t most) {
        return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most)) + 1;
    }
    /// Small extents as often as large ones.
    std::int64_t extent(int most_bits) { return up_to(std::int64_t{1} << up_to(most_bits)); }
    bool coin() { return engine_() % 2 == 0; }

  private:
    std::mt19937_64 engine_;
};

std::vector<VectorStep> random_steps(Dice& dice) {
    if (dice.coin()) return {};
    if (dice.coin()) return {{VectorOp::kRelu, DataType::kFloat16, false}};
    return {{VectorOp::kSigmoid, DataType::kFloat16, false}};
}

MatmulOp random_matmul(Dice& dice) {
    constexpr std::array kLayouts = {Layout::kNd, Layout::kFractalNz, Layout::kFractalZ};
    MatmulOp op;
    op.m = dice.extent(13);
    op.n = dice.extent(13);
    op.k = dice.extent(13);
    op.batch = dice.coin() ? 1 : dice.extent(6);
    op.b_shared = dice.coin();
    op.transpose_a = dice.coin();
    op.transpose_b = dice.coin();
    op.b_layout = kLayouts[static_cast<std::size_t>(dice.up_to(3) - 1)];
    op.a_layout = dice.coin() ? Layout::kNd : Layout::kFractalNz;
    op.c_layout = dice.coin() ? Layout::kNd : Layout::kFractalNz;
    op.bias = dice.coin();
    op.epilogue.steps = random_steps(dice);
    op.epilogue.residual = dice.coin();
    return op;
}

ConvolutionOp random_convolution(Dice& dice) {
    ConvolutionOp op;
    op.batch = dice.coin() ? 1 : dice.extent(5);
    op.groups = dice.coin() ? 1 : dice.extent(6);
    op.c_in = op.groups * dice.extent(op.groups > 1 ? 4 : 9);
    op.c_out = op.groups * dice.extent(op.groups > 1 ? 4 : 9);
    op.kernel_h = dice.extent(3);
    op.kernel_w = dice.extent(3);
    op.stride_h = dice.up_to(3);
    op.stride_w = dice.up_to(3);
    op.dilation_h = dice.coin() ? 1 : dice.up_to(4);
    op.dilation_w = dice.coin() ? 1 : dice.up_to(4);
    op.h_out = dice.extent(7);
    op.w_out = dice.extent(8);
    op.h_in = (op.h_out - 1) * op.stride_h + (op.kernel_h - 1) * op.dilation_h + 1;
    op.w_in = (op.w_out - 1) * op.stride_w + (op.kernel_w - 1) * op.dilation_w + 1;
    op.bias = dice.coin();
    op.epilogue.steps = random_steps(dice);
    op.epilogue.residual = dice.coin();
    return op;
}

TEST(RandomShapes, MatmulsAreSoundOnEverySoc) {
    for (const std::string& name : testing::all_socs()) {
        const auto soc = sim::load_soc(name);
        Dice dice(1);
        for (int i = 0; i < kShapesPerSoc; ++i) {
            const MatmulOp op = random_matmul(dice);
            SCOPED_TRACE(::testing::Message() << name << " #" << i << " batch " << op.batch << " m "
                                              << op.m << " n " << op.n << " k " << op.k);
            testing::expect_sound(plan_matmul(op, choose_tiling(op, *soc), *soc), *soc, op.a_type);
        }
    }
}

TEST(RandomShapes, ConvolutionsAreSoundOnEverySoc) {
    for (const std::string& name : testing::all_socs()) {
        const auto soc = sim::load_soc(name);
        Dice dice(2);
        for (int i = 0; i < kShapesPerSoc; ++i) {
            const ConvolutionOp op = random_convolution(dice);
            SCOPED_TRACE(::testing::Message() << name << " #" << i << " [" << op.batch << ","
                                              << op.c_in << "," << op.h_in << "," << op.w_in
                                              << "] to " << op.c_out << ", groups " << op.groups);
            const sim::KernelPlan plan = plan_convolution(op, *soc);
            testing::expect_sound(plan, *soc, op.type);
            EXPECT_GE(testing::output_bytes(plan),
                      Bytes(2 * op.batch * op.c_out * op.h_out * op.w_out));
        }
    }
}

TEST(RandomShapes, EqualInputsGiveEqualPlans) {
    const auto soc = sim::load_soc("Ascend310P3");
    Dice dice(3);
    for (int i = 0; i < 50; ++i) {
        const ConvolutionOp op = random_convolution(dice);
        const auto once = testing::slowest(plan_convolution(op, *soc), *soc);
        const auto again = testing::slowest(plan_convolution(op, *soc), *soc);
        EXPECT_EQ(once.total, again.total);
        EXPECT_EQ(once.busy, again.busy);
    }
}

}  // namespace
}  // namespace ascend::models
