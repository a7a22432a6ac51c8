// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "models/lowering/operator.h"
#include "sim/kernel/kernel_plan.h"

/// Where the tiles of a matrix product's operands lie in global memory (GM): which bytes, in how
/// many contiguous runs, and what they occupy in L1.
namespace ascend::models::cube {

/// Rows of a fractal, the least that the cube multiplies. source: facts 1.2
inline constexpr std::int64_t kFractal = 16;
/// L0C accumulates in 32 bits. source: facts 4.1
inline constexpr std::int64_t kAccumulatorBytes = 4;

/// Elements of the innermost 32 B of a fractal: 16 for fp16, 32 for int8, 8 for fp32.
std::int64_t c0_of(DataType type);

/// One transfer GM -> L1. `cycles`: least time on MTE2 beside the transfer itself (conversion on
/// load).
struct TileLoad {
    sim::GmAccess access;
    Cycles cycles;
};

/// One operand of a product, seen as a matrix of which tiles are loaded.
class TileSource {
  public:
    virtual ~TileSource() = default;
    /// Load of a tile of [rows, columns] elements of the logical matrix.
    virtual TileLoad load(std::int64_t rows, std::int64_t columns) const = 0;
    /// L1 that the tile fills, in fractals.
    virtual Bytes l1_bytes(std::int64_t rows, std::int64_t columns) const = 0;
};

/// A matrix [rows, columns] as it lies in GM.
///
///   kNd         rows of elements, turned to NZ while loading
///   kFractalNz  [columns / C0][rows / 16][16][C0]: a column of fractals is contiguous
///   kFractalZ   [rows / C0][columns / 16][16][C0]: a row of fractals is contiguous (weights)
///   kNc1hwc0    of an image of one pixel: rows of channels, padded to C0
struct MatrixLayout {
    std::uint8_t operand = 0;
    Layout layout = Layout::kNd;
    DataType type = DataType::kFloat16;
    std::int64_t rows = 0, columns = 0;  ///< of the logical matrix
    bool transposed = false;             ///< stored as [columns, rows]
};

class MatrixSource final : public TileSource {
  public:
    explicit MatrixSource(const MatrixLayout& layout) : matrix_(layout) {}
    TileLoad load(std::int64_t rows, std::int64_t columns) const override;
    Bytes l1_bytes(std::int64_t rows, std::int64_t columns) const override;

  private:
    MatrixLayout matrix_;
};

/// The image matrix of a convolution, [h_out * w_out, C1 * kernel_h * kernel_w * C0]: never stored,
/// load3d builds it from the rows of NC1HWC0 in L1 (img2col). source: facts 4.2
///
/// A transposed convolution reads its image with stride - 1 zeros between pixels; the zeros fill L1
/// but do not come from GM.
struct ImageLayout {
    std::uint8_t operand = 0;
    DataType type = DataType::kFloat16;  ///< type in L1
    std::int64_t c0 = 16;                ///< channels of a pixel in L1: 4 for small_channel
    std::int64_t c1 = 1;                 ///< channel blocks of one product
    std::int64_t h_in = 0, w_in = 0, h_out = 0, w_out = 0;
    std::int64_t kernel_h = 1, kernel_w = 1, stride_h = 1, stride_w = 1, dilation_h = 1,
                 dilation_w = 1;
    bool transposed = false;
    std::int64_t pixel_bytes = 0;  ///< of one channel block in GM
    bool from_rgb = false;         ///< aipp: uint8 pixels are normalised and widened while loading
};

class ImageSource final : public TileSource {
  public:
    explicit ImageSource(const ImageLayout& layout) : image_(layout) {}
    /// `rows`: output positions in raster order; `columns`: of K.
    TileLoad load(std::int64_t rows, std::int64_t columns) const override;
    Bytes l1_bytes(std::int64_t rows, std::int64_t columns) const override;

  private:
    struct Window {
        std::int64_t rows = 0, columns = 0;  ///< input pixels
        bool whole_width = false;
    };
    Window window(std::int64_t positions) const;
    std::int64_t channel_blocks(std::int64_t columns) const;

    ImageLayout image_;
};

/// Where a result tile goes: bytes and runs of a tile [m, n] of the output.
struct OutputLayout {
    Layout layout = Layout::kNd;
    DataType type = DataType::kFloat16;
    std::int64_t m = 0, n = 0;  ///< of the whole product
};
sim::GmAccess output_access(const OutputLayout& output, std::uint8_t operand, sim::GmPath path,
                            std::int64_t m, std::int64_t n);

}  // namespace ascend::models::cube
