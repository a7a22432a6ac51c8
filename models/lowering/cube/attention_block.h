// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/lowering/cube/attention_tiling.h"
#include "models/lowering/cube/program_builder.h"
#include "models/lowering/operator.h"
#include "models/lowering/vector/instruction_cost.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// Writes what a block of flash attention does: per tile of query rows, steps over keys and values.
/// The cube computes scores, the vector unit turns them into weights, the cube multiplies them with
/// the values and the vector unit adds to the rescaled output. On a split chip what goes between
/// the two passes through GM. Refers to its arguments.
class AttentionBlock {
  public:
    AttentionBlock(const AttentionOp& op, const AttentionTiling& tiling, const sim::SocSpec& soc);

    /// The program over `heads` attentions of `rows` query rows each.
    sim::BlockProgram program(std::int64_t heads, std::int64_t rows) const;

    /// Slots of the program's buffers.
    static std::vector<std::uint8_t> buffer_depths();

    /// Operands in order: Q, K, V, mask?, output, workspace (on a split chip).
    std::uint8_t output() const;
    std::uint8_t workspace() const;

  private:
    Body row_tiles(std::int64_t rows, std::int64_t count) const;
    Body row_tile(std::int64_t rows) const;
    void load_rows(Body& body, std::int64_t rows) const;
    void store_rows(Body& body, std::int64_t rows) const;
    template <class Stage>
    void each_step(int buffer, std::int64_t keys, Stage stage) const;
    Body key_steps(std::int64_t rows, std::int64_t keys) const;
    void scores(Body& body, int scores, std::int64_t rows, std::int64_t keys) const;
    void softmax(Body& body, int scores, std::int64_t rows, std::int64_t keys) const;
    void values(Body& body, int scores, std::int64_t rows, std::int64_t keys) const;
    void multiply(Body& body, int a, int b, std::int64_t m, std::int64_t n, std::int64_t k) const;
    void load(Body& body, std::uint8_t operand, int buffer, sim::BufferMask after,
              std::int64_t rows, std::int64_t columns) const;
    void to_vector_unit(Body& body, int buffer, std::int64_t rows, std::int64_t columns) const;
    void weights_to_l1(Body& body, int scores, std::int64_t rows, std::int64_t keys) const;

    Cycles softmax_cycles(std::int64_t rows, std::int64_t keys) const;
    Cycles update_cycles(std::int64_t rows) const;
    Cycles finish_cycles(std::int64_t rows) const;
    std::int64_t share(std::int64_t rows) const { return ceil_div(rows, vector_cores_); }
    sim::GmAccess access(std::uint8_t operand, sim::GmPath path, DataType type, std::int64_t rows,
                         std::int64_t columns) const;

    const AttentionOp& op_;
    const AttentionTiling& t_;
    const sim::SocSpec& soc_;
    const sim::CoreSpec& core_;
    const sim::CoreSpec& vector_;
    std::int64_t vector_cores_;
    vector_kernels::InstructionCost cost_;
    std::int64_t keys_;
};

}  // namespace ascend::models::cube
