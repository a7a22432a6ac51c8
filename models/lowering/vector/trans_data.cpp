// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <numeric>

#include "models/lowering/lowering.h"
#include "models/lowering/vector/image_rows.h"
#include "models/lowering/vector/instruction_cost.h"
#include "models/lowering/vector/rearrangement.h"

namespace ascend::models {
namespace {

using namespace vector_kernels;
using sim::VectorClass;

std::int64_t product(std::vector<std::int64_t>::const_iterator first,
                     std::vector<std::int64_t>::const_iterator last) {
    return std::accumulate(first, last, std::int64_t{1}, std::multiplies<>());
}

/// The shape as images (missing axes are 1) and as matrices.
struct Extents {
    std::int64_t n = 1, c = 1, hw = 1;
    std::int64_t batch = 1, rows = 1, columns = 1;
};

Extents extents_of(const std::vector<std::int64_t>& shape) {
    Extents extents;
    if (shape.empty()) return extents;
    extents.columns = shape.back();
    if (shape.size() == 1) {
        extents.c = shape.front();
        return extents;
    }
    extents.n = shape[0];
    extents.c = shape[1];
    extents.hw = product(shape.begin() + 2, shape.end());
    extents.rows = shape[shape.size() - 2];
    extents.batch = product(shape.begin(), shape.end() - 2);
    return extents;
}

class TransDataKernel {
  public:
    TransDataKernel(const TransDataOp& op, const sim::SocSpec& soc)
        : op_(op), soc_(soc), cost_(sim::vector_core_of(soc)), extents_(extents_of(op.shape)) {
        ub_ = VectorKernel(soc).ub_bytes();
        blocked_ = op.to == Layout::kNd ? op.from : op.to;
        blocked_type_ = op.to == Layout::kNd ? op.from_type : op.to_type;
        in_bytes_ = layout_bytes(op.from, op.from_type);
        out_bytes_ = layout_bytes(op.to, op.to_type);
    }

    sim::KernelPlan plan() const {
        if (op_.from == op_.to) return fastest({plan_cast()});
        if (op_.from != Layout::kNd && op_.to != Layout::kNd) return fastest({plan_blocks()});
        switch (blocked_) {
            case Layout::kNd:
            case Layout::kNc1hwc0:
                return plan_image();
            case Layout::kFractalNz:
                return plan_fractal_nz();
            case Layout::kFractalZ:
                return fastest({plan_fractal_z()});
        }
        return fastest({plan_blocks()});
    }

  private:
    static constexpr std::int64_t kFractal = 16;
    /// The least TransData takes 6.5 us on A2, the least kernel 1.2 us (facts 3.1).
    static constexpr Bytes kCode{14 * 1024};
    /// A loop of SCALAR puts filters together C0 block by block (facts 1.5: 33 cycles a turn);
    /// their other pipes are half idle in operators_910b.
    static constexpr Cycles kScalarCyclesPerBlock{33};

    std::int64_t c0() const { return c0_of(blocked_type_); }
    std::int64_t c1() const { return ceil_div(extents_.c, c0()); }

    /// Bytes in GM, padded as the layout is. C0 is that of the blocked side, also while the plain
    /// side has another type.
    std::int64_t layout_bytes(Layout layout, DataType type) const {
        const Extents& e = extents_;
        const std::int64_t block = c0_of(type);
        switch (layout) {
            case Layout::kNd:
                return bytes_of(type, e.n * e.c * e.hw).count();
            case Layout::kNc1hwc0:
                return bytes_of(type, e.n * round_up(e.c, block) * e.hw).count();
            case Layout::kFractalNz:
                return bytes_of(type,
                                e.batch * round_up(e.rows, kFractal) * round_up(e.columns, block))
                    .count();
            case Layout::kFractalZ:
                return bytes_of(type, round_up(e.n, kFractal) * round_up(e.c, block) * e.hw)
                    .count();
        }
        return 0;
    }

    std::int64_t plain_bytes(std::int64_t elements) const {
        return bytes_of(op_.to == Layout::kNd ? op_.to_type : op_.from_type, elements).count();
    }

    Cycles cast(std::int64_t elements) const {
        return cost_.convert(op_.from_type, op_.to_type, elements);
    }

    /// Two inputs, two outputs, and one between them, by element.
    std::int64_t ub_bytes_per_element() const {
        return ceil_div(2 * bits_of(op_.from_type) + 3 * bits_of(op_.to_type), 8);
    }

    Rearrangement work(std::int64_t units, std::int64_t plain_runs,
                       std::int64_t blocked_runs) const {
        Rearrangement work;
        work.units = units;
        work.code = kCode;
        work.single_buffered = soc_.split;
        work.in_bytes = in_bytes_;
        work.out_bytes = out_bytes_;
        const bool to_plain = op_.to == Layout::kNd;
        work.in_runs = to_plain ? blocked_runs : plain_runs;
        work.out_runs = to_plain ? plain_runs : blocked_runs;
        return work;
    }

    PlannedKernel plan_cast() const {
        Rearrangement copy = work(ceil_div(in_bytes_, kUbBlock), 1, 1);
        copy.in_follows = copy.out_follows = true;
        const std::int64_t elements = kUbBlock * 8 / bits_of(op_.from_type);
        copy.ub_bytes = elements * ub_bytes_per_element();
        if (op_.from_type != op_.to_type) {
            copy.cycles = [this, elements](std::int64_t units) { return cast(units * elements); };
        }
        return plan_rearrangement(copy, soc_);
    }

    /// Between two blocked layouts: blocks of C0 move, 16 of them a run.
    PlannedKernel plan_blocks() const {
        const std::int64_t elements = kFractal * c0_of(op_.from_type);
        Rearrangement blocks =
            work(std::max<std::int64_t>(in_bytes_ / (kFractal * kUbBlock), 1), 1, 1);
        blocks.ub_bytes = elements * ub_bytes_per_element();
        blocks.out_follows = true;
        blocks.cycles = [this, elements](std::int64_t units) {
            return cast(units * elements) + cost_.move(op_.to_type, units * elements);
        };
        return plan_rearrangement(blocks, soc_);
    }

    /// NCHW and NC1HWC0: C0 rows of contiguous pixels are turned to pixels of contiguous channels
    /// (vnchwconv) in UB. Channels that are missing to C0 are zeros.
    sim::KernelPlan plan_image() const {
        std::vector<PlannedKernel> ways;
        const std::int64_t pixels = round_up(extents_.hw, kFractal);
        for (std::int64_t parts = 1; parts <= ceil_div(pixels, kFractal); parts *= 2) {
            const std::int64_t width = round_up(ceil_div(pixels, parts), kFractal);
            if (c0() * width * ub_bytes_per_element() > ub_) continue;
            ways.push_back(plan_image(width));
            if (width * kUbBlock < kShortTileBytes) break;
        }
        return fastest(std::move(ways));
    }

    PlannedKernel plan_image(std::int64_t width) const {
        const std::int64_t channels = ceil_div(extents_.c, c1());
        const bool whole = width >= extents_.hw;
        const bool contiguous = whole && plain_bytes(extents_.hw) % kUbBlock == 0;
        Rearrangement image =
            work(extents_.n * c1() * ceil_div(extents_.hw, width), contiguous ? 1 : channels, 1);
        const std::int64_t elements = c0() * width;
        image.ub_bytes = elements * ub_bytes_per_element();
        const std::int64_t cores = sim::vector_core_of(soc_).count;
        if (soc_.split && 2 * extents_.n > cores) image.granule = image.units / extents_.n;
        const std::int64_t held = channels * width, missing = elements - held;
        image.cycles = [this, elements, held, missing](std::int64_t units) {
            return cast(units * held) + cost_.move(blocked_type_, units * missing) +
                   cost_.instruction(VectorClass::kTranspose, blocked_type_, units * elements);
        };
        return plan_rearrangement(image, soc_);
    }

    /// [M, N] and [N1, M1, 16, C0]: rows are parted into blocks of C0, which follow each other down
    /// the rows.
    sim::KernelPlan plan_fractal_nz() const {
        std::vector<PlannedKernel> ways;
        const std::int64_t all_columns = round_up(extents_.columns, c0());
        for (std::int64_t rows = round_up(extents_.rows, kFractal);; rows = half(rows, kFractal)) {
            for (std::int64_t columns = all_columns;; columns = half(columns, c0())) {
                if (rows * columns * ub_bytes_per_element() <= ub_) {
                    ways.push_back(plan_fractal_nz(rows, columns));
                    break;
                }
                if (columns <= c0()) break;
            }
            if (rows <= kFractal || ways.size() >= kMostWays) break;
        }
        return fastest(std::move(ways));
    }

    static std::int64_t half(std::int64_t extent, std::int64_t block) {
        return round_up(ceil_div(extent, 2), block);
    }

    PlannedKernel plan_fractal_nz(std::int64_t rows, std::int64_t columns) const {
        const bool all_columns = columns >= extents_.columns;
        const bool contiguous = all_columns && plain_bytes(extents_.columns) % kUbBlock == 0;
        const std::int64_t real_rows = std::min(rows, extents_.rows);
        const std::int64_t units =
            extents_.batch * ceil_div(extents_.rows, rows) * ceil_div(extents_.columns, columns);
        Rearrangement matrix =
            work(units, contiguous ? 1 : real_rows, rows >= extents_.rows ? 1 : columns / c0());
        const std::int64_t elements = rows * columns;
        matrix.ub_bytes = elements * ub_bytes_per_element();
        matrix.cycles = [this, elements](std::int64_t count) {
            return cast(count * elements) + cost_.move(blocked_type_, count * elements);
        };
        return plan_rearrangement(matrix, soc_);
    }

    /// [N, C, Kh, Kw] and [C1, Kh, Kw, N1, 16, C0]: 16 filters of C0 channels at a time, turned as
    /// images are; filters of one pixel only change places.
    PlannedKernel plan_fractal_z() const {
        std::int64_t parts = 1;
        while (filter_elements(parts) * ub_bytes_per_element() > ub_ && parts < extents_.hw) {
            parts *= 2;
        }
        const std::int64_t filters = std::min(extents_.n, kFractal);
        const std::int64_t channels = std::min(extents_.c, c0());
        Rearrangement weights =
            work(ceil_div(extents_.n, kFractal) * c1() * parts,
                 parts == 1 ? filters : filters * channels, ceil_div(extents_.hw, parts));
        const std::int64_t elements = filter_elements(parts);
        weights.ub_bytes = elements * ub_bytes_per_element();
        if (soc_.split && extents_.hw > 1) {
            const std::int64_t blocks = filters * channels * ceil_div(extents_.hw, parts) / c0();
            weights.scalar = kScalarCyclesPerBlock * blocks;
        }
        weights.cycles = [this, elements](std::int64_t units) {
            const std::int64_t count = units * elements;
            return cast(count) + (extents_.hw == 1 ? cost_.move(blocked_type_, count)
                                                   : cost_.instruction(VectorClass::kTranspose,
                                                                       blocked_type_, count));
        };
        return plan_rearrangement(weights, soc_);
    }

    /// Elements in UB of 16 filters of C0 channels and one of `parts` of their pixels.
    std::int64_t filter_elements(std::int64_t parts) const {
        const std::int64_t pixels = ceil_div(extents_.hw, parts);
        return kFractal * c0() * (extents_.hw == 1 ? 1 : round_up(pixels, kFractal));
    }

    static constexpr std::int64_t kShortTileBytes = 2048;  // smaller tiles only add starts
    static constexpr std::size_t kMostWays = 8;

    const TransDataOp& op_;
    const sim::SocSpec& soc_;
    InstructionCost cost_;
    Extents extents_;
    std::int64_t ub_ = 0;
    Layout blocked_ = Layout::kNd;
    DataType blocked_type_ = DataType::kFloat16;
    std::int64_t in_bytes_ = 0, out_bytes_ = 0;
};

}  // namespace

sim::KernelPlan plan_trans_data(const TransDataOp& op, const sim::SocSpec& soc) {
    std::int64_t elements = 1;
    for (const std::int64_t extent : op.shape) {
        require_positive("TransData", "an extent", extent);
        require_size("TransData", op.from_type, {elements, extent});
        elements *= extent;
    }
    require_size("TransData", op.to_type, {elements});
    return TransDataKernel(op, soc).plan();
}

}  // namespace ascend::models
