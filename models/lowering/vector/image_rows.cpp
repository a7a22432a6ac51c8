// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/vector/image_rows.h"

#include <algorithm>

namespace ascend::models::vector_kernels {
namespace {

constexpr std::int64_t kMostPieces = 64;  // beyond, only when nothing else fits

/// With each row cut into `pieces`, rows of one piece follow each other: planes * pieces planes.
class ImageKernel {
  public:
    ImageKernel(const ImageRows& image, const sim::SocSpec& soc, std::int64_t pieces)
        : image_(image), kernel_(soc), pieces_(pieces) {
        y_bytes_ = image.planes * image.h_out * image.out_row_bytes;
        x_ =
            kernel_.input(Bytes(image.planes * image.input_rows(image.h_out) * image.in_row_bytes));
        y_ = kernel_.output(Bytes(y_bytes_));
    }

    bool fits() const { return ub_bytes(1) <= kernel_.ub_bytes(); }

    PlannedKernel plan(std::int64_t flops) const {
        const std::int64_t most = most_rows();
        WorkShape shape;
        shape.units = rows();
        shape.block = [this, most](std::int64_t count) {
            return BlockWork{
                {}, tiles_over(count, most, 1, [this](std::int64_t n) { return tile(n); })};
        };
        return kernel_.plan(shape, flops);
    }

  private:
    std::int64_t rows() const { return image_.planes * pieces_ * image_.h_out; }

    /// Rows may span planes; each part brings its own halo.
    std::int64_t input_rows(std::int64_t count) const {
        const std::int64_t rest = count % image_.h_out;
        return count / image_.h_out * image_.input_rows(image_.h_out) +
               (rest > 0 ? image_.input_rows(rest) : 0);
    }

    std::int64_t piece_bytes() const {
        const std::int64_t halo = pieces_ > 1 ? image_.halo_bytes : 0;
        return ceil_div(image_.in_row_bytes, pieces_) + halo;
    }

    std::int64_t ub_bytes(std::int64_t count) const {
        const std::int64_t out = ceil_div(image_.out_row_bytes, pieces_) * count;
        return 2 * input_rows(count) * piece_bytes() + (2 + image_.temporary_rows) * out;
    }

    std::int64_t most_rows() const {
        std::int64_t fitting = 1, beyond = rows() + 1;
        while (beyond - fitting > 1) {
            const std::int64_t middle = fitting + (beyond - fitting) / 2;
            (ub_bytes(middle) <= kernel_.ub_bytes() ? fitting : beyond) = middle;
        }
        return fitting;
    }

    Tile tile(std::int64_t count) const {
        const std::int64_t loaded = input_rows(count);
        const std::int64_t planes = ceil_div(count, image_.h_out);
        return Tile{{{x_, Bytes(loaded * piece_bytes()), pieces_ > 1 ? loaded : planes}},
                    image_.cycles(count, ceil_div(image_.w_out, pieces_)),
                    {{y_, Bytes(share_of(y_bytes_, count, rows())), pieces_ > 1 ? count : 1}},
                    {}};
    }

    const ImageRows& image_;
    VectorKernel kernel_;
    std::int64_t pieces_ = 1;  ///< of a row
    std::int64_t y_bytes_ = 0;
    std::uint8_t x_ = 0, y_ = 0;
};

}  // namespace

bool fits_ub(const ImageRows& image, const sim::SocSpec& soc) {
    return ImageKernel(image, soc, image.w_out).fits();
}

sim::KernelPlan plan_image_rows(const ImageRows& image, const sim::SocSpec& soc,
                                std::int64_t flops) {
    std::vector<PlannedKernel> ways;
    for (std::int64_t pieces = 1;; pieces = std::min(2 * pieces, image.w_out)) {
        const ImageKernel kernel(image, soc, pieces);
        if (kernel.fits()) ways.push_back(kernel.plan(flops));
        if (pieces == image.w_out || (pieces >= kMostPieces && !ways.empty())) break;
    }
    return fastest(std::move(ways));
}

std::int64_t c0_of(DataType type) {
    return kUbBlock * 8 / bits_of(type);
}

std::int64_t plane_count(std::int64_t batch, std::int64_t channels, DataType type) {
    return batch * ceil_div(channels, c0_of(type));
}

}  // namespace ascend::models::vector_kernels
