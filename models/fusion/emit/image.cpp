// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/emit/image.h"

#include <algorithm>

namespace ascend::models {

namespace {

/// n-th last value of an attribute; the fallback for the row axis of a 1-D operator.
std::int64_t from_end(const std::vector<std::int64_t>& values, std::size_t n,
                      std::int64_t fallback) {
    return values.size() > n ? values[values.size() - 1 - n] : fallback;
}

/// `pads` lists all begins, then all ends.
void set_pads(WindowAxis& axis, const std::vector<std::int64_t>& pads, std::size_t n) {
    const std::size_t spatial = pads.size() / 2;
    if (n >= spatial) return;
    axis.pad_begin = pads[spatial - 1 - n];
    axis.pad_end = pads[pads.size() - 1 - n];
}

/// SAME: as many pads as the output's extent needs; the odd one goes to the named side.
void set_same_pads(WindowAxis& axis, std::int64_t in, std::int64_t out, bool upper) {
    const std::int64_t reach = (axis.kernel - 1) * axis.dilation + 1;
    const std::int64_t total = std::max<std::int64_t>((out - 1) * axis.stride + reach - in, 0);
    axis.pad_begin = upper ? total / 2 : total - total / 2;
    axis.pad_end = total - axis.pad_begin;
}

}  // namespace

Shape as_image(const Shape& shape) {
    if (shape.size() == 3) return {shape[0], shape[1], 1, shape[2]};
    return shape;
}

Window window_of(const WorkGraph& graph, const WorkNode& node, std::int64_t kernel_h,
                 std::int64_t kernel_w) {
    const std::vector<std::int64_t> none;
    const auto strides = node.attribute("strides", none);
    const auto dilations = node.attribute("dilations", none);
    const auto pads = node.attribute("pads", none);
    const std::string padding = node.attribute("auto_pad", std::string_view("NOTSET"));
    const Shape in = as_image(graph.shape(node.inputs[0]));
    const Shape out = as_image(graph.shape(node.outputs[0]));
    Window window;
    window.height.kernel = kernel_h;
    window.width.kernel = kernel_w;
    WindowAxis* axes[] = {&window.width, &window.height};
    for (std::size_t n = 0; n < 2; ++n) {
        axes[n]->stride = from_end(strides, n, 1);
        axes[n]->dilation = from_end(dilations, n, 1);
        if (padding.starts_with("SAME"))
            set_same_pads(*axes[n], in[3 - n], out[3 - n], padding == "SAME_UPPER");
        else
            set_pads(*axes[n], pads, n);
    }
    return window;
}

bool convolution_converts(const WorkGraph& graph, TensorId image) {
    const auto& consumers = graph.tensors[image].consumers;
    if (consumers.size() != 1) return false;
    const WorkNode& node = graph.nodes[consumers.front()];
    return node.type == "Conv" && node.attribute("group", std::int64_t{1}) == 1;
}

}  // namespace ascend::models
