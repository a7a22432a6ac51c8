// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/lowering/lowering.h"
#include "models/lowering/vector/image_rows.h"
#include "models/lowering/vector/instruction_cost.h"
#include "models/lowering/vector/vector_kernel.h"

namespace ascend::models {
namespace {

using namespace vector_kernels;
using sim::VectorClass;

std::int64_t taps_of(const ResizeOp& op) {
    if (op.cubic) return 4;
    return op.linear ? 2 : 1;
}

std::int64_t input_rows(const ResizeOp& op, std::int64_t rows) {
    const std::int64_t spanned = share_of(op.h_in, rows, op.h_out) + taps_of(op) - 1;
    return std::min({op.h_in, spanned, rows * taps_of(op)});
}

/// Each tap of a result is a gather of C0 blocks from an input row; nearest neighbour is nothing
/// else. With weights it is a multiply and an add too, in fp32.
class ResizeCost {
  public:
    ResizeCost(const ResizeOp& op, const sim::CoreSpec& core) : op_(op), cost_(core) {}

    Cycles operator()(std::int64_t rows, std::int64_t width) const {
        const std::int64_t out = width * c0_of(op_.type);
        const std::int64_t loaded = input_rows(op_, rows);
        if (taps_of(op_) == 1) return loaded * gather(op_.type, out);
        const DataType type = DataType::kFloat;
        const Cycles weigh = cost_.instruction(VectorClass::kBinary, type, out) * 2;
        const Cycles narrow_and_widen = cost_.convert(op_.type, type, rows * out) * 2;
        const Cycles along_row = taps_of(op_) * (gather(type, out) + weigh);
        const Cycles across_rows = taps_of(op_) * weigh;
        return loaded * along_row + rows * across_rows + narrow_and_widen;
    }

  private:
    /// gatherb moves a 32 B block at 1.7 cycles a repeat, as a binary instruction does.
    Cycles gather(DataType type, std::int64_t elements) const {
        return cost_.instruction(VectorClass::kBinary, type, elements);
    }

    const ResizeOp& op_;
    InstructionCost cost_;
};

void check(const ResizeOp& op) {
    require_positive("resize", "batch", op.batch);
    require_positive("resize", "channels", op.channels);
    require_positive("resize", "input height", op.h_in);
    require_positive("resize", "input width", op.w_in);
    require_positive("resize", "output height", op.h_out);
    require_positive("resize", "output width", op.w_out);
    require_size("resize", op.type, {op.batch, op.channels, op.h_in, op.w_in});
    require_size("resize", op.type, {op.batch, op.channels, op.h_out, op.w_out});
}

/// SCALAR cycles of a pixel of NCHW where the vector unit cannot address single elements: a turn of
/// its loop (facts 1.5) for each of two rows.
constexpr std::int64_t kScalarCyclesPerPixel = 2 * 33;

/// What is gathered beside the taps: the column and its two weights.
constexpr std::int64_t kTablesOfColumns = 3;

/// NCHW: pixels are picked one by one, by the vector unit from registers or by SCALAR.
sim::KernelPlan plan_plain_resize(const ResizeOp& op, const sim::SocSpec& soc) {
    VectorKernel kernel(soc);
    const InstructionCost cost(kernel.core());
    const std::int64_t taps = taps_of(op), row = bytes_of(op.type, op.w_in).count();
    const std::int64_t result = bytes_of(op.type, op.w_out).count();
    const std::int64_t rows = op.batch * op.channels * op.h_out;
    const std::int64_t read = std::min(op.h_in, op.h_out * taps) * op.batch * op.channels;
    const std::uint8_t x = kernel.input(Bytes(read * row));
    const std::uint8_t y = kernel.output(Bytes(rows * result));
    const std::int64_t pieces = ceil_div(2 * taps * (row + result), kernel.ub_bytes() / 2);
    const std::int64_t most =
        kernel.tile_units(kernel.ub_bytes() / 2, ceil_div(2 * taps * (row + result), pieces));
    WorkShape shape;
    shape.units = rows * pieces;
    shape.block = [&](std::int64_t units) {
        return BlockWork{
            {}, tiles_over(units, most, 1, [&](std::int64_t n) {
                const std::int64_t pixels = ceil_div(n * op.w_out, pieces);
                const DataType type = DataType::kFloat;
                Tile tile{{{x, Bytes(share_of(read * row, n, rows * pieces)), n}}, {}, {}, {}};
                tile.vector =
                    (taps * taps + kTablesOfColumns) *
                        cost.instruction(VectorClass::kGather, type, pixels) +
                    taps * (taps + 1) * cost.instruction(VectorClass::kBinary, type, pixels);
                if (!kernel.core().vector.registers)
                    tile.scalar = Cycles(pixels * kScalarCyclesPerPixel);
                tile.stores = {{y, Bytes(share_of(rows * result, n, rows * pieces)), 1}};
                return tile;
            })};
    };
    return kernel.plan(shape, rows * op.w_out * taps * taps * 2).plan;
}

}  // namespace

sim::KernelPlan plan_resize(const ResizeOp& op, const sim::SocSpec& soc) {
    check(op);
    if (op.layout == Layout::kNd) return plan_plain_resize(op, soc);
    const ResizeCost cost(op, sim::vector_core_of(soc));
    ImageRows image;
    image.planes = plane_count(op.batch, op.channels, op.type);
    image.h_out = op.h_out;
    image.w_out = op.w_out;
    image.in_row_bytes = op.w_in * kUbBlock;
    image.out_row_bytes = op.w_out * kUbBlock;
    image.halo_bytes = taps_of(op) * kUbBlock;
    image.temporary_rows = taps_of(op) == 1 ? 0 : 4;
    image.input_rows = [&op](std::int64_t rows) { return input_rows(op, rows); };
    image.cycles = cost;
    const std::int64_t outputs = op.batch * op.channels * op.h_out * op.w_out;
    const std::int64_t taps = taps_of(op);
    return plan_image_rows(image, soc, taps == 1 ? outputs : outputs * taps * taps * 2);
}

}  // namespace ascend::models
