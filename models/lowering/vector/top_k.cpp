// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "models/lowering/lowering.h"
#include "models/lowering/vector/axis_cut.h"
#include "models/lowering/vector/instruction_cost.h"
#include "models/lowering/vector/vector_kernel.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

using namespace vector_kernels;
using sim::VectorClass;

constexpr std::int64_t kSortWidth = 32;  // values that one sort instruction orders
constexpr std::int64_t kMergeWays = 4;   // sorted lists that one merge instruction takes
constexpr std::int64_t kPairBytes = 8;   // a value and its index while sorting

/// Sorts 32 at a time, then merges four lists into one, keeping the first k of each.
class TopKKernel {
  public:
    TopKKernel(const TopKOp& op, const sim::SocSpec& soc)
        : op_(op), kernel_(soc), cost_(kernel_.core()) {
        kept_ = round_up(op.k, kSortWidth);
        x_bytes_ = bytes_of(op.type, op.rows * op.columns).count();
        x_ = kernel_.input(Bytes(x_bytes_));
        values_ = kernel_.output(bytes_of(op.type, op.rows * op.k));
        indices_ = kernel_.output(bytes_of(DataType::kInt32, op.rows * op.k));
    }

    sim::KernelPlan plan() {
        const std::int64_t row_bytes = round_up(op_.columns, kSortWidth) * ub_bytes_per_column();
        if (row_bytes <= kernel_.ub_bytes()) return plan_rows(row_bytes).plan;
        std::vector<PlannedKernel> ways = {plan_long_rows()};
        if (op_.rows == 1 && kernel_.cores() > 1) ways.push_back(plan_across_cores());
        return fastest(std::move(ways));
    }

  private:
    /// The input twice, pairs twice (a merge is not in place).
    std::int64_t ub_bytes_per_column() const {
        return 2 * ceil_div(bits_of(op_.type), 8) + 2 * kPairBytes;
    }

    std::int64_t flops() const {
        std::int64_t levels = 0;
        while ((std::int64_t{1} << levels) < op_.columns) ++levels;
        return op_.rows * op_.columns * levels;
    }

    Cycles sort(std::int64_t pairs) const {
        // A repeat holds 32 pairs of 8 bytes, as many fp32 as two repeats hold.
        return cost_.instruction(VectorClass::kSort, DataType::kFloat, 2 * pairs);
    }

    /// Merges `lists` sorted lists of `length` until one is left.
    Cycles merge_cycles(std::int64_t lists, std::int64_t length) const {
        Cycles cycles(0);
        while (lists > 1) {
            lists = ceil_div(lists, kMergeWays);
            length = std::min(length * kMergeWays, kept_);
            cycles += sort(lists * length);
        }
        return cycles;
    }

    Cycles sort_cycles(std::int64_t columns) const {
        const std::int64_t padded = round_up(columns, kSortWidth);
        const Cycles indices = cost_.instruction(VectorClass::kUnary, DataType::kInt32, padded);
        return indices + cost_.convert(op_.type, DataType::kFloat, padded) + sort(padded) +
               merge_cycles(padded / kSortWidth, kSortWidth);
    }

    /// Parts values from indices.
    Cycles result_cycles(std::int64_t pairs) const {
        return 2 * cost_.instruction(VectorClass::kBinary, DataType::kFloat, pairs);
    }

    /// Stores the k results of one row.
    std::vector<TileLoop> result_loops() const {
        const std::int64_t most =
            kernel_.tile_units(kernel_.ub_bytes() / 4, 2 * kPairBytes, kSortWidth);
        return tiles_over(op_.k, most, kSortWidth, [this](std::int64_t count) {
            return Tile{{},
                        result_cycles(count),
                        {{values_, bytes_of(op_.type, count), 1},
                         {indices_, bytes_of(DataType::kInt32, count), 1}},
                        {}};
        });
    }

    TileTransfer load(std::int64_t units, std::int64_t all, std::int64_t runs) const {
        return {x_, Bytes(share_of(x_bytes_, units, all)), runs};
    }

    std::vector<TileTransfer> results(std::int64_t rows) const {
        return {{values_, bytes_of(op_.type, rows * op_.k), runs_of_rows(op_.type, rows, op_.k)},
                {indices_, bytes_of(DataType::kInt32, rows * op_.k),
                 runs_of_rows(DataType::kInt32, rows, op_.k)}};
    }

    PlannedKernel plan_rows(std::int64_t row_bytes) const {
        const std::int64_t most = kernel_.tile_units(kernel_.ub_bytes(), row_bytes);
        WorkShape shape;
        shape.units = op_.rows;
        shape.block = [this, most](std::int64_t rows) {
            return BlockWork{{}, tiles_over(rows, most, 1, [this](std::int64_t n) {
                                 const std::int64_t runs = runs_of_rows(op_.type, n, op_.columns);
                                 return Tile{
                                     {load(n, op_.rows, runs)},
                                     n * sort_cycles(op_.columns) + result_cycles(n * kept_),
                                     results(n),
                                     {}};
                             })};
        };
        return kernel_.plan(shape, flops());
    }

    /// Parts of a row are sorted; each is merged into the best k so far.
    std::vector<TileLoop> sorted_parts(std::int64_t columns) const {
        const std::int64_t most =
            kernel_.tile_units(kernel_.ub_bytes() / 2, ub_bytes_per_column(), kSortWidth);
        return tiles_over(columns, most, kSortWidth, [this, most](std::int64_t part) {
            const std::int64_t merged = std::min(kept_, most);
            return Tile{{load(part, op_.rows * op_.columns, 1)},
                        sort_cycles(part) + sort(2 * merged),
                        {},
                        {}};
        });
    }

    /// Pairs beyond what UB keeps go through GM once a merge level.
    std::int64_t merge_levels_in_gm() const {
        const std::int64_t in_ub = kernel_.ub_bytes() / 4 / kPairBytes;
        std::int64_t levels = 0;
        for (std::int64_t length = in_ub; length < kept_; length *= kMergeWays) ++levels;
        return levels;
    }

    std::vector<TileLoop> merges_in_gm(std::uint8_t spill) const {
        const std::int64_t most =
            kernel_.tile_units(kernel_.ub_bytes(), 4 * kPairBytes, kSortWidth);
        std::vector<TileLoop> level =
            tiles_over(kept_, most, kSortWidth, [this, spill](std::int64_t part) {
                return Tile{{{spill, Bytes(part * kPairBytes), kMergeWays}},
                            sort(part),
                            {{spill, Bytes(part * kPairBytes), 1}},
                            {}};
            });
        return {TileLoop{merge_levels_in_gm(), {}, std::move(level)}};
    }

    PlannedKernel plan_long_rows() const {
        VectorKernel kernel = kernel_;
        const bool spills = merge_levels_in_gm() > 0;
        const std::uint8_t spill =
            spills ? kernel.workspace(Bytes(op_.rows * kept_ * kPairBytes)) : std::uint8_t{0};
        WorkShape shape;
        shape.units = op_.rows;
        shape.block = [this, spills, spill](std::int64_t rows) {
            std::vector<TileLoop> passes = sorted_parts(op_.columns);
            if (spills) {
                for (TileLoop& loop : merges_in_gm(spill)) passes.push_back(std::move(loop));
            }
            for (TileLoop& loop : result_loops()) passes.push_back(std::move(loop));
            return BlockWork{{}, {TileLoop{rows, {}, std::move(passes)}}};
        };
        return kernel.plan(shape, flops());
    }

    /// Every core finds the first k of its part; the last one merges them.
    PlannedKernel plan_across_cores() const {
        VectorKernel kernel = kernel_;
        const std::int64_t bytes = kept_ * kPairBytes;
        const std::uint8_t partials = kernel.workspace(Bytes(bytes));
        WorkShape shape;
        shape.units = op_.columns;
        shape.granule = 32 * kSortWidth;
        shape.workspace = [bytes](std::int64_t blocks) { return Bytes(bytes * blocks); };
        shape.block = [this, partials](std::int64_t columns) {
            BlockWork work{{}, sorted_parts(columns)};
            for (TileLoop& loop : spill_loops(partials, columns)) {
                work.loops.push_back(std::move(loop));
            }
            return work;
        };
        shape.finish = [this, partials](std::int64_t blocks) {
            std::vector<TileLoop> loops = merge_partials(partials, blocks);
            for (TileLoop& loop : result_loops()) loops.push_back(std::move(loop));
            return TileLoop{1, {}, std::move(loops)};
        };
        return kernel.plan(shape, flops());
    }

    /// Writes the first k of a core's part to the workspace.
    std::vector<TileLoop> spill_loops(std::uint8_t partials, std::int64_t columns) const {
        const std::int64_t most =
            kernel_.tile_units(kernel_.ub_bytes() / 4, 2 * kPairBytes, kSortWidth);
        const std::int64_t kept = std::min(kept_, round_up(columns, kSortWidth));
        return tiles_over(kept, most, kSortWidth, [this, partials](std::int64_t count) {
            return Tile{{},
                        cost_.move(DataType::kInt64, count),
                        {{partials, Bytes(count * kPairBytes), 1}},
                        {}};
        });
    }

    /// Merges the lists of `blocks` four at a time, tile by tile, each level once through UB.
    std::vector<TileLoop> merge_partials(std::uint8_t partials, std::int64_t blocks) const {
        const std::int64_t most =
            kernel_.tile_units(kernel_.ub_bytes(), 4 * kPairBytes, kSortWidth);
        std::vector<TileLoop> levels;
        for (std::int64_t lists = blocks; lists > 1; lists = ceil_div(lists, kMergeWays)) {
            for (TileLoop& loop :
                 tiles_over(lists * kept_, most, kSortWidth, [&](std::int64_t part) {
                     return Tile{
                         {{partials, Bytes(part * kPairBytes), kMergeWays}}, sort(part), {}, {}};
                 })) {
                levels.push_back(std::move(loop));
            }
        }
        return levels;
    }

    const TopKOp& op_;
    VectorKernel kernel_;
    InstructionCost cost_;
    std::int64_t kept_ = 0;  ///< k in whole sorts
    std::int64_t x_bytes_ = 0;
    std::uint8_t x_ = 0, values_ = 0, indices_ = 0;
};

}  // namespace

sim::KernelPlan plan_top_k(const TopKOp& op, const sim::SocSpec& soc) {
    require_positive("TopK", "rows", op.rows);
    require_positive("TopK", "columns", op.columns);
    require_positive("TopK", "k", op.k);
    if (op.k > op.columns) {
        throw Error(
            ErrorCode::kInvalidArgument,
            fmt::format("TopK: k is {}, expected at most the {} columns", op.k, op.columns));
    }
    require_size("TopK", op.type, {op.rows, op.columns});
    return TopKKernel(op, soc).plan();
}

}  // namespace ascend::models
