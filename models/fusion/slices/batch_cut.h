// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/fusion/fused_graph.h"

namespace ascend::models {

/// Which operators of a graph are executed a few images at a time: those that treat every image
/// alike (convolution, resize, element-wise chains, reductions of one image) and whose tensors hold
/// image behind image. A tensor that lies inside another one (a part of a concat, a view) does not.
/// Pooling is not cut: the measured time per image of SqueezeNet and Inception rises with the batch
/// as if it ended what stays in L2.
class BatchCut {
  public:
    explicit BatchCut(const FusedGraph& graph);

    /// The batch of the graph's first input; 1 when it has none.
    std::int64_t batch() const { return batch_; }
    bool can_cut(std::size_t op) const { return can_cut_[op]; }
    /// True when the tensor is made of images; weights are not.
    bool has_images(std::uint32_t tensor) const { return image_bytes_[tensor] > 0; }
    /// Bytes of one image of a tensor; 0 when it is not made of images.
    std::int64_t image_bytes(std::uint32_t tensor) const { return image_bytes_[tensor]; }
    /// The operator on `images` images, a divisor of the batch. The operator can be cut.
    OperatorShape slice(std::size_t op, std::int64_t images) const;

  private:
    std::int64_t bytes_of_image(std::uint32_t tensor) const;
    bool only_images_and_weights(const FusedOperator& op) const;
    std::optional<OperatorShape> try_slice(const FusedOperator& op, std::int64_t images) const;

    const FusedGraph& graph_;
    std::int64_t batch_ = 1;
    std::vector<bool> aliased_;
    std::vector<std::int64_t> image_bytes_;
    std::vector<bool> can_cut_;
};

}  // namespace ascend::models
