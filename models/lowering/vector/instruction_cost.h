// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/lowering/operator.h"
#include "sim/data_type.h"
#include "sim/kernel/cycles.h"
#include "sim/soc/soc_spec.h"
#include "traces/units.h"

/// What pieces of a vector kernel cost on the VECTOR pipe, built from single instructions
/// (sim::vector_cycles). All counts are of one tile in UB.
namespace ascend::models::vector_kernels {

/// The type that instructions compute in when a kernel holds `type`. The unit has no arithmetic on
/// 8 bits (done in fp16), bf16 (done in fp32) or 64 bits (emulated on 32-bit halves).
DataType arithmetic_type(DataType type);

/// The type in which a sum over `type` is kept: fp32 for every floating type.
DataType accumulator_type(DataType type);

/// Values of `type` that one 256 B repeat holds once they are in arithmetic_type(type).
std::int64_t lanes_of(DataType type);

class InstructionCost {
  public:
    explicit InstructionCost(const sim::CoreSpec& core) : spec_(core.vector) {}

    /// One instruction over `elements`; arithmetic on 64 bits costs what emulating it takes.
    Cycles instruction(sim::VectorClass kind, DataType type, std::int64_t elements) const;

    /// Copies or sets `elements`, whatever they mean.
    Cycles move(DataType type, std::int64_t elements) const;

    /// A cast between two types; nothing when both are held alike.
    Cycles convert(DataType from, DataType to, std::int64_t elements) const;

    /// One step of an element-wise chain whose operand is in `from`: one instruction, or the chain
    /// of instructions that computes a composite function (facts 1.3, ATT table).
    Cycles step(const VectorStep& step, DataType from, std::int64_t elements) const;

    /// A chain of steps over a tile that starts in `from`.
    Cycles chain(const std::vector<VectorStep>& steps, DataType from, std::int64_t elements) const;

    /// Reduces each of `rows` rows of `columns` to one value: whole-repeat reductions, or folding a
    /// row (or all rows together) in halves first, whichever is cheaper.
    Cycles reduce_rows(ReduceKind kind, DataType type, std::int64_t rows,
                       std::int64_t columns) const;

    /// Reduces `count` vectors of `width` elements that lie one after another to one, in each of
    /// `planes`: adds halves, plane by plane or a repeat of all planes at a time.
    Cycles reduce_columns(DataType type, std::int64_t count, std::int64_t width,
                          std::int64_t planes = 1) const;

    /// `kind` between [rows, columns] and one value a row: row by row with a scalar operand, or by
    /// columns of a repeat with the values broadcast to blocks, whichever is cheaper.
    Cycles with_row_values(sim::VectorClass kind, DataType type, std::int64_t rows,
                           std::int64_t columns) const;

    /// `kind` between [rows, columns] and a vector of `columns`, by rows or by columns of a repeat.
    Cycles with_column_values(sim::VectorClass kind, DataType type, std::int64_t rows,
                              std::int64_t columns) const;

  private:
    Cycles emulated(sim::VectorClass kind, DataType type, std::int64_t elements) const;
    Cycles fold(DataType type, std::int64_t rows, std::int64_t half) const;

    sim::VectorSpec spec_;
};

/// Useful operations of a chain over `elements`: one a step, two a multiply-add.
std::int64_t chain_flops(const std::vector<VectorStep>& steps, std::int64_t elements);

/// Widest arithmetic type of a chain in bytes, and at least that of `type`: what a temporary takes.
std::int64_t widest_bytes(const std::vector<VectorStep>& steps, DataType type);

}  // namespace ascend::models::vector_kernels
