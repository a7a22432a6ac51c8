// SPDX-License-Identifier: Apache-2.0
#include "tests/models/lowering/vector/plan_examples.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "models/lowering/lowering.h"

namespace ascend::models::testing {
namespace {

constexpr DataType kTypes[] = {DataType::kFloat16, DataType::kFloat};
constexpr std::int64_t kSizes[] = {1, 2, 31, 257, 8191, 131071, 1 << 20, 50'000'017};

template <class Op>
PlanExample example(std::string name, sim::KernelPlan (*plan)(const Op&, const sim::SocSpec&),
                    Op op) {
    return {std::move(name), [plan, op](const sim::SocSpec& soc) { return plan(op, soc); }};
}

void add_elementwise(std::vector<PlanExample>& all) {
    for (const DataType type : {DataType::kFloat16, DataType::kFloat, DataType::kInt64,
                                DataType::kBool, DataType::kBf16}) {
        for (const std::int64_t elements : kSizes) {
            ElementwiseOp op;
            op.elements = elements;
            op.inputs = {{elements, type}, {elements, type}};
            op.outputs = {type};
            op.steps = {{VectorOp::kAdd, type}};
            all.push_back(
                example(fmt::format("add {} {}", name_of(type), elements), plan_elementwise, op));
            op.inputs[1].elements = 1;
            op.steps = {{VectorOp::kMul, type, true}, {VectorOp::kErf, type}};
            all.push_back(example(fmt::format("mul erf {} {}", name_of(type), elements),
                                  plan_elementwise, op));
        }
    }
    for (const std::int64_t columns : {3, 64, 4096, 100'003}) {
        ElementwiseOp op;
        op.elements = 1021 * columns;
        op.inner = columns;
        op.inputs = {{op.elements}, {columns}, {1021, DataType::kFloat16, true}};
        op.outputs = {DataType::kFloat16, DataType::kFloat};
        op.steps = {{VectorOp::kAdd}, {VectorOp::kMul}};
        all.push_back(example(fmt::format("broadcast {}", columns), plan_elementwise, op));
    }
    ElementwiseOp gated;
    gated.elements = 4096 * 1001;
    gated.inputs = {{gated.elements}, {gated.elements}};
    gated.outputs = {DataType::kFloat16};
    gated.steps = {{VectorOp::kSigmoid}, {VectorOp::kMul}, {VectorOp::kMul}};
    gated.gated = true;
    all.push_back(example("gated", plan_elementwise, gated));
    ElementwiseOp thinned;  // a strided slice: every seventh element of its input
    thinned.elements = 1'000'003;
    thinned.inputs = {{7 * thinned.elements}};
    thinned.outputs = {DataType::kFloat16};
    thinned.steps = {{VectorOp::kCopy}};
    all.push_back(example("strided slice", plan_elementwise, thinned));
    ElementwiseOp fill;
    fill.elements = 4097;
    fill.outputs = {DataType::kInt32};
    fill.steps = {{VectorOp::kCopy, DataType::kInt32, true}};
    all.push_back(example("fill", plan_elementwise, fill));
}

constexpr std::int64_t kAxisShapes[][3] = {
    {1, 1, 1},      {1, 1'000'003, 1}, {4096, 768, 1},  {7, 300'007, 1}, {100'003, 2, 1},
    {1, 4096, 7},   {8, 49, 2048},     {16, 3, 65'537}, {2, 5000, 640},  {1, 1, 50'021},
    {8192, 49, 16}, {3, 84, 8400},     {1, 65'537, 64}};

void add_reductions(std::vector<PlanExample>& all) {
    for (const auto& shape : kAxisShapes) {
        for (const ReduceKind kind : {ReduceKind::kSum, ReduceKind::kMean, ReduceKind::kMax,
                                      ReduceKind::kProd, ReduceKind::kL2, ReduceKind::kArgMax}) {
            for (const DataType type : kTypes) {
                ReduceOp op{kind, shape[0], shape[1], shape[2], type, {}};
                if (kind == ReduceKind::kMean) op.steps = {{VectorOp::kMul, type}};
                all.push_back(example(fmt::format("reduce {} {} {}", static_cast<int>(kind),
                                                  fmt::join(shape, "x"), name_of(type)),
                                      plan_reduce, op));
            }
        }
    }
}

void add_softmaxes(std::vector<PlanExample>& all) {
    for (const auto& shape : kAxisShapes) {
        for (const DataType type : kTypes) {
            const SoftmaxOp op{shape[0], shape[1], shape[2], type, shape[0] % 2 == 0};
            all.push_back(
                example(fmt::format("softmax {} {}", fmt::join(shape, "x"), name_of(type)),
                        plan_softmax, op));
        }
    }
}

void add_norms(std::vector<PlanExample>& all) {
    constexpr std::int64_t kShapes[][2] = {{1, 1},      {384, 768},  {4096, 12'288}, {3, 1'000'003},
                                           {65'536, 8}, {197, 1023}, {32, 40'960}};
    for (const NormKind kind : {NormKind::kLayerNorm, NormKind::kRmsNorm, NormKind::kGroupNorm,
                                NormKind::kInstanceNorm, NormKind::kBatchNorm}) {
        for (const auto& shape : kShapes) {
            for (const DataType type : kTypes) {
                NormOp op{kind, shape[0], shape[1], type, true, true, false, {}};
                all.push_back(example(fmt::format("norm {} {} {}", static_cast<int>(kind),
                                                  fmt::join(shape, "x"), name_of(type)),
                                      plan_norm, op));
                op.steps = {{VectorOp::kRound, DataType::kFloat},
                            {VectorOp::kCast, DataType::kInt8}};
                all.push_back(example(fmt::format("quantised {} {} {}", static_cast<int>(kind),
                                                  fmt::join(shape, "x"), name_of(type)),
                                      plan_norm, op));
                op.residual = true;
                op.beta = false;
                op.steps = {{VectorOp::kRelu, type}};
                all.push_back(example(fmt::format("residual norm {} {} {}", static_cast<int>(kind),
                                                  fmt::join(shape, "x"), name_of(type)),
                                      plan_norm, op));
            }
        }
    }
}

void add_images(std::vector<PlanExample>& all) {
    const PoolOp pools[] = {
        {PoolKind::kMax, 8, 64, 112, 112, 56, 56, 3, 3, 2, 2},
        {PoolKind::kMax, 1, 512, 20, 20, 20, 20, 13, 13, 1, 1},
        {PoolKind::kAverage, 3, 17, 31, 29, 15, 14, 2, 2, 2, 2},
        {PoolKind::kAverage, 16, 2048, 7, 7, 1, 1, 7, 7, 1, 1},
        {PoolKind::kMax, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {PoolKind::kAverage, 1, 3, 1080, 8191, 540, 4095, 3, 3, 2, 2},
        {PoolKind::kMax, 2, 16, 512, 512, 1, 1, 512, 512, 1, 1},
        {PoolKind::kMax, 1, 32, 64, 64, 9, 9, 1, 1, 7, 7},
        {PoolKind::kAverage, 1, 32, 400, 500, 2, 2, 200, 250, 200, 250},
    };
    for (PoolOp op : pools) {
        for (const DataType type : kTypes) {
            op.type = type;
            all.push_back(
                example(fmt::format("pool {}x{}x{}x{} kernel {} {}", op.batch, op.channels, op.h_in,
                                    op.w_in, op.kernel_h, name_of(type)),
                        plan_pool, op));
        }
    }
    for (const bool linear : {false, true}) {
        for (const bool cubic : {false, true}) {
            for (const auto& [in, out] :
                 {std::pair{1, 1}, {20, 40}, {13, 416}, {1080, 7}, {769, 1537}, {8000, 8001}}) {
                const ResizeOp op{2, 35, in, in, out, out, linear, cubic, DataType::kFloat16};
                all.push_back(example(fmt::format("resize {} {} {}->{}", linear, cubic, in, out),
                                      plan_resize, op));
            }
        }
    }
}

void add_rearrangements(std::vector<PlanExample>& all) {
    const std::pair<std::vector<std::int64_t>, std::vector<std::int64_t>> transposes[] = {
        {{1}, {0}},
        {{}, {}},
        {{2048, 2048}, {1, 0}},
        {{1, 384, 12, 64}, {0, 2, 1, 3}},
        {{8, 2, 128, 400}, {0, 2, 1, 3}},
        {{100'003, 3}, {1, 0}},
        {{3, 100'003}, {1, 0}},
        {{5, 7, 11, 13}, {3, 1, 2, 0}},
        {{4, 3, 2, 17, 80, 80}, {0, 3, 4, 5, 1, 2}},
        {{65'536, 2, 2}, {0, 2, 1}},
        {{16, 1, 197, 1, 768}, {4, 3, 2, 1, 0}},
        {{2, 1'000'003, 2}, {1, 0, 2}},
    };
    for (const auto& [shape, permutation] : transposes) {
        for (const DataType type :
             {DataType::kFloat16, DataType::kFloat, DataType::kInt64, DataType::kInt8}) {
            all.push_back(example(fmt::format("transpose {} {} {}", fmt::join(shape, "x"),
                                              fmt::join(permutation, ","), name_of(type)),
                                  plan_transpose, TransposeOp{shape, permutation, type}));
        }
    }
    const std::vector<std::int64_t> shapes[] = {
        {1},        {8, 3, 224, 224},    {1, 1000},   {32, 384, 13, 13}, {256, 384, 3, 3},
        {12, 7, 5}, {4096, 5, 7, 11, 2}, {4096, 4097}};
    constexpr Layout kLayouts[] = {Layout::kNd, Layout::kNc1hwc0, Layout::kFractalNz,
                                   Layout::kFractalZ};
    for (const std::vector<std::int64_t>& shape : shapes) {
        for (const Layout from : kLayouts) {
            for (const Layout to : kLayouts) {
                all.push_back(
                    example(fmt::format("TransData {} {}->{}", fmt::join(shape, "x"),
                                        static_cast<int>(from), static_cast<int>(to)),
                            plan_trans_data,
                            TransDataOp{from, to, shape, DataType::kFloat, DataType::kFloat16}));
            }
        }
    }
}

void add_copies(std::vector<PlanExample>& all) {
    all.push_back(example("slice", plan_copy,
                          CopyOp{{{0, 0, 4096, 96, true, false}}, 1, 1, DataType::kFloat16}));
    all.push_back(example("concat of channels", plan_copy,
                          CopyOp{{{0, 0, 1021, 130, false, true}, {1, 0, 1021, 6, false, true}},
                                 2,
                                 1,
                                 DataType::kFloat16}));
    all.push_back(example(
        "split", plan_copy,
        CopyOp{
            {{0, 0, 77, 2, true, false}, {0, 1, 77, 14, true, false}}, 1, 2, DataType::kFloat16}));
    all.push_back(example("pad", plan_copy,
                          CopyOp{{{1, 0, 224, 6, false, true}, {0, 0, 224, 448, false, true}},
                                 1,
                                 1,
                                 DataType::kFloat16}));
    all.push_back(example("one byte", plan_copy,
                          CopyOp{{{0, 0, 1, 1, false, false}}, 1, 1, DataType::kInt8}));
    all.push_back(example("long rows", plan_copy,
                          CopyOp{{{0, 0, 5, 10'000'019, true, true}}, 1, 1, DataType::kInt8}));
    for (const bool scatter : {false, true}) {
        for (const auto& [picks, row] :
             {std::pair{1, 1}, {384, 1536}, {50'021, 4}, {3, 3'000'017}, {100'003, 14}}) {
            for (const std::int64_t table : {std::int64_t{1000}, std::int64_t{93'763'584}}) {
                all.push_back(
                    example(fmt::format("gather {} of {} from {} {}", picks, row, table, scatter),
                            plan_gather, GatherOp{picks, row, table, DataType::kInt64, scatter}));
            }
        }
    }
    for (const auto& [rows, columns, k] : {std::tuple{1, 1, 1},
                                           {32, 1000, 5},
                                           {4800, 1024, 1024},
                                           {1, 1'000'003, 300},
                                           {3, 500'009, 500'009},
                                           {1, 131'072, 131'072},
                                           {8400, 80, 1}}) {
        for (const DataType type : kTypes) {
            all.push_back(
                example(fmt::format("top {} of {}x{} {}", k, rows, columns, name_of(type)),
                        plan_top_k, TopKOp{rows, columns, k, type}));
        }
    }
}

}  // namespace

std::vector<PlanExample> plan_examples() {
    std::vector<PlanExample> all;
    add_elementwise(all);
    add_reductions(all);
    add_softmaxes(all);
    add_norms(all);
    add_images(all);
    add_rearrangements(all);
    add_copies(all);
    return all;
}

}  // namespace ascend::models::testing
