// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "models/lowering/lowering.h"
#include "models/lowering/vector/instruction_cost.h"
#include "models/lowering/vector/rearrangement.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

using namespace vector_kernels;
using sim::VectorClass;

void check(const TransposeOp& op) {
    std::int64_t elements = 1;
    for (const std::int64_t extent : op.shape) {
        require_positive("transpose", "an extent", extent);
        require_size("transpose", op.type, {elements, extent});
        elements *= extent;
    }
    std::vector<std::int64_t> sorted = op.permutation, axes(op.shape.size());
    std::iota(axes.begin(), axes.end(), 0);
    std::sort(sorted.begin(), sorted.end());
    if (sorted == axes) return;
    throw Error(ErrorCode::kInvalidArgument,
                fmt::format("transpose: a permutation of {} entries is not one of {} axes",
                            op.permutation.size(), op.shape.size()));
}

/// A permutation without axes of extent 1 and with axes that stay neighbours merged into one.
struct Permutation {
    std::vector<std::int64_t> extents;  ///< of the input
    std::vector<std::size_t> order;     ///< input axis of each output axis
};

Permutation simplify(const TransposeOp& op) {
    // Runs of input axes, in output order, that appear next to each other in both.
    struct Run {
        std::int64_t first = 0, last = 0, extent = 1;
    };
    std::vector<Run> runs;
    std::vector<std::int64_t> kept(op.shape.size(), -1);
    std::int64_t count = 0;
    for (std::size_t i = 0; i < op.shape.size(); ++i) {
        if (op.shape[i] > 1) kept[i] = count++;
    }
    for (const std::int64_t axis : op.permutation) {
        const std::int64_t position = kept[static_cast<std::size_t>(axis)];
        const std::int64_t extent = op.shape[static_cast<std::size_t>(axis)];
        if (position < 0) continue;
        if (!runs.empty() && runs.back().last + 1 == position) {
            runs.back().last = position;
            runs.back().extent *= extent;
        } else {
            runs.push_back({position, position, extent});
        }
    }
    Permutation result;
    result.order.resize(runs.size());
    std::vector<std::size_t> by_input(runs.size());
    std::iota(by_input.begin(), by_input.end(), std::size_t{0});
    std::sort(by_input.begin(), by_input.end(),
              [&](std::size_t a, std::size_t b) { return runs[a].first < runs[b].first; });
    for (std::size_t i = 0; i < by_input.size(); ++i) {
        result.extents.push_back(runs[by_input[i]].extent);
        result.order[by_input[i]] = i;
    }
    return result;
}

class TransposeKernel {
  public:
    TransposeKernel(const TransposeOp& op, const sim::SocSpec& soc)
        : type_(op.type), soc_(soc), cost_(sim::vector_core_of(soc)), permutation_(simplify(op)) {
        const std::int64_t elements =
            std::accumulate(op.shape.begin(), op.shape.end(), std::int64_t{1}, std::multiplies<>());
        bytes_ = bytes_of(op.type, elements).count();
        ub_ = VectorKernel(soc).ub_bytes();
        std::vector<std::int64_t>& extents = permutation_.extents;
        item_elements_ = 1;
        if (!extents.empty() && permutation_.order.back() == extents.size() - 1) {
            item_elements_ = extents.back();
            extents.pop_back();
            permutation_.order.pop_back();
        }
        item_bytes_ = std::max<std::int64_t>(bytes_of(op.type, item_elements_).count(), 1);
    }

    sim::KernelPlan plan() const {
        std::vector<PlannedKernel> ways = {plan_rows()};
        if (permutation_.extents.empty()) return fastest(std::move(ways));
        for (std::int64_t budget = ub_; budget >= kLeastTileBytes; budget /= 2) {
            add_swaps(budget, ways);
        }
        return fastest(std::move(ways));
    }

  private:
    static constexpr std::int64_t kLeastTileBytes = 8 * 1024;
    static constexpr std::int64_t kSide = 16;  // of a vnchwconv block

    /// Copies runs that are contiguous on both sides: loaded from where they lie, stored in order.
    PlannedKernel plan_rows() const {
        const std::int64_t segments = ceil_div(item_bytes_, std::max(ub_ / 4, kUbBlock));
        Rearrangement work;
        work.units = bytes_ / item_bytes_ * segments;
        work.in_bytes = work.out_bytes = bytes_;
        const bool whole = permutation_.extents.empty();
        if (!whole) work.code = kCode;
        work.in_follows = whole;
        work.out_follows = whole || item_bytes_ % kUbBlock == 0;
        work.ub_bytes = 2 * round_up(ceil_div(item_bytes_, segments), kUbBlock);
        if (whole) {
            work.units = ceil_div(bytes_, kUbBlock);
            work.ub_bytes = 2 * kUbBlock;
        }
        return plan_rearrangement(work, soc_);
    }

    /// Transposes of few elements take 4 us longer than element-wise kernels on A2. source:
    /// operators_910b
    static constexpr Bytes kCode{10 * 1024};

    /// Tiles of a x b items, where b runs along the input's last axis and a along the output's.
    void add_swaps(std::int64_t budget, std::vector<PlannedKernel>& ways) const {
        const std::size_t last = permutation_.extents.size() - 1;
        const std::int64_t a_extent = permutation_.extents[permutation_.order.back()];
        const std::int64_t b_extent = permutation_.extents[last];
        const std::int64_t items =
            std::max<std::int64_t>(budget / ub_bytes_per_item(), kSide * kSide);
        for (const bool long_b : {false, true}) {
            const std::int64_t side = std::max(kSide, square_side(items));
            std::int64_t a = 0, b = 0;
            if (long_b) {
                b = even_part(b_extent, std::max(side, items / round_up(a_extent, kSide)));
                a = even_part(a_extent, std::max(kSide, items / round_up(b, kSide)));
            } else {
                a = even_part(a_extent, std::max(side, items / round_up(b_extent, kSide)));
                b = even_part(b_extent, std::max(kSide, items / round_up(a, kSide)));
            }
            if (swap_ub_bytes(a, b) <= ub_) ways.push_back(plan_swap(a, b));
        }
    }

    /// Two inputs, two outputs, and a temporary where blocks are turned twice.
    std::int64_t ub_bytes_per_item() const { return 5 * item_bytes_; }

    std::int64_t swap_ub_bytes(std::int64_t a, std::int64_t b) const {
        return round_up(a, kSide) * round_up(b, kSide) * ub_bytes_per_item();
    }

    static std::int64_t square_side(std::int64_t items) {
        std::int64_t side = kSide;
        while ((side + kSide) * (side + kSide) <= items) side += kSide;
        return side;
    }

    /// An even share of `extent` of at most `most`, in whole blocks unless it is all.
    static std::int64_t even_part(std::int64_t extent, std::int64_t most) {
        if (extent <= most) return extent;
        const std::int64_t part = ceil_div(extent, ceil_div(extent, most));
        return std::min(round_up(part, kSide), std::max(kSide, most / kSide * kSide));
    }

    /// On split chips rows arrive block by block of 32 B, so that UB holds them as vnchwconv wants
    /// them: transposes of any shape move 5 to 6 B a cycle and core there. source: operators_bench
    PlannedKernel plan_swap(std::int64_t a, std::int64_t b) const {
        const std::size_t last = permutation_.extents.size() - 1;
        const std::size_t a_axis = permutation_.order.back();
        const std::int64_t a_extent = permutation_.extents[a_axis];
        const std::int64_t b_extent = permutation_.extents[last];
        const bool in_adjacent = a_axis + 1 == last;
        const bool out_adjacent = permutation_.order[last - 1] == last;
        const bool in_whole = in_adjacent && b == b_extent && b * item_bytes_ % kUbBlock == 0;
        const bool out_whole = out_adjacent && a == a_extent && a * item_bytes_ % kUbBlock == 0;
        Rearrangement work;
        const std::int64_t others = bytes_ / item_bytes_ / a_extent / b_extent;
        work.units = others * ceil_div(a_extent, a) * ceil_div(b_extent, b);
        work.in_bytes = work.out_bytes = bytes_;
        work.code = kCode;
        work.in_runs = in_whole ? 1 : a;
        work.out_runs = out_whole ? 1 : b;
        if (soc_.split) {
            work.in_runs = std::max(work.in_runs, ceil_div(a * b * item_bytes_, kUbBlock));
        }
        work.ub_bytes = swap_ub_bytes(a, b);
        work.cycles = [this, a, b](std::int64_t units) { return swap_cycles(a, b, units); };
        return plan_rearrangement(work, soc_);
    }

    /// Blocks of 16 x 16 are turned as they are when items are single elements. Longer items are
    /// turned element-wise twice. Few elements are cheaper to gather one by one.
    Cycles swap_cycles(std::int64_t a, std::int64_t b, std::int64_t units) const {
        const std::int64_t turns = item_elements_ == 1 ? 1 : 2;
        const std::int64_t padded = round_up(a, kSide) * round_up(b, kSide) * item_elements_;
        const Cycles turned =
            turns * cost_.instruction(VectorClass::kTranspose, type_, units * padded);
        const Cycles gathered =
            cost_.instruction(VectorClass::kGather, type_, units * a * b * item_elements_);
        return std::min(turned, gathered);
    }

    DataType type_;
    const sim::SocSpec& soc_;
    InstructionCost cost_;
    Permutation permutation_;
    std::int64_t bytes_ = 0, ub_ = 0;
    std::int64_t item_elements_ = 1, item_bytes_ = 0;  ///< the run that stays contiguous
};

}  // namespace

sim::KernelPlan plan_transpose(const TransposeOp& op, const sim::SocSpec& soc) {
    check(op);
    return TransposeKernel(op, soc).plan();
}

}  // namespace ascend::models
