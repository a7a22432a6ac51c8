// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/lowering/cube/tile_source.h"
#include "models/lowering/operator.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

/// What matmul and convolution have in common: a product of matrices that the cube computes tile by
/// tile.
namespace ascend::models::cube {

/// Where results go on their way from L0C to GM.
enum class ResultPath : std::uint8_t {
    kFixpipe,     ///< FIXPIPE writes GM; bias, relu, cast, quantisation and one addition on the way
    kUb,          ///< L0C -> UB of the same core, vector steps there, MTE3 writes GM
    kVectorCore,  ///< split chip: FIXPIPE writes a workspace, the vector cores take it from there
};

/// groups x batch products C[m, n] = A[m, k] x B[k, n]. All products of a group share its B.
struct CubeProblem {
    std::string type;  ///< the vendor's operator type
    std::int64_t groups = 1, batch = 1;
    std::int64_t m = 0, n = 0, k = 0;
    /// Units in which cores divide an axis and tiles divide a core's slice.
    std::int64_t m_unit = 16, n_unit = 16, k_unit = 16;
    DataType data_type = DataType::kFloat16;  ///< what the cube multiplies
    bool hf32 = false;
    std::shared_ptr<const TileSource> a, b;  ///< operands 0 and 1
    /// B as it lies in GM where vector cores widen it for the cube; `b` is then what they leave.
    std::shared_ptr<const TileSource> narrow_b;
    bool a_has_gaps = false;  ///< strides leave out parts of A
    bool a_is_fresh = false;  ///< A was just written: it is in L2 as far as it fits
    OutputLayout output;
    bool bias = false;
    Epilogue epilogue;
    std::int64_t flops = 0;
};

/// Operands of a plan, in this order: A, B, bias?, residual?, C, workspace?.
struct OperandIndex {
    std::uint8_t bias = 0, residual = 0, output = 0, workspace = 0;
};
OperandIndex operand_index(const CubeProblem& problem, ResultPath path);
std::vector<sim::Operand> operands_of(const CubeProblem& problem, ResultPath path);

/// Bytes of `n` bias values: 32 bit beside integer and bf16 products. source: facts 4.1
Bytes bias_bytes(const CubeProblem& problem, std::int64_t n);

ResultPath result_path(const CubeProblem& problem, const sim::SocSpec& soc);

/// Vector cores that work with one cube core of a split chip.
std::int64_t vector_cores_per_ai_core(const sim::SocSpec& soc);

/// Throws Error{kUnsupported} naming the operator, the type and the SoC when its cube does not
/// multiply `type`.
void require_cube_type(const std::string& operator_type, DataType type, const sim::SocSpec& soc);

/// Throws Error{kInvalidArgument} for an extent <= 0, Error{kUnsupported} for a type that the cube
/// of the SoC does not multiply.
void check(const CubeProblem& problem, const sim::SocSpec& soc);

}  // namespace ascend::models::cube
