// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "models/lowering/vector/tile_program.h"
#include "sim/data_type.h"
#include "sim/kernel/cycles.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::vector_kernels {

/// How a kernel's work is cut over cores. `units` are elements, rows or tiles: whatever the
/// operator hands out.
struct WorkShape {
    std::int64_t units = 0;
    std::int64_t granule = 1;  ///< a block's first unit is a multiple of it
    std::function<BlockWork(std::int64_t units)> block;
    /// Code that every block runs before and around its first tile, beyond that of a kernel of one
    /// instruction. Kernels of split chips choose their path and tiling while they run, and fetch
    /// that code as they come to it; older chips' are compiled for one shape.
    Bytes code;
    /// How many blocks the vendor's kernel takes, if that does not depend on the time they save.
    std::int64_t blocks = 0;
    /// One buffer an operand instead of two: a tile is loaded when the one before is computed.
    bool single_buffered = false;
    /// What the last block does when all have ended (a second pass over the partial results of
    /// `blocks`), if anything. The wait for the other blocks is approximated by one fixed cost.
    std::function<TileLoop(std::int64_t blocks)> finish;
    /// Bytes of the last operand for `blocks`, when it is a workspace that grows with them.
    std::function<Bytes(std::int64_t blocks)> workspace;
};

/// A plan and what it is expected to take, to choose among ways to do the same.
struct PlannedKernel {
    sim::KernelPlan plan;
    double microseconds = 0;
};

/// A vector kernel while it is planned: its core, its operands and its cut over cores.
class VectorKernel {
  public:
    explicit VectorKernel(const sim::SocSpec& soc);

    std::uint8_t input(Bytes bytes) { return add(sim::OperandRole::kInput, bytes); }
    std::uint8_t output(Bytes bytes) { return add(sim::OperandRole::kOutput, bytes); }
    std::uint8_t workspace(Bytes bytes) { return add(sim::OperandRole::kWorkspace, bytes); }

    const sim::CoreSpec& core() const { return core_; }
    std::int64_t cores() const { return core_.count; }
    bool split() const { return soc_.split; }

    /// B/cycle that each core gets of L2's reads when all of them load.
    double l2_read_share() const {
        return sim::memory_view(soc_, core_, core_.count).l2_read_share;
    }

    /// UB for tiles: all but 1/32, which holds tiling data, scalars and masks.
    std::int64_t ub_bytes() const { return core_.ub.count() - core_.ub.count() / 32; }

    /// Whether rows of `columns` are computed one after the other, single-buffered: so do the
    /// vendor's kernels where each instruction goes through UB (910B). Short rows are computed many
    /// at a time (unless `short_too`: each needs SCALAR), those that leave no room for another are
    /// cut into double-buffered parts. Where registers hold a row (950), and on the chips before,
    /// whose kernels are compiled for a shape, rows are no different from other data.
    bool row_by_row(std::int64_t columns, bool short_too = false) const {
        return soc_.split && !core_.vector.registers && (short_too || columns >= kLongRow) &&
               columns < kVeryLongRow;
    }

    /// Units of `bytes_per_unit` that fit `ub` bytes, a multiple of `granule`. Throws
    /// Error{kInvalidArgument} when not even one granule does.
    std::int64_t tile_units(std::int64_t ub, std::int64_t bytes_per_unit,
                            std::int64_t granule = 1) const;

    /// Picks the number of blocks with the least expected time and writes the plan. A core gets at
    /// least 1 KB (facts 6c); one that gets 64 KB is used even when it gains nothing (facts 4.3).
    PlannedKernel plan(const WorkShape& shape, std::int64_t flops) const;

  private:
    /// Elements of rows that are computed alone: from 8 repeats of fp32 (rms_norm of 128 and of 768
    /// columns differ, A2) to half of UB (softmax of 4097 and of 8192 columns).
    static constexpr std::int64_t kLongRow = 512;
    static constexpr std::int64_t kVeryLongRow = 8192;

    std::uint8_t add(sim::OperandRole role, Bytes bytes);
    std::int64_t operand_bytes() const;
    std::vector<std::int64_t> block_candidates(std::int64_t granules) const;
    double expected_microseconds(const WorkShape& shape, std::int64_t blocks) const;
    Cycles start_cycles(const WorkShape& shape) const;
    sim::KernelPlan write(const WorkShape& shape, std::int64_t blocks, std::int64_t flops) const;

    const sim::SocSpec& soc_;
    const sim::CoreSpec& core_;
    std::vector<sim::Operand> operands_;
};

/// Throws Error{kInvalidArgument} naming the operator and the extent when it is <= 0.
void require_positive(const char* operator_name, const char* extent, std::int64_t value);

/// Throws Error{kInvalidArgument} when a tensor of positive `extents` has more than 2^48 elements
/// or `type` is undefined.
void require_size(const char* operator_name, DataType type,
                  std::initializer_list<std::int64_t> extents);

/// The part of `total` that `units` of `all` stand for, rounded up, so that parts cover the whole.
std::int64_t share_of(std::int64_t total, std::int64_t units, std::int64_t all);

/// Loops over `units` in even tiles of at most `most` units (a multiple of `granule`), then a
/// shorter one.
std::vector<TileLoop> tiles_over(std::int64_t units, std::int64_t most, std::int64_t granule,
                                 const std::function<Tile(std::int64_t units)>& tile);

/// The one that is expected to be done first; the earlier one when equal. Throws
/// Error{kInvalidArgument} when there is none: no tile fitted UB.
sim::KernelPlan fastest(std::vector<PlannedKernel> kernels);

/// Bytes of a UB block; rows in UB start at a multiple of it.
inline constexpr std::int64_t kUbBlock = 32;

/// `elements` of `type`, rounded up to whole UB blocks, in elements.
std::int64_t padded_to_block(DataType type, std::int64_t elements);

}  // namespace ascend::models::vector_kernels
