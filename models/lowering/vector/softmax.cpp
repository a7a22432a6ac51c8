// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/lowering/lowering.h"
#include "models/lowering/vector/axis_cut.h"
#include "models/lowering/vector/instruction_cost.h"
#include "models/lowering/vector/vector_kernel.h"

namespace ascend::models {
namespace {

using namespace vector_kernels;
using sim::VectorClass;

/// Softmax of a few rows takes 13 us longer than an element-wise kernel on A2. source:
/// operators_bench
constexpr Bytes kCode{16 * 1024};

/// exp(x - max) / sum, in fp32. A row (or a set of columns) stays in UB when it fits; otherwise it
/// is read three times: for the maximum, for the sum, for the result.
class SoftmaxKernel {
  public:
    SoftmaxKernel(const SoftmaxOp& op, const sim::SocSpec& soc)
        : op_(op), kernel_(soc), cost_(kernel_.core()) {
        bytes_ = bytes_of(op.type, op.outer * op.axis * op.inner);
        x_ = kernel_.input(bytes_);
        y_ = kernel_.output(bytes_);
    }

    sim::KernelPlan plan() const {
        std::vector<PlannedKernel> ways;
        if (op_.inner == 1) {
            ways.push_back(plan_rows());
        } else {
            const AxisCut whole{op_.outer, op_.axis, op_.inner, op_.type, 1};
            for (const AxisCut& cut :
                 axis_cuts(whole, ub_bytes_per_element(), kernel_.ub_bytes())) {
                ways.push_back(plan_columns(cut));
            }
            const std::int64_t plane = padded_to_block(op_.type, op_.axis) *
                                       padded_to_block(op_.type, op_.inner) *
                                       ub_bytes_per_element();
            if (plane <= kernel_.ub_bytes()) ways.push_back(plan_transposed(plane));
        }
        return fastest(std::move(ways));
    }

  private:
    /// Input and output twice, and two fp32 temporaries.
    std::int64_t ub_bytes_per_element() const { return 4 * (bits_of(op_.type) / 8) + 2 * 4; }

    std::int64_t flops() const { return 5 * op_.outer * op_.axis * op_.inner; }

    TileTransfer part(std::uint8_t operand, std::int64_t units, std::int64_t all,
                      std::int64_t runs) const {
        return {operand, Bytes(share_of(bytes_.count(), units, all)), runs};
    }

    Cycles widen(std::int64_t count) const { return cost_.convert(op_.type, kType, count); }
    Cycles exponential(std::int64_t count) const {
        return cost_.instruction(VectorClass::kSpecial, kType, count);
    }

    // --- along rows

    Cycles row_maximum(std::int64_t rows, std::int64_t columns) const {
        return cost_.reduce_rows(ReduceKind::kMax, kType, rows, columns);
    }
    Cycles row_sum(std::int64_t rows, std::int64_t columns) const {
        return cost_.with_row_values(VectorClass::kBinary, kType, rows, columns) +
               exponential(rows * columns) +
               cost_.reduce_rows(ReduceKind::kSum, kType, rows, columns);
    }
    Cycles row_result(std::int64_t rows, std::int64_t columns) const {
        const VectorClass last = op_.log ? VectorClass::kBinary : VectorClass::kDivide;
        return (op_.log ? exponential(rows) : Cycles(0)) +
               cost_.with_row_values(last, kType, rows, columns) + widen(rows * columns);
    }

    Cycles rows_cycles(std::int64_t rows, std::int64_t columns) const {
        if (kernel_.row_by_row(op_.axis) && rows > 1) return rows * rows_cycles(1, columns);
        return widen(rows * columns) + row_maximum(rows, columns) + row_sum(rows, columns) +
               row_result(rows, columns);
    }

    WorkShape rows_shape() const {
        WorkShape shape;
        shape.units = op_.outer;
        shape.code = kCode;
        shape.single_buffered = kernel_.row_by_row(op_.axis);
        return shape;
    }

    PlannedKernel plan_rows() const {
        const std::int64_t columns = padded_to_block(op_.type, op_.axis);
        WorkShape shape = rows_shape();
        if (columns * ub_bytes_per_element() <= kernel_.ub_bytes()) {
            const std::int64_t most =
                kernel_.tile_units(kernel_.ub_bytes(), columns * ub_bytes_per_element());
            shape.block = [this, columns, most](std::int64_t rows) {
                return BlockWork{{}, tiles_over(rows, most, 1, [&](std::int64_t count) {
                                     const std::int64_t runs =
                                         runs_of_rows(op_.type, count, op_.axis);
                                     return Tile{{part(x_, count, op_.outer, runs)},
                                                 rows_cycles(count, columns),
                                                 {part(y_, count, op_.outer, runs)},
                                                 {}};
                                 })};
            };
        } else {
            shape.block = [this](std::int64_t rows) {
                return BlockWork{{}, {TileLoop{rows, {}, long_row()}}};
            };
        }
        return kernel_.plan(shape, flops());
    }

    std::vector<TileLoop> long_row() const {
        return three_passes(
            op_.axis, lanes_of(kType), ub_bytes_per_element(), op_.outer * op_.axis,
            [this](std::int64_t count) { return widen(count) + row_maximum(1, count); },
            [this](std::int64_t count) { return widen(count) + row_sum(1, count); },
            [this](std::int64_t count) {
                return widen(count) + exponential(count) +
                       cost_.with_row_values(VectorClass::kBinary, kType, 1, count) +
                       row_result(1, count);
            },
            [](std::int64_t) { return std::int64_t{1}; });
    }

    using CyclesOf = std::function<Cycles(std::int64_t)>;

    std::vector<TileLoop> three_passes(
        std::int64_t length, std::int64_t granule, std::int64_t ub_bytes_per_unit, std::int64_t all,
        const CyclesOf& maximum, const CyclesOf& sum, const CyclesOf& result,
        const std::function<std::int64_t(std::int64_t)>& runs) const {
        const std::int64_t most =
            kernel_.tile_units(kernel_.ub_bytes(), ub_bytes_per_unit, granule);
        std::vector<TileLoop> passes;
        const auto add_pass = [&](const CyclesOf& cycles, bool stores) {
            for (TileLoop& loop : tiles_over(length, most, granule, [&](std::int64_t count) {
                     Tile tile{{part(x_, count, all, runs(count))}, cycles(count), {}, {}};
                     if (stores) tile.stores = {part(y_, count, all, runs(count))};
                     return tile;
                 })) {
                passes.push_back(std::move(loop));
            }
        };
        add_pass(maximum, false);
        add_pass(sum, false);
        add_pass(result, true);
        return passes;
    }

    // --- along a middle axis: rows of `width` are compared with and added to each other

    Cycles column_maximum(std::int64_t rows, std::int64_t width) const {
        return cost_.reduce_columns(kType, rows, width);
    }
    Cycles column_sum(std::int64_t rows, std::int64_t width) const {
        return cost_.with_column_values(VectorClass::kBinary, kType, rows, width) +
               exponential(rows * width) + cost_.reduce_columns(kType, rows, width);
    }
    Cycles column_result(std::int64_t rows, std::int64_t width) const {
        const VectorClass last = op_.log ? VectorClass::kBinary : VectorClass::kDivide;
        return (op_.log ? exponential(width) : Cycles(0)) +
               cost_.with_column_values(last, kType, rows, width) + widen(rows * width);
    }

    PlannedKernel plan_columns(const AxisCut& cut) const {
        const std::int64_t width = cut.padded_width();
        const std::int64_t unit_bytes = cut.axis * width * ub_bytes_per_element();
        WorkShape shape;
        shape.units = cut.units();
        if (unit_bytes <= kernel_.ub_bytes()) {
            const std::int64_t fitting = kernel_.tile_units(kernel_.ub_bytes(), unit_bytes);
            const std::int64_t most = cut.pieces == 1 ? fitting : 1;
            shape.block = [this, cut, most](std::int64_t units) {
                return BlockWork{{}, tiles_over(units, most, 1, [this, cut](std::int64_t count) {
                                     return columns_tile(cut, count);
                                 })};
            };
        } else {
            shape.block = [this, cut](std::int64_t units) {
                return BlockWork{{}, {TileLoop{units, {}, long_columns(cut)}}};
            };
        }
        return kernel_.plan(shape, flops());
    }

    Tile columns_tile(const AxisCut& cut, std::int64_t units) const {
        const std::int64_t width = cut.padded_width(), rows = cut.axis;
        const std::int64_t runs = cut.runs(units, rows);
        const Cycles each =
            column_maximum(rows, width) + column_sum(rows, width) + column_result(rows, width);
        return Tile{{part(x_, units, cut.units(), runs)},
                    widen(units * rows * width) + units * each,
                    {part(y_, units, cut.units(), runs)},
                    {}};
    }

    std::vector<TileLoop> long_columns(const AxisCut& cut) const {
        const std::int64_t width = cut.padded_width();
        return three_passes(
            cut.axis, 1, width * ub_bytes_per_element(), cut.units() * cut.axis,
            [this, width](std::int64_t rows) {
                return widen(rows * width) + column_maximum(rows + 1, width);
            },
            [this, width](std::int64_t rows) {
                return widen(rows * width) + column_sum(rows, width);
            },
            [this, width](std::int64_t rows) {
                return widen(rows * width) + exponential(rows * width) +
                       cost_.with_column_values(VectorClass::kBinary, kType, rows, width) +
                       column_result(rows, width);
            },
            [cut](std::int64_t rows) { return cut.runs(1, rows); });
    }

    /// A short inner wastes most of each repeat: turn the plane in UB, work along rows, turn back.
    PlannedKernel plan_transposed(std::int64_t plane_bytes) const {
        const std::int64_t columns = padded_to_block(op_.type, op_.axis);
        const std::int64_t rows = padded_to_block(op_.type, op_.inner);
        const std::int64_t most = kernel_.tile_units(kernel_.ub_bytes(), plane_bytes);
        WorkShape shape;
        shape.units = op_.outer;
        shape.block = [this, columns, rows, most](std::int64_t planes) {
            return BlockWork{{}, tiles_over(planes, most, 1, [&](std::int64_t count) {
                                 const Cycles turn = cost_.instruction(
                                     VectorClass::kTranspose, op_.type, count * rows * columns);
                                 const std::int64_t runs =
                                     count * runs_of_rows(op_.type, op_.axis, op_.inner);
                                 return Tile{{part(x_, count, op_.outer, runs)},
                                             2 * turn + rows_cycles(count * op_.inner, columns),
                                             {part(y_, count, op_.outer, runs)},
                                             {}};
                             })};
        };
        return kernel_.plan(shape, flops());
    }

    static constexpr DataType kType = DataType::kFloat;

    const SoftmaxOp& op_;
    VectorKernel kernel_;
    InstructionCost cost_;
    Bytes bytes_;
    std::uint8_t x_ = 0, y_ = 0;
};

}  // namespace

sim::KernelPlan plan_softmax(const SoftmaxOp& op, const sim::SocSpec& soc) {
    require_positive("softmax", "outer extent", op.outer);
    require_positive("softmax", "axis extent", op.axis);
    require_positive("softmax", "inner extent", op.inner);
    require_size("softmax", op.type, {op.outer, op.axis, op.inner});
    return SoftmaxKernel(op, soc).plan();
}

}  // namespace ascend::models
