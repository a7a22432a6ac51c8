// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/ragged_rows.h"

#include <gtest/gtest.h>

#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"

namespace ascend::models {
namespace {

/// What transfers in one direction take beyond their bytes, and their rows, over all blocks.
struct Extra {
    std::int64_t cycles = 0, rows = 0;
};

void add_up(const std::vector<sim::Node>& body, bool loads, std::int64_t trips, Extra& sum) {
    for (const sim::Node& node : body) {
        if (const auto* loop = std::get_if<sim::Loop>(&node.op))
            add_up(loop->body, loads, trips * loop->trips, sum);
        const auto* step = std::get_if<sim::Step>(&node.op);
        if (step == nullptr || !step->access || sim::is_load(step->access->path) != loads) continue;
        sum.cycles += trips * step->cycles.count();
        sum.rows += trips * step->access->rows;
    }
}

Extra extra(const OperatorShape& op, bool loads, const std::string& soc = "Ascend310P3") {
    const auto plan = lower(op, "Test", *sim::load_soc(soc));
    Extra sum;
    for (const sim::BlockGroup& group : plan->groups)
        add_up(plan->programs[group.program].body, loads, group.blocks, sum);
    return sum;
}

TransDataOp to_plain(std::vector<std::int64_t> shape) {
    TransDataOp op;
    op.from = Layout::kNc1hwc0;
    op.to = Layout::kNd;
    op.from_type = op.to_type = DataType::kFloat16;
    op.shape = std::move(shape);
    return op;
}

TEST(RaggedRows, EachTakesAFixedTimeBesideItsBytes) {
    const TransDataOp op = to_plain({8, 128, 14, 14});
    const Extra stores = extra(op, false);
    EXPECT_EQ(stores.rows, 8 * 128);
    EXPECT_NEAR(static_cast<double>(stores.cycles), 8 * 128 * (70 + 392 / 32.0), 200);
    EXPECT_EQ(extra(op, true).cycles, 0) << "the blocked side has no ragged rows";
}

TEST(RaggedRows, TheSideThatIsPlainIsSlow) {
    TransDataOp op = to_plain({8, 128, 14, 14});
    std::swap(op.from, op.to);
    EXPECT_GT(extra(op, true).cycles, 8 * 128 * 70);
    EXPECT_EQ(extra(op, false).cycles, 0);
}

TEST(RaggedRows, RowsOfWholeBlocksAndImagesOfOnePixelAreNot) {
    EXPECT_EQ(extra(to_plain({8, 128, 28, 28}), false).cycles, 0);
    EXPECT_EQ(extra(to_plain({8, 1000, 1, 1}), false).cycles, 0);
}

TEST(RaggedRows, ATransposeOfRowsIsSlowOnBothSides) {
    TransposeOp op;
    op.shape = {8, 2, 116, 196};
    op.permutation = {0, 2, 1, 3};
    op.type = DataType::kFloat16;
    EXPECT_GE(extra(op, true).cycles, 8 * 232 * 70);
    EXPECT_GE(extra(op, false).cycles, 8 * 232 * 70);
    op.shape.back() = 192;
    EXPECT_EQ(extra(op, true).cycles + extra(op, false).cycles, 0);
}

TEST(RaggedRows, SplitChipsKeepTheirOwnFigures) {
    EXPECT_EQ(extra(to_plain({8, 128, 14, 14}), false, "Ascend910B2").cycles, 0);
}

}  // namespace
}  // namespace ascend::models
