// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/matmul.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/lowering/cube/block_program.h"
#include "models/lowering/cube/matmul_tuner.h"
#include "models/lowering/cube/tiler.h"
#include "traces/error.h"

namespace ascend::models {
namespace cube {
namespace {

bool is_8_bit(DataType t) {
    return t == DataType::kInt8 || t == DataType::kUint8;
}

/// Weights of eight bits beside activations of sixteen: they are widened before they are
/// multiplied.
bool widens(const MatmulOp& op) {
    const bool floats = op.a_type == DataType::kFloat16 || op.a_type == DataType::kBf16;
    return floats && op.b_type == DataType::kInt8;
}

/// Two 8-bit types multiply with each other; all others only with themselves.
bool multiply_together(DataType a, DataType b) {
    return a == b || (is_8_bit(a) && is_8_bit(b));
}

void check(const MatmulOp& op) {
    if (std::min({op.batch, op.m, op.n, op.k}) <= 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("MatMul of batch {}, m {}, n {}, k {}: every extent must be at "
                                "least 1",
                                op.batch, op.m, op.n, op.k));
    }
    if (!multiply_together(op.a_type, op.b_type) && !widens(op)) {
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("MatMul of {} and {}: the cube multiplies two operands of one type",
                                name_of(op.a_type), name_of(op.b_type)));
    }
}

std::int64_t whole_or(std::int64_t recorded, std::int64_t slice) {
    return recorded > 0 ? recorded : slice;
}

}  // namespace

CubeProblem matmul_problem(const MatmulOp& op) {
    check(op);
    CubeProblem p;
    p.type = op.batch > 1 ? "BatchMatMulV2" : "MatMulV2";
    (op.b_shared ? p.batch : p.groups) = op.batch;
    p.m = op.m;
    p.n = op.n;
    p.k = op.k;
    p.k_unit = c0_of(op.a_type);
    p.n_unit = op.c_layout == Layout::kNd ? 16 : std::max<std::int64_t>(16, c0_of(op.c_type));
    p.data_type = op.a_type;
    p.hf32 = op.hf32;
    p.a = std::make_shared<MatrixSource>(
        MatrixLayout{0, op.a_layout, op.a_type, op.m, op.k, op.transpose_a});
    p.b = std::make_shared<MatrixSource>(MatrixLayout{
        1, op.b_layout, widens(op) ? op.a_type : op.b_type, op.k, op.n, op.transpose_b});
    if (widens(op)) {
        p.narrow_b = std::make_shared<MatrixSource>(
            MatrixLayout{1, op.b_layout, op.b_type, op.k, op.n, op.transpose_b});
    }
    p.output = {op.c_layout, op.c_type, op.m, op.n};
    p.bias = op.bias;
    p.epilogue = op.epilogue;
    p.flops = 2 * op.batch * op.m * op.n * op.k;
    return p;
}

CubeTiling to_cube_tiling(const CubeProblem& p, const MatmulTiling& r) {
    CubeTiling t;
    t.blocks = {.groups = p.groups > 1 ? r.block_batch : 1,
                .batch = p.groups > 1 ? 1 : r.block_batch,
                .m = r.block_m,
                .n = r.block_n,
                .k = r.block_k};
    if (std::min({t.blocks.groups, t.blocks.batch, t.blocks.m, t.blocks.n, t.blocks.k}) <= 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{} over {} x {} x {} x {} blocks: every count must be at least 1",
                                p.type, r.block_batch, r.block_m, r.block_n, r.block_k));
    }
    const Slice s = interior_slice(p, t);
    t.m_l0 = whole_or(r.m_l0, s.m);
    t.n_l0 = whole_or(r.n_l0, s.n);
    t.k_l0 = whole_or(r.k_l0, s.k);
    t.k_al1 = whole_or(r.k_al1, s.k);
    t.k_bl1 = whole_or(r.k_bl1, s.k);
    t.m_l1 = r.k_al1 > 0 ? t.m_l0 : s.m;
    t.n_l1 = r.k_bl1 > 0 ? t.n_l0 : s.n;
    t.double_al1 = r.double_al1;
    t.double_bl1 = r.double_bl1;
    t.double_al0 = r.double_al0;
    t.double_bl0 = r.double_bl0;
    t.double_cl0 = r.double_cl0;
    t.b_stays_in_l0b = r.b_stays_in_l0b;
    return t;
}

MatmulTiling to_matmul_tiling(const CubeProblem& p, const CubeTiling& t) {
    const Slice s = interior_slice(p, t);
    MatmulTiling r;
    r.block_batch = t.blocks.groups * t.blocks.batch;
    r.block_m = t.blocks.m;
    r.block_n = t.blocks.n;
    r.block_k = t.blocks.k;
    r.m_l0 = t.m_l0;
    r.n_l0 = t.n_l0;
    r.k_l0 = t.k_l0;
    r.k_al1 = t.k_al1 >= s.k && t.m_l1 >= s.m ? 0 : t.k_al1;
    r.k_bl1 = t.k_bl1 >= s.k && t.n_l1 >= s.n ? 0 : t.k_bl1;
    r.double_al1 = t.double_al1;
    r.double_bl1 = t.double_bl1;
    r.double_al0 = t.double_al0;
    r.double_bl0 = t.double_bl0;
    r.double_cl0 = t.double_cl0;
    r.b_stays_in_l0b = t.b_stays_in_l0b;
    return r;
}

}  // namespace cube

MatmulTiling choose_tiling(const MatmulOp& op, const sim::SocSpec& soc) {
    const cube::CubeProblem problem = cube::matmul_problem(op);
    const auto cuts =
        op.a_layout == Layout::kNd ? cube::Cuts::kEqual : cube::Cuts::kEqualIfPossible;
    return to_matmul_tiling(problem, cube::tuned_tiling(problem, soc, cuts));
}

MatmulTiling choose_free_tiling(const MatmulOp& op, const sim::SocSpec& soc) {
    const cube::CubeProblem problem = cube::matmul_problem(op);
    return to_matmul_tiling(problem, choose_cube_tiling(problem, soc, {}));
}

sim::KernelPlan plan_matmul(const MatmulOp& op, const MatmulTiling& tiling,
                            const sim::SocSpec& soc) {
    const cube::CubeProblem problem = cube::matmul_problem(op);
    return build_plan(problem, to_cube_tiling(problem, tiling), soc);
}

}  // namespace ascend::models
