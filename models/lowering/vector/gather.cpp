// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/lowering/lowering.h"
#include "models/lowering/vector/instruction_cost.h"
#include "models/lowering/vector/vector_kernel.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

using namespace vector_kernels;
using sim::VectorClass;

/// SCALAR cycles from an index in UB to the issue of its row's transfer: a DataCopy is issued every
/// 20.6 cycles at best (facts 1.5).
constexpr std::int64_t kScalarCyclesPerIndex = 21;

/// Rows picked by index, one transfer a row; or, when the table is small and rows are single
/// elements, picked by the vector unit from a table in UB.
class GatherKernel {
  public:
    GatherKernel(const GatherOp& op, const sim::SocSpec& soc)
        : op_(op), kernel_(soc), cost_(kernel_.core()) {
        moved_ = op.picks * op.row_bytes;
        index_bytes_ = bytes_of(op.index_type, op.picks).count();
    }

    sim::KernelPlan plan() {
        if (op_.scatter) return fastest({plan_scatter()});
        const std::int64_t touched = std::min(moved_, op_.table_bytes);
        table_ = kernel_.input(Bytes(touched));
        indices_ = kernel_.input(Bytes(index_bytes_));
        rows_ = kernel_.output(Bytes(moved_));
        const bool single = op_.row_bytes <= kLargestElement;
        if (single && kernel_.core().vector.registers) return fastest({plan_by_threads()});
        std::vector<PlannedKernel> ways = {plan_by_rows()};
        if (single && op_.table_bytes <= kernel_.ub_bytes() / 2) ways.push_back(plan_in_ub());
        return fastest(std::move(ways));
    }

  private:
    static constexpr std::int64_t kLargestElement = 8;
    static constexpr std::int64_t kCacheLine = 128, kDataCache = 128 * 1024;  // of SIMT threads

    std::int64_t index_size() const {
        return std::max<std::int64_t>(bits_of(op_.index_type) / 8, 1);
    }

    TileTransfer indices(std::int64_t picks) const {
        return {indices_, Bytes(share_of(index_bytes_, picks, op_.picks)), 1};
    }

    /// Tiles of whole rows; of pieces of rows when a row does not fit.
    std::vector<TileLoop> row_loops(std::int64_t picks, std::uint8_t from, bool scattered) const {
        const std::int64_t room = kernel_.ub_bytes() / 2;
        const std::int64_t pieces = ceil_div(op_.row_bytes, room / 2);
        const std::int64_t unit = ceil_div(op_.row_bytes, pieces);
        const std::int64_t most = kernel_.tile_units(room, round_up(unit, kUbBlock) + index_size());
        return tiles_over(picks * pieces, most, 1, [=, this](std::int64_t count) {
            const Bytes bytes(share_of(moved_, count, op_.picks * pieces));
            const std::int64_t loads = scattered ? 1 : count;
            Tile tile;
            tile.loads = {indices(ceil_div(count, pieces)), {from, bytes, loads}};
            tile.stores = {{rows_, bytes, scattered || unit % kUbBlock != 0 ? count : 1}};
            tile.scalar = Cycles(count * kScalarCyclesPerIndex);
            return tile;
        });
    }

    PlannedKernel plan_by_rows() const {
        WorkShape shape;
        shape.units = op_.picks;
        shape.block = [this](std::int64_t picks) {
            return BlockWork{{}, row_loops(picks, table_, false)};
        };
        return kernel_.plan(shape, 0);
    }

    /// Every thread picks an element from GM through the data cache: a line a pick, unless the
    /// lines of all rows that neighbouring picks choose from stay in the cache. source: facts 6b
    /// (SIMT)
    PlannedKernel plan_by_threads() const {
        const bool cached = op_.lines > 0 && op_.lines * kCacheLine <= kDataCache / 2;
        const double line = cached ? 0 : kCacheLine;
        const double cycles = std::max(1.0, line / kernel_.l2_read_share());
        const std::int64_t most = kernel_.tile_units(kernel_.ub_bytes() / 2,
                                                     2 * round_up(op_.row_bytes, 4) + index_size());
        WorkShape shape;
        shape.units = op_.picks;
        shape.block = [this, cycles, most](std::int64_t picks) {
            return BlockWork{{}, tiles_over(picks, most, 1, [=, this](std::int64_t count) {
                                 const Bytes bytes(share_of(moved_, count, op_.picks));
                                 return Tile{
                                     {indices(count), {table_, bytes, 1}},
                                     Cycles(std::llround(static_cast<double>(count) * cycles)),
                                     {{rows_, bytes, 1}},
                                     {}};
                             })};
        };
        return kernel_.plan(shape, 0);
    }

    PlannedKernel plan_in_ub() const {
        const DataType type = op_.row_bytes > 2 ? DataType::kInt32 : DataType::kInt16;
        const std::int64_t words = std::max<std::int64_t>(op_.row_bytes / 4, 1);
        const std::int64_t most =
            kernel_.tile_units(kernel_.ub_bytes() / 2, 2 * op_.row_bytes + 2 * index_size() + 4);
        WorkShape shape;
        shape.units = op_.picks;
        shape.block = [this, type, words, most](std::int64_t picks) {
            return BlockWork{
                {{table_, Bytes(op_.table_bytes), 1}},
                tiles_over(picks, most, 1, [=, this](std::int64_t count) {
                    // Indices become byte offsets before the gather.
                    const Cycles offsets =
                        cost_.convert(op_.index_type, DataType::kInt32, count) +
                        cost_.instruction(VectorClass::kUnary, DataType::kInt32, count);
                    return Tile{
                        {indices(count)},
                        offsets + cost_.instruction(VectorClass::kGather, type, count * words),
                        {{rows_, Bytes(share_of(moved_, count, op_.picks)), 1}},
                        {}};
                })};
        };
        return kernel_.plan(shape, 0);
    }

    /// Copies the data to the result, then writes the updated rows over it.
    PlannedKernel plan_scatter() {
        table_ = kernel_.input(Bytes(op_.table_bytes));
        indices_ = kernel_.input(Bytes(index_bytes_));
        const std::uint8_t updates = kernel_.input(Bytes(moved_));
        rows_ = kernel_.output(Bytes(op_.table_bytes));
        WorkShape shape;
        shape.units = op_.picks;
        shape.block = [this, updates](std::int64_t picks) {
            BlockWork work;
            const std::int64_t bytes = share_of(op_.table_bytes, picks, op_.picks);
            const std::int64_t most =
                kernel_.tile_units(kernel_.ub_bytes() / 2, kUbBlock) * kUbBlock;
            work.loops = tiles_over(bytes, most, 1, [this](std::int64_t part) {
                return Tile{{{table_, Bytes(part), 1}}, {}, {{rows_, Bytes(part), 1}}, {}};
            });
            for (TileLoop& loop : row_loops(picks, updates, true)) {
                work.loops.push_back(std::move(loop));
            }
            return work;
        };
        return kernel_.plan(shape, 0);
    }

    const GatherOp& op_;
    VectorKernel kernel_;
    InstructionCost cost_;
    std::int64_t moved_ = 0, index_bytes_ = 0;
    std::uint8_t table_ = 0, indices_ = 0, rows_ = 0;
};

}  // namespace

sim::KernelPlan plan_gather(const GatherOp& op, const sim::SocSpec& soc) {
    require_positive("gather", "number of picks", op.picks);
    require_positive("gather", "row bytes", op.row_bytes);
    require_positive("gather", "table bytes", op.table_bytes);
    require_size("gather", op.index_type, {op.picks, op.row_bytes});
    require_size("gather", op.index_type, {op.table_bytes});
    return GatherKernel(op, soc).plan();
}

}  // namespace ascend::models
