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

constexpr DataType kType = DataType::kFloat;  // statistics and normalisation are done in fp32

/// Norms of a few rows take some 2 us longer than an element-wise kernel on A2. source:
/// operators_bench
constexpr Bytes kCode{6 * 1024};

/// Normalises rows in two passes: over UB when a row fits, else over GM. Scale and shift are
/// vectors of a row's length (layer, RMS), one value a part of a row (group, instance), or one C0
/// block a row (batch norm, which has no statistics to compute).
class NormKernel {
  public:
    NormKernel(const NormOp& op, const sim::SocSpec& soc)
        : op_(op), kernel_(soc), cost_(kernel_.core()) {
        bytes_ = bytes_of(op.type, op.rows * op.columns).count();
        x_ = kernel_.input(Bytes(bytes_));
        if (op.residual) residual_ = kernel_.input(Bytes(bytes_));
        if (op.gamma) scales_.push_back(kernel_.input(Bytes(scale_bytes())));
        if (op.beta) scales_.push_back(kernel_.input(Bytes(scale_bytes())));
        y_ = kernel_.output(bytes_of(result_type(), op.rows * op.columns));
        if (op.residual) sum_ = kernel_.output(Bytes(bytes_));
    }

    sim::KernelPlan plan() const {
        if (op_.kind == NormKind::kBatchNorm) return plan_scale_and_shift();
        return row_ub_bytes() <= ub_for_rows() ? plan_rows_in_ub() : plan_long_rows();
    }

  private:
    bool scales_along_row() const {
        return op_.kind == NormKind::kLayerNorm || op_.kind == NormKind::kRmsNorm;
    }

    /// The operator does not say how many channels there are: for those with one value a channel,
    /// the block that a row reads stands for the operand.
    std::int64_t scale_bytes() const {
        return scales_along_row() ? bytes_of(op_.type, op_.columns).count() : kUbBlock;
    }

    /// Dynamic quantisation casts its rows to a narrow type behind.
    bool quantises() const { return !op_.steps.empty() && op_.steps.back().op == VectorOp::kCast; }
    DataType result_type() const { return quantises() ? op_.steps.back().type : op_.type; }

    std::int64_t columns() const { return padded_to_block(op_.type, op_.columns); }
    std::int64_t held_bytes() const { return bits_of(op_.type) / 8; }

    /// Inputs and outputs twice, two fp32 temporaries.
    std::int64_t ub_bytes_per_element() const {
        return 2 * held_bytes() * (op_.residual ? 4 : 2) + 2 * 4;
    }
    std::int64_t row_ub_bytes() const { return columns() * ub_bytes_per_element(); }

    /// Scale and shift stay in UB as fp32 beside rows that fit.
    std::int64_t ub_for_rows() const {
        const auto count = static_cast<std::int64_t>(scales_.size());
        return kernel_.ub_bytes() - count * (scales_along_row() ? columns() * 4 : kUbBlock);
    }

    std::int64_t flops() const {
        const std::int64_t elements = op_.rows * op_.columns;
        const std::int64_t each = op_.kind == NormKind::kBatchNorm ? 2 : 6;
        return elements * each + chain_flops(op_.steps, elements);
    }

    TileTransfer part(std::uint8_t operand, std::int64_t elements, std::int64_t runs) const {
        return {operand, Bytes(share_of(bytes_, elements, op_.rows * op_.columns)), runs};
    }

    TileTransfer result(std::int64_t elements, std::int64_t runs) const {
        return {y_, bytes_of(result_type(), elements), runs};
    }

    std::vector<TileTransfer> inputs(std::int64_t elements, std::int64_t runs) const {
        std::vector<TileTransfer> loads = {part(x_, elements, runs)};
        if (op_.residual) loads.push_back(part(residual_, elements, runs));
        return loads;
    }

    Cycles binary(std::int64_t count) const {
        return cost_.instruction(VectorClass::kBinary, kType, count);
    }

    /// Widens the input, adds the residual and narrows the sum that is stored.
    Cycles read_cycles(std::int64_t count) const {
        const Cycles cast = cost_.convert(op_.type, kType, count);
        return op_.residual ? 3 * cast + binary(count) : cast;
    }

    Cycles statistics_cycles(std::int64_t rows, std::int64_t length) const {
        const Cycles sum = cost_.reduce_rows(ReduceKind::kSum, kType, rows, length);
        const Cycles variance = binary(rows * length) + sum;
        if (op_.kind == NormKind::kRmsNorm) return variance;
        return sum + centre_cycles(rows, length) + variance;
    }

    Cycles reciprocal_root_cycles(std::int64_t rows) const {
        return cost_.instruction(VectorClass::kUnary, kType, rows) * 2 +
               cost_.instruction(VectorClass::kSpecial, kType, rows) +
               cost_.instruction(VectorClass::kDivide, kType, rows);
    }

    /// Of a part of a row that does not fit UB: its mean is not known yet, so the sum and the sum
    /// of squares are taken together.
    Cycles moment_cycles(std::int64_t length) const {
        const Cycles sum = cost_.reduce_rows(ReduceKind::kSum, kType, 1, length);
        const Cycles squares = binary(length) + sum;
        return op_.kind == NormKind::kRmsNorm ? squares : sum + squares;
    }

    Cycles centre_cycles(std::int64_t rows, std::int64_t length) const {
        return cost_.with_row_values(VectorClass::kBinary, kType, rows, length);
    }

    Cycles normalise_cycles(std::int64_t rows, std::int64_t length) const {
        Cycles cycles = cost_.with_row_values(VectorClass::kBinary, kType, rows, length);
        for (std::size_t i = 0; i < scales_.size(); ++i) {
            cycles += scales_along_row()
                          ? cost_.with_column_values(VectorClass::kBinary, kType, rows, length)
                          : cost_.with_row_values(VectorClass::kUnary, kType, rows, length);
        }
        return cycles + cost_.chain(op_.steps, kType, rows * length) +
               cost_.convert(kType, op_.type, rows * length);
    }

    std::vector<TileTransfer> resident_scales() const {
        std::vector<TileTransfer> loads;
        for (const std::uint8_t scale : scales_) loads.push_back({scale, Bytes(scale_bytes()), 1});
        return loads;
    }

    /// Group norm is another kernel, which is double-buffered.
    bool row_by_row() const {
        return op_.kind == NormKind::kRmsNorm && kernel_.row_by_row(op_.columns, quantises());
    }

    WorkShape rows_shape() const {
        WorkShape shape;
        shape.units = op_.rows;
        shape.code = kCode;
        shape.single_buffered = row_by_row();
        return shape;
    }

    sim::KernelPlan plan_rows_in_ub() const {
        const std::int64_t most = kernel_.tile_units(ub_for_rows(), row_ub_bytes());
        WorkShape shape = rows_shape();
        shape.block = [this, most](std::int64_t rows) {
            return BlockWork{resident_scales(), tiles_over(rows, most, 1, [this](std::int64_t n) {
                                 return rows_tile(n);
                             })};
        };
        return kernel_.plan(shape, flops()).plan;
    }

    Cycles rows_cycles(std::int64_t rows) const {
        const std::int64_t at_once = row_by_row() ? 1 : rows;
        const Cycles each = read_cycles(at_once * columns()) +
                            statistics_cycles(at_once, columns()) +
                            normalise_cycles(at_once, columns());
        // The scale of a quantised row goes through SCALAR; others are found for all rows at once.
        const std::int64_t roots = quantises() ? at_once : rows;
        return rows / at_once * each + rows / roots * reciprocal_root_cycles(roots);
    }

    Tile rows_tile(std::int64_t rows) const {
        const std::int64_t runs = runs_of_rows(op_.type, rows, op_.columns);
        Tile tile;
        tile.loads = inputs(rows * op_.columns, runs);
        tile.vector = rows_cycles(rows);
        tile.stores = {result(rows * op_.columns, runs)};
        if (op_.residual) tile.stores.push_back(part(sum_, rows * op_.columns, runs));
        return tile;
    }

    sim::KernelPlan plan_long_rows() const {
        const std::int64_t granule = lanes_of(op_.type);
        const std::int64_t scale_bytes_per_element =
            scales_along_row() ? static_cast<std::int64_t>(scales_.size()) * (2 * held_bytes() + 4)
                               : 0;
        const std::int64_t most =
            kernel_.tile_units(kernel_.ub_bytes() - 2 * kUbBlock,
                               ub_bytes_per_element() + scale_bytes_per_element, granule);
        WorkShape shape = rows_shape();
        shape.block = [this, most, granule](std::int64_t rows) {
            std::vector<TileLoop> passes = tiles_over(
                op_.columns, most, granule, [this](std::int64_t n) { return measuring_tile(n); });
            for (TileLoop& loop : tiles_over(op_.columns, most, granule, [this](std::int64_t n) {
                     return normalising_tile(n);
                 })) {
                passes.push_back(std::move(loop));
            }
            BlockWork work{{}, {TileLoop{rows, {}, std::move(passes)}}};
            if (!scales_along_row()) work.resident = resident_scales();
            return work;
        };
        return kernel_.plan(shape, flops()).plan;
    }

    Tile measuring_tile(std::int64_t length) const {
        Tile tile{inputs(length, 1), read_cycles(length) + moment_cycles(length), {}, {}};
        if (op_.residual) tile.stores = {part(sum_, length, 1)};
        return tile;
    }

    Tile normalising_tile(std::int64_t length) const {
        Tile tile{inputs(length, 1), {}, {result(length, 1)}, {}};
        tile.vector = read_cycles(length) + normalise_cycles(1, length);
        if (op_.kind != NormKind::kRmsNorm) tile.vector += centre_cycles(1, length);
        if (scales_along_row()) {
            for (const std::uint8_t scale : scales_) {
                tile.loads.push_back({scale, bytes_of(op_.type, length), 1});
            }
        }
        return tile;
    }

    sim::KernelPlan plan_scale_and_shift() const {
        constexpr std::int64_t kGranule = 256;
        const auto vectors = static_cast<std::int64_t>(scales_.size());
        const std::int64_t scale_bytes_per_element = ceil_div(2 * vectors * kUbBlock, op_.columns);
        const std::int64_t most =
            kernel_.tile_units(kernel_.ub_bytes() - 2 * vectors * kUbBlock,
                               ub_bytes_per_element() + scale_bytes_per_element, kGranule);
        WorkShape shape;
        shape.units = op_.rows * op_.columns;
        shape.granule = kGranule;
        shape.block = [this, most](std::int64_t elements) {
            return BlockWork{{}, tiles_over(elements, most, kGranule, [&](std::int64_t n) {
                                 const std::int64_t rows = ceil_div(n, op_.columns);
                                 Tile tile{inputs(n, 1), {}, {result(n, 1)}, {}};
                                 for (const std::uint8_t scale : scales_) {
                                     tile.loads.push_back({scale, Bytes(rows * kUbBlock), 1});
                                 }
                                 if (op_.residual) tile.stores.push_back(part(sum_, n, 1));
                                 tile.vector = scale_and_shift_cycles(rows, n);
                                 return tile;
                             })};
        };
        return kernel_.plan(shape, flops()).plan;
    }

    /// Computed in the type of the data: with given statistics nothing is summed.
    Cycles scale_and_shift_cycles(std::int64_t rows, std::int64_t elements) const {
        const std::int64_t row = ceil_div(elements, rows);
        const auto steps = static_cast<std::int64_t>(scales_.size()) + (op_.residual ? 1 : 0);
        return steps * rows * cost_.instruction(VectorClass::kBinary, op_.type, row) +
               cost_.chain(op_.steps, op_.type, elements);
    }

    const NormOp& op_;
    VectorKernel kernel_;
    InstructionCost cost_;
    std::int64_t bytes_ = 0;
    std::uint8_t x_ = 0, residual_ = 0, y_ = 0, sum_ = 0;
    std::vector<std::uint8_t> scales_;
};

}  // namespace

sim::KernelPlan plan_norm(const NormOp& op, const sim::SocSpec& soc) {
    require_positive("normalisation", "rows", op.rows);
    require_positive("normalisation", "columns", op.columns);
    require_size("normalisation", op.type, {op.rows, op.columns});
    return NormKernel(op, soc).plan();
}

}  // namespace ascend::models
