// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "models/lowering/lowering.h"
#include "models/lowering/vector/instruction_cost.h"
#include "models/lowering/vector/vector_kernel.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

using namespace vector_kernels;
using sim::VectorClass;

void check(const CopyOp& op) {
    require_positive("copy", "the number of pieces", static_cast<std::int64_t>(op.pieces.size()));
    for (const CopyPiece& piece : op.pieces) {
        require_positive("copy", "rows of a piece", piece.rows);
        require_positive("copy", "row bytes of a piece", piece.row_bytes);
        require_size("copy", op.type, {piece.rows, piece.row_bytes});
        if (piece.output < op.outputs) continue;
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("copy: a piece goes to output {}, expected one of {}", piece.output,
                                op.outputs));
    }
}

/// Pieces pass through UB one after the other; every block takes the same share of each.
class CopyKernel {
  public:
    CopyKernel(const CopyOp& op, const sim::SocSpec& soc)
        : op_(op), kernel_(soc), cost_(kernel_.core()) {
        check(op);
        std::vector<std::int64_t> read(op.inputs), written(op.outputs);
        for (const CopyPiece& piece : op.pieces) {
            const std::int64_t bytes = piece.rows * piece.row_bytes;
            total_ += bytes;
            written[piece.output] += bytes;
            if (!fills(piece)) read[piece.input] += bytes;
        }
        for (const std::int64_t bytes : read) inputs_.push_back(kernel_.input(Bytes(bytes)));
        for (const std::int64_t bytes : written) outputs_.push_back(kernel_.output(Bytes(bytes)));
    }

    sim::KernelPlan plan() const {
        std::vector<PlannedKernel> ways = {plan(false)};
        const bool short_rows =
            std::any_of(op_.pieces.begin(), op_.pieces.end(),
                        [this](const CopyPiece& piece) { return can_shuffle(piece); });
        if (short_rows) ways.push_back(plan(true));
        return fastest(std::move(ways));
    }

  private:
    bool fills(const CopyPiece& piece) const { return piece.input >= op_.inputs; }

    /// Short rows that the kernel reads or writes without gaps between its pieces (concat and split
    /// along an inner axis) can be moved whole and parted in UB.
    bool can_shuffle(const CopyPiece& piece) const {
        const bool gapless =
            piece.strided_write ? !piece.strided_read : piece.strided_read && op_.outputs > 1;
        return gapless && !fills(piece) && piece.row_bytes < kShortRowBytes && piece.rows > 1;
    }

    /// Units are UB blocks of all pieces together: a block's share of each piece is in proportion.
    PlannedKernel plan(bool shuffle) const {
        WorkShape shape;
        shape.units = ceil_div(total_, kUbBlock);
        shape.block = [this, shuffle](std::int64_t units) {
            BlockWork work;
            for (const CopyPiece& piece : op_.pieces) {
                for (TileLoop& loop : piece_loops(piece, units, shuffle && can_shuffle(piece))) {
                    work.loops.push_back(std::move(loop));
                }
            }
            return work;
        };
        return kernel_.plan(shape, 0);
    }

    std::vector<TileLoop> piece_loops(const CopyPiece& piece, std::int64_t units,
                                      bool shuffle) const {
        const std::int64_t bytes =
            share_of(piece.rows * piece.row_bytes, units, ceil_div(total_, kUbBlock));
        const std::int64_t padded = round_up(piece.row_bytes, kUbBlock);
        const bool by_rows = (piece.strided_read || piece.strided_write) && !shuffle;
        const std::int64_t room =
            kernel_.tile_units(kernel_.ub_bytes(), (shuffle ? 5 : 2) * kUbBlock) * kUbBlock;
        // Rows are padded to UB blocks, so a tile of short rows holds fewer bytes.
        const std::int64_t most =
            by_rows && padded <= room ? room / padded * piece.row_bytes : room;
        return tiles_over(bytes, most, 1,
                          [&](std::int64_t part) { return tile(piece, part, shuffle); });
    }

    Tile tile(const CopyPiece& piece, std::int64_t bytes, bool shuffle) const {
        const std::int64_t rows = shuffle ? 1 : ceil_div(bytes, piece.row_bytes);
        const bool padded = piece.row_bytes % kUbBlock != 0;
        // Rows that start at UB blocks on one side do so on the other.
        const bool by_rows = (piece.strided_read || piece.strided_write) && padded;
        Tile tile;
        if (fills(piece)) {
            tile.vector = cost_.instruction(VectorClass::kUnary, DataType::kUint8, kUbBlock);
        } else {
            const std::int64_t runs = by_rows || piece.strided_read ? rows : 1;
            tile.loads = {{inputs_[piece.input], Bytes(bytes), runs}};
        }
        if (shuffle) tile.vector = shuffle_cycles(bytes);
        const std::int64_t runs = by_rows || piece.strided_write ? rows : 1;
        tile.stores = {{outputs_[piece.output], Bytes(bytes), runs}};
        return tile;
    }

    /// 16 rows are turned to columns, where pieces follow each other, and turned back.
    Cycles shuffle_cycles(std::int64_t bytes) const {
        const std::int64_t elements = ceil_div(bytes * 8, bits_of(op_.type));
        return 2 * cost_.instruction(VectorClass::kTranspose, op_.type, elements);
    }

    static constexpr std::int64_t kShortRowBytes = 512;  // one request; longer rows need no help

    const CopyOp& op_;
    VectorKernel kernel_;
    InstructionCost cost_;
    std::vector<std::uint8_t> inputs_, outputs_;
    std::int64_t total_ = 0;
};

}  // namespace

sim::KernelPlan plan_copy(const CopyOp& op, const sim::SocSpec& soc) {
    return CopyKernel(op, soc).plan();
}

}  // namespace ascend::models
