// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/nchw_convolution.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace ascend::models::cube {
namespace {

/// A source whose tiles are rearranged while they are loaded.
class RearrangedSource final : public TileSource {
  public:
    RearrangedSource(std::shared_ptr<const TileSource> source, double cycles_per_byte,
                     double cycles_per_row)
        : source_(std::move(source)),
          cycles_per_byte_(cycles_per_byte),
          cycles_per_row_(cycles_per_row) {}

    TileLoad load(std::int64_t rows, std::int64_t columns) const override {
        TileLoad tile = source_->load(rows, columns);
        const double cycles = cycles_per_byte_ * static_cast<double>(tile.access.bytes.count()) +
                              cycles_per_row_ * static_cast<double>(rows);
        tile.cycles = std::max(tile.cycles, Cycles(static_cast<std::int64_t>(cycles)));
        return tile;
    }
    Bytes l1_bytes(std::int64_t rows, std::int64_t columns) const override {
        return source_->l1_bytes(rows, columns);
    }

  private:
    std::shared_ptr<const TileSource> source_;
    double cycles_per_byte_, cycles_per_row_;
};

bool is_matrix_product(const ConvolutionOp& op) {
    return op.kernel_h * op.kernel_w * op.stride_h * op.stride_w == 1;
}

}  // namespace

void read_nchw(CubeProblem& problem, const ConvolutionOp& op, const sim::WrittenKernelSpec& spec) {
    if (spec.nchw_bytes_per_cycle > 0 && !is_matrix_product(op)) {
        problem.a =
            std::make_shared<RearrangedSource>(problem.a, 1 / spec.nchw_bytes_per_cycle, 0.0);
    }
    if (spec.group_weight_cycles > 0 && op.groups > 1) {
        problem.b = std::make_shared<RearrangedSource>(problem.b, 0.0, spec.group_weight_cycles);
    }
}

}  // namespace ascend::models::cube
