// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <functional>

#include "models/lowering/lowering.h"
#include "tests/models/lowering/vector/plan_inspection.h"
#include "traces/error.h"

namespace ascend::models::testing {
namespace {

/// The message that a plan is refused with; fails the test when it is not, or for another reason.
std::string refusal(const std::function<void(const sim::SocSpec&)>& plan) {
    try {
        plan(soc_named("Ascend310P3"));
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "not refused";
    return "";
}

TEST(InvalidVectorOperator, AnExtentOfZeroIsNamed) {
    EXPECT_EQ(refusal([](const auto& soc) { plan_elementwise({}, soc); }),
              "element-wise operator: elements is 0, expected at least 1");
    EXPECT_EQ(refusal([](const auto& soc) {
                  plan_reduce({ReduceKind::kSum, 1, 0, 1, DataType::kFloat16, {}}, soc);
              }),
              "reduction: reduced extent is 0, expected at least 1");
    EXPECT_EQ(refusal([](const auto& soc) {
                  plan_softmax({-3, 4, 1, DataType::kFloat16, false}, soc);
              }),
              "softmax: outer extent is -3, expected at least 1");
    EXPECT_EQ(refusal([](const auto& soc) { plan_pool({}, soc); }),
              "pooling: channels is 0, expected at least 1");
    EXPECT_EQ(refusal([](const auto& soc) { plan_resize({}, soc); }),
              "resize: channels is 0, expected at least 1");
    EXPECT_EQ(refusal([](const auto& soc) { plan_gather({}, soc); }),
              "gather: number of picks is 0, expected at least 1");
    EXPECT_EQ(refusal([](const auto& soc) { plan_copy({}, soc); }),
              "copy: the number of pieces is 0, expected at least 1");
}

TEST(InvalidVectorOperator, ZeroIsRefusedAlsoInTheRest) {
    refusal([](const auto& soc) {
        NormOp op;
        op.columns = 0;
        plan_norm(op, soc);
    });
    refusal([](const auto& soc) { plan_transpose({{3, 0}, {1, 0}, DataType::kFloat16}, soc); });
    refusal([](const auto& soc) {
        TransDataOp op;
        op.shape = {1, 0, 2, 2};
        plan_trans_data(op, soc);
    });
    refusal([](const auto& soc) { plan_top_k({1, 8, 0, DataType::kFloat}, soc); });
    refusal([](const auto& soc) {
        plan_copy({{{0, 0, 1, 0, false, false}}, 1, 1, DataType::kFloat16}, soc);
    });
}

TEST(InvalidVectorOperator, ANonsensicalOperatorIsRefused) {
    EXPECT_EQ(refusal([](const auto& soc) {
                  plan_top_k({1, 8, 9, DataType::kFloat}, soc);
              }),
              "TopK: k is 9, expected at most the 8 columns");
    refusal([](const auto& soc) { plan_transpose({{2, 3}, {0, 0}, DataType::kFloat}, soc); });
    refusal([](const auto& soc) { plan_transpose({{2, 3}, {0}, DataType::kFloat}, soc); });
    refusal([](const auto& soc) {
        plan_copy({{{0, 1, 1, 8, false, false}}, 1, 1, DataType::kFloat16}, soc);
    });
    refusal([](const auto& soc) { plan_softmax({1, 8, 1, DataType::kUndefined, false}, soc); });
}

TEST(InvalidVectorOperator, AnOverflowingSizeIsRefused) {
    constexpr std::int64_t kHuge = std::int64_t{1} << 40;
    refusal([](const auto& soc) {
        plan_reduce({ReduceKind::kSum, kHuge, kHuge, kHuge, DataType::kFloat16, {}}, soc);
    });
    refusal([](const auto& soc) {
        plan_transpose({{kHuge, kHuge}, {1, 0}, DataType::kFloat16}, soc);
    });
}

TEST(InvalidVectorOperator, ATileBeyondTheUnifiedBufferIsRefused) {
    refusal([](const sim::SocSpec& soc) {
        sim::SocSpec tiny = soc;
        tiny.ai_core.ub = Bytes(512);
        ElementwiseOp op;
        op.elements = 1000;
        op.inputs = {{1000}};
        op.outputs = {DataType::kFloat16};
        plan_elementwise(op, tiny);
    });
    refusal([](const sim::SocSpec& soc) {
        sim::SocSpec none = soc;
        none.ai_core.ub = Bytes(0);
        plan_softmax({1, 8, 1, DataType::kFloat16, false}, none);
    });
}

}  // namespace
}  // namespace ascend::models::testing
