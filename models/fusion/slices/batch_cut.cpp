// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/slices/batch_cut.h"

#include <algorithm>

#include "traces/error.h"

namespace ascend::models {

namespace {

constexpr std::uint32_t kNotAliased = 0xffffffff;

/// Cuts an operator's extents; fails where images do not show in them.
class Slicer {
  public:
    Slicer(std::int64_t batch, std::int64_t images, std::vector<bool> image_inputs)
        : batch_(batch), images_(images), image_inputs_(std::move(image_inputs)) {}

    bool operator()(ConvolutionOp& op) const { return cut_batch(op.batch); }
    bool operator()(ResizeOp& op) const { return cut_batch(op.batch); }
    bool operator()(ReduceOp& op) const { return cut(op.outer); }
    bool operator()(ElementwiseOp& op) const {
        if (!cut(op.elements) || (op.inner > 0 && op.elements % op.inner != 0)) return false;
        for (std::size_t i = 0; i < op.inputs.size(); ++i) {
            if (image_inputs_[i] && !cut(op.inputs[i].elements)) return false;
        }
        return true;
    }
    template <class Other>
    bool operator()(Other&) const {
        return false;
    }

  private:
    bool cut_batch(std::int64_t& batch) const { return batch == batch_ && cut(batch); }
    bool cut(std::int64_t& extent) const {
        if (extent % batch_ != 0) return false;
        extent = extent / batch_ * images_;
        return true;
    }

    std::int64_t batch_, images_;
    std::vector<bool> image_inputs_;
};

}  // namespace

BatchCut::BatchCut(const FusedGraph& graph) : graph_(graph), aliased_(graph.tensors.size(), false) {
    if (!graph.inputs.empty()) {
        const Shape& shape = graph.tensors[graph.inputs.front()].shape;
        if (!shape.empty()) batch_ = shape.front();
    }
    for (const FusedTensor& tensor : graph.tensors) {
        if (tensor.alias_of != kNotAliased) aliased_[tensor.alias_of] = true;
    }
    for (std::uint32_t i = 0; i < graph.tensors.size(); ++i) {
        image_bytes_.push_back(bytes_of_image(i));
    }
    for (const FusedOperator& op : graph.operators) {
        can_cut_.push_back(only_images_and_weights(op) && try_slice(op, 1).has_value());
    }
}

OperatorShape BatchCut::slice(std::size_t op, std::int64_t images) const {
    const auto shape = try_slice(graph_.operators[op], images);
    ASCEND_INVARIANT(shape && batch_ % images == 0, "an operator that cannot be cut was cut");
    return *shape;
}

std::int64_t BatchCut::bytes_of_image(std::uint32_t id) const {
    const FusedTensor& tensor = graph_.tensors[id];
    const bool whole = tensor.alias_of == kNotAliased && !aliased_[id];
    const bool by_image = tensor.layout == Layout::kNc1hwc0 || tensor.layout == Layout::kNd;
    if (tensor.storage == Storage::kWeight || !whole || !by_image) return 0;
    if (tensor.shape.size() < 2 || tensor.shape.front() != batch_) return 0;
    return tensor.bytes.count() % batch_ == 0 ? tensor.bytes.count() / batch_ : 0;
}

bool BatchCut::only_images_and_weights(const FusedOperator& op) const {
    const auto images = [this](std::uint32_t id) { return has_images(id); };
    const auto fits = [&](std::uint32_t id) {
        return images(id) || graph_.tensors[id].storage == Storage::kWeight;
    };
    return std::all_of(op.inputs.begin(), op.inputs.end(), fits) &&
           std::all_of(op.outputs.begin(), op.outputs.end(), images);
}

std::optional<OperatorShape> BatchCut::try_slice(const FusedOperator& op,
                                                 std::int64_t images) const {
    std::vector<bool> image_inputs;
    for (const std::uint32_t id : op.inputs) image_inputs.push_back(has_images(id));
    OperatorShape shape = op.shape;
    if (!std::visit(Slicer(batch_, images, std::move(image_inputs)), shape)) return std::nullopt;
    return shape;
}

}  // namespace ascend::models
