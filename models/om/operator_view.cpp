// SPDX-License-Identifier: Apache-2.0
#include "models/om/operator_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/om/element_type.h"
#include "traces/error.h"

namespace ascend::models::om {

namespace {

constexpr std::int64_t kUnknownRank = -2;

void check_dims(const Shape& dims, const std::string& where) {
    for (const std::int64_t dim : dims) {
        if (dim >= 0) continue;
        const bool open = dim >= kUnknownRank;
        throw Error(open ? ErrorCode::kUnsupported : ErrorCode::kMalformed,
                    fmt::format("{}: shape {}, expected {}", where, to_text(dims),
                                open ? "known dimensions: open shapes are not modelled"
                                     : "dimensions of 0 or more"));
    }
    std::int64_t elements = 1;
    for (const std::int64_t dim : dims) {
        if (dim > kMostElements / elements)
            throw Error(ErrorCode::kMalformed,
                        fmt::format("{}: shape {}, expected at most {} elements", where,
                                    to_text(dims), kMostElements));
        elements *= std::max<std::int64_t>(dim, 1);
    }
}

/// Axes of a four-dimensional shape in the order N, C, H, W; empty when the format names others.
Shape in_nchw_order(const Shape& shape, std::string_view format) {
    Shape image;
    for (const char letter : {'N', 'C', 'H', 'W'}) {
        const std::size_t axis = format.find(letter);
        if (shape.size() != 4 || format.size() != 4 || axis == std::string_view::npos) return {};
        image.push_back(shape[axis]);
    }
    return image;
}

/// N, C1, H, W, C0 without the padding of C, as far as the source's shape tells it.
Shape logical_image(const Shape& memory, const Shape& source) {
    const std::int64_t padded = memory[1] * memory[4];
    const bool tells = source.size() == 4 && source[1] <= padded && source[1] > 0;
    return {memory[0], tells ? source[1] : padded, memory[2], memory[3]};
}

/// [.., N1, M1, 16, C0] without the padding, as far as the source's shape tells it.
Shape logical_matrix(const Shape& memory, const Shape& source) {
    if (source.size() >= 2) return source;
    const std::size_t rank = memory.size();
    Shape matrix(memory.begin(), memory.end() - 4);
    matrix.push_back(memory[rank - 3] * memory[rank - 2]);
    matrix.push_back(memory[rank - 4] * memory[rank - 1]);
    return matrix;
}

void require_rank(const TensorView& tensor, std::size_t least, std::size_t most,
                  const std::string& where) {
    if (tensor.memory.size() >= least && tensor.memory.size() <= most) return;
    throw Error(ErrorCode::kMalformed,
                fmt::format("{}: {} tensor of shape {}, expected {} dimensions", where,
                            tensor.format, to_text(tensor.memory), least));
}

void set_logical_shape(TensorView& tensor, const Attributes& attributes, const std::string& where) {
    const Shape origin = attributes.integers("origin_shape");
    const Shape source = in_nchw_order(origin, attributes.text("origin_format", ""));
    switch (tensor.layout) {
        case Layout::kNd:
            tensor.shape = tensor.memory;
            break;
        case Layout::kNc1hwc0:
            require_rank(tensor, 5, 5, where);
            tensor.shape = logical_image(tensor.memory, source);
            break;
        case Layout::kFractalNz:
            require_rank(tensor, 4, 8, where);
            check_dims(origin, where);
            tensor.shape = logical_matrix(tensor.memory, origin);
            break;
        case Layout::kFractalZ:
            tensor.shape = source;
            check_dims(source, where);
            // A filter whose source nobody knows is only so many bytes.
            if (source.empty()) tensor.layout = Layout::kNd;
            if (source.empty()) tensor.shape = tensor.memory;
            break;
    }
}

}  // namespace

std::int64_t TensorView::elements() const {
    return element_count(memory);
}

Bytes TensorView::bytes() const {
    return bytes_of(type, elements());
}

TensorView view_of(const TensorDesc& desc, const std::string& where) {
    if (desc.type == DataType::kUndefined)
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("{}: element type of a tensor is not modelled", where));
    check_dims(desc.dims, where);
    TensorView tensor{desc.type, layout_of(desc.format), desc.format, desc.dims, {}};
    set_logical_shape(tensor, desc.attributes, where);
    return tensor;
}

Shape image_of(const TensorView& tensor, const std::string& where) {
    Shape image = tensor.shape;
    if (image.size() > 4)
        throw Error(ErrorCode::kMalformed, fmt::format("{}: an image of shape {}, expected at most "
                                                       "4 dimensions",
                                                       where, to_text(image)));
    if (tensor.layout == Layout::kNd && channels_last(tensor.format) && image.size() == 4)
        return {image[0], image[3], image[1], image[2]};
    if (image.size() == 3) return {image[0], image[1], 1, image[2]};
    image.resize(4, 1);
    return image;
}

bool is_data_input(const OpDef& op, std::size_t i) {
    if (i >= op.inputs.size() || i >= op.input_descs.size()) return false;
    return !op.inputs[i].empty() && !op.inputs[i].ends_with(":-1");
}

OperatorView::OperatorView(const OpDef& op, const std::vector<bool>& constant,
                           const std::string& origin)
    : op_(&op), where_(fmt::format("{}: operator '{}' ({})", origin, op.name, op.type)) {
    for (std::size_t slot = 0; slot < op.input_descs.size(); ++slot) {
        if (!is_data_input(op, slot)) continue;
        inputs_.push_back({slot, view_of(op.input_descs[slot], where_)});
        inputs_.back().tensor.constant = slot < constant.size() && constant[slot];
    }
    for (const TensorDesc& desc : op.output_descs) outputs_.push_back(view_of(desc, where_));
}

const TensorView* OperatorView::input(std::size_t slot) const {
    const auto at = std::find_if(inputs_.begin(), inputs_.end(),
                                 [&](const Input& input) { return input.slot == slot; });
    return at == inputs_.end() ? nullptr : &at->tensor;
}

const TensorView& OperatorView::connected(std::size_t n) const {
    if (n >= inputs_.size())
        fail(fmt::format("{} inputs are connected, expected {} or more", inputs_.size(), n + 1));
    return inputs_[n].tensor;
}

const TensorView& OperatorView::required(std::size_t slot) const {
    const TensorView* tensor = input(slot);
    if (tensor == nullptr) fail(fmt::format("input {} is not connected, expected a tensor", slot));
    return *tensor;
}

const TensorView& OperatorView::output(std::size_t n) const {
    if (n >= outputs_.size())
        fail(fmt::format("{} outputs, expected {} or more", outputs_.size(), n + 1));
    return outputs_[n];
}

void OperatorView::fail(std::string_view message) const {
    throw Error(ErrorCode::kMalformed, fmt::format("{}: {}", where_, message));
}

}  // namespace ascend::models::om
