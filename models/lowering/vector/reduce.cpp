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

/// The least reduction takes 3.6 us on A2, the least kernel 1.2 us (facts 3.1).
constexpr Bytes kCode{6 * 1024};

constexpr std::int64_t kPartialBytes = 4;  // partial results are fp32 or int32

/// Reduces [outer, reduced, inner]: along rows when inner is 1, else by adding rows to each other;
/// over all cores with a second pass when there are too few results to go round.
class ReduceKernel {
  public:
    ReduceKernel(const ReduceOp& op, const sim::SocSpec& soc)
        : op_(op), kernel_(soc), cost_(kernel_.core()) {
        const DataType result_type = op.kind == ReduceKind::kArgMax ? DataType::kInt32 : op.type;
        x_bytes_ = bytes_of(op.type, op.outer * op.reduced * op.inner).count();
        y_bytes_ = bytes_of(result_type, results()).count();
        x_ = kernel_.input(Bytes(x_bytes_));
        y_ = kernel_.output(Bytes(y_bytes_));
        const bool adds = op.kind != ReduceKind::kMax && op.kind != ReduceKind::kMin &&
                          op.kind != ReduceKind::kArgMax;
        const bool widens = adds && is_floating(op.type) && bits_of(op.type) == 16;
        type_ = widens ? DataType::kFloat : op.type;
    }

    sim::KernelPlan plan() {
        std::vector<PlannedKernel> ways;
        if (op_.inner == 1) {
            ways.push_back(plan_rows());
        } else {
            const AxisCut whole{op_.outer, op_.reduced, op_.inner, op_.type, 1};
            for (const AxisCut& cut : axis_cuts(
                     whole, ub_bytes_per_element() + ub_bytes_per_result(), kernel_.ub_bytes())) {
                ways.push_back(plan_columns(cut));
            }
        }
        if (can_share_results()) ways.push_back(plan_across_cores());
        return fastest(std::move(ways));
    }

  private:
    std::int64_t results() const { return op_.outer * op_.inner; }
    std::int64_t elements() const { return op_.outer * op_.reduced * op_.inner; }
    std::int64_t flops() const { return elements() + chain_flops(op_.steps, elements()); }

    /// A double-buffered input, and a copy in the type that the sum is kept in.
    std::int64_t ub_bytes_per_element() const {
        const std::int64_t held = ceil_div(bits_of(op_.type), 8);
        const bool copies = type_ != op_.type || !op_.steps.empty();
        return 2 * held + (copies ? widest_bytes(op_.steps, type_) : 0);
    }

    /// The rest of UB holds the results of rows.
    std::int64_t ub_for_input() const { return kernel_.ub_bytes() * 7 / 8; }

    /// The stored result twice and its accumulator, by element of a result.
    std::int64_t ub_bytes_per_result() const {
        return 3 * std::max<std::int64_t>(kPartialBytes, bits_of(op_.type) / 8);
    }

    Cycles prepare(std::int64_t count) const {
        Cycles cycles = cost_.chain(op_.steps, op_.type, count);
        const DataType last = op_.steps.empty() ? op_.type : op_.steps.back().type;
        if (type_ != op_.type && bits_of(last) == 16) cycles += cost_.convert(last, type_, count);
        if (op_.kind == ReduceKind::kL2) {
            cycles += cost_.instruction(VectorClass::kBinary, type_, count);
        }
        return cycles;
    }

    Cycles finish(std::int64_t count) const {
        Cycles cycles = type_ != op_.type ? cost_.convert(type_, op_.type, count)
                                          : cost_.instruction(VectorClass::kUnary, type_, count);
        if (op_.kind == ReduceKind::kMean) {
            cycles += cost_.instruction(VectorClass::kUnary, type_, count);
        }
        if (op_.kind == ReduceKind::kL2) {
            cycles += cost_.instruction(VectorClass::kSpecial, type_, count);
        }
        return cycles;
    }

    TileTransfer load(std::int64_t units, std::int64_t all, std::int64_t runs) const {
        return {x_, Bytes(share_of(x_bytes_, units, all)), runs};
    }

    TileTransfer store(std::int64_t units, std::int64_t all) const {
        return {y_, Bytes(share_of(y_bytes_, units, all)), 1};
    }

    bool row_by_row() const {
        return op_.kind == ReduceKind::kArgMax && kernel_.row_by_row(op_.reduced);
    }

    PlannedKernel plan_rows() const {
        const std::int64_t columns = padded_to_block(op_.type, op_.reduced);
        const std::int64_t row_bytes = columns * ub_bytes_per_element() + 2 * kUbBlock;
        WorkShape shape;
        shape.code = kCode;
        shape.units = op_.outer;
        shape.single_buffered = row_by_row();
        if (row_bytes <= ub_for_input()) {
            const std::int64_t most = kernel_.tile_units(ub_for_input(), row_bytes);
            shape.block = [this, most](std::int64_t rows) {
                return BlockWork{{}, tiles_over(rows, most, 1, [this](std::int64_t part) {
                                     return rows_tile(part);
                                 })};
            };
        } else {
            shape.block = [this](std::int64_t rows) {
                std::vector<TileLoop> passes = long_row(op_.reduced);
                passes.push_back(TileLoop{1, {{{}, finish(1), {store(1, op_.outer)}, {}}}, {}});
                return BlockWork{{}, {TileLoop{rows, {}, std::move(passes)}}};
            };
        }
        return kernel_.plan(shape, flops());
    }

    Tile rows_tile(std::int64_t rows) const {
        const std::int64_t columns = padded_to_block(op_.type, op_.reduced);
        Tile tile;
        tile.loads = {load(rows, op_.outer, runs_of_rows(op_.type, rows, op_.reduced))};
        const std::int64_t at_once = row_by_row() ? 1 : rows;
        tile.vector = rows / at_once *
                      (prepare(at_once * columns) +
                       cost_.reduce_rows(op_.kind, type_, at_once, op_.reduced) + finish(at_once));
        tile.stores = {store(rows, op_.outer)};
        return tile;
    }

    /// `columns` of one row, tile by tile, into an accumulator that stays in UB.
    std::vector<TileLoop> long_row(std::int64_t columns) const {
        const std::int64_t granule = lanes_of(type_);
        const std::int64_t most =
            kernel_.tile_units(ub_for_input(), ub_bytes_per_element(), granule);
        return tiles_over(columns, most, granule, [this](std::int64_t part) {
            Tile tile;
            tile.loads = {load(part, elements(), 1)};
            tile.vector = prepare(part) + cost_.reduce_rows(op_.kind, type_, 1, part);
            return tile;
        });
    }

    PlannedKernel plan_columns(const AxisCut& cut) const {
        const std::int64_t unit_bytes =
            cut.padded_width() * (cut.axis * ub_bytes_per_element() + ub_bytes_per_result());
        WorkShape shape;
        shape.code = kCode;
        shape.units = cut.units();
        if (unit_bytes <= kernel_.ub_bytes()) {
            // A tile of a cut inner holds one unit: the next one is elsewhere.
            const std::int64_t fitting = kernel_.tile_units(kernel_.ub_bytes(), unit_bytes);
            const std::int64_t most = cut.pieces == 1 ? fitting : 1;
            shape.block = [this, cut, most](std::int64_t units) {
                return BlockWork{{}, tiles_over(units, most, 1, [this, cut](std::int64_t part) {
                                     return columns_tile(cut, part);
                                 })};
            };
        } else {
            shape.block = [this, cut](std::int64_t units) {
                std::vector<TileLoop> passes = long_columns(cut, cut.axis, cut.units());
                passes.push_back(TileLoop{
                    1, {{{}, finish(cut.padded_width()), {store(1, cut.units())}, {}}}, {}});
                return BlockWork{{}, {TileLoop{units, {}, std::move(passes)}}};
            };
        }
        return kernel_.plan(shape, flops());
    }

    Tile columns_tile(const AxisCut& cut, std::int64_t units) const {
        const std::int64_t width = cut.padded_width();
        Tile tile;
        tile.loads = {load(units, cut.units(), cut.runs(units, cut.axis))};
        tile.vector = prepare(units * cut.axis * width) +
                      cost_.reduce_columns(type_, cut.axis, width, units) + finish(units * width);
        tile.stores = {store(units, cut.units())};
        return tile;
    }

    /// `rows` along the axis of one unit, tile by tile, into an accumulator that stays in UB.
    std::vector<TileLoop> long_columns(const AxisCut& cut, std::int64_t rows,
                                       std::int64_t units) const {
        const std::int64_t width = cut.padded_width();
        const std::int64_t most = kernel_.tile_units(
            kernel_.ub_bytes() - width * ub_bytes_per_result(), width * ub_bytes_per_element());
        return tiles_over(rows, most, 1, [this, cut, width, units](std::int64_t part) {
            Tile tile;
            tile.loads = {load(part, units * cut.axis, cut.runs(1, part))};
            tile.vector = prepare(part * width) + cost_.reduce_columns(type_, part + 1, width);
            return tile;
        });
    }

    /// All results of a core stay in UB, and there are fewer of them than would keep cores busy.
    bool can_share_results() const {
        const std::int64_t width = padded_to_block(op_.type, op_.inner);
        const bool fits =
            results() * kPartialBytes <= kernel_.ub_bytes() / 16 &&
            width * (ub_bytes_per_element() + ub_bytes_per_result()) <= kernel_.ub_bytes();
        return fits && op_.outer < kernel_.cores() && op_.reduced >= 2 && kernel_.cores() > 1;
    }

    PlannedKernel plan_across_cores() {
        const std::int64_t partial = results() * kPartialBytes;
        VectorKernel kernel = kernel_;
        const std::uint8_t partials = kernel.workspace(Bytes(partial));
        WorkShape shape;
        shape.code = kCode;
        shape.units = op_.reduced;
        shape.granule = op_.inner == 1 ? 256 : 1;
        shape.workspace = [partial](std::int64_t blocks) { return Bytes(partial * blocks); };
        shape.block = [this, partials, partial](std::int64_t part) {
            const AxisCut whole{op_.outer, op_.reduced, op_.inner, op_.type, 1};
            BlockWork work;
            work.loops.push_back(
                TileLoop{op_.outer,
                         {},
                         op_.inner == 1 ? long_row(part) : long_columns(whole, part, op_.outer)});
            Tile spill;
            spill.vector = cost_.instruction(VectorClass::kUnary, type_, results());
            spill.stores = {{partials, Bytes(partial), 1}};
            work.loops.push_back(TileLoop{1, {spill}, {}});
            return work;
        };
        shape.finish = [this, partials, partial](std::int64_t blocks) {
            return gather_partials(partials, partial, blocks);
        };
        return kernel.plan(shape, flops());
    }

    TileLoop gather_partials(std::uint8_t partials, std::int64_t partial,
                             std::int64_t blocks) const {
        const std::int64_t most = kernel_.tile_units(kernel_.ub_bytes() / 2, partial);
        std::vector<TileLoop> loops =
            tiles_over(blocks, most, 1, [this, partials, partial](std::int64_t count) {
                return Tile{{{partials, Bytes(partial * count), 1}},
                            cost_.reduce_columns(type_, count + 1, results()),
                            {},
                            {}};
            });
        loops.push_back(TileLoop{1, {{{}, finish(results()), {{y_, Bytes(y_bytes_), 1}}, {}}}, {}});
        return TileLoop{1, {}, std::move(loops)};
    }

    const ReduceOp& op_;
    VectorKernel kernel_;
    InstructionCost cost_;
    std::int64_t x_bytes_ = 0, y_bytes_ = 0;
    std::uint8_t x_ = 0, y_ = 0;
    DataType type_ = DataType::kFloat;  ///< in which the reduction is done
};

}  // namespace

sim::KernelPlan plan_reduce(const ReduceOp& op, const sim::SocSpec& soc) {
    require_positive("reduction", "outer extent", op.outer);
    require_positive("reduction", "reduced extent", op.reduced);
    require_positive("reduction", "inner extent", op.inner);
    require_size("reduction", op.type, {op.outer, op.reduced, op.inner});
    return ReduceKernel(op, soc).plan();
}

}  // namespace ascend::models
