// SPDX-License-Identifier: Apache-2.0
#include "models/om/rules/operator_rule.h"
#include "models/om/rules/rule_support.h"

namespace ascend::models::om {

namespace {

/// Extents that pooling and resizing share.
template <class Op>
Op image_operator(const OperatorView& op) {
    const Shape in = image_of(op.connected(0), op.where());
    const Shape out = image_of(op.output(0), op.where());
    Op image;
    image.batch = in[0];
    image.channels = in[1];
    image.h_in = in[2];
    image.w_in = in[3];
    image.h_out = out[2];
    image.w_out = out[3];
    image.type = op.connected(0).type;
    return image;
}

bool averages(const OperatorView& op) {
    constexpr std::int64_t kCaffeAverage = 1;
    if (op.op().type == "Pooling") return op.attributes().integer("mode", 0) == kCaffeAverage;
    return op.op().type.starts_with("AvgPool") || op.op().type.starts_with("GlobalAverage");
}

}  // namespace

Mapping map_pool(const OperatorView& op) {
    auto pool = image_operator<PoolOp>(op);
    pool.kind = averages(op) ? PoolKind::kAverage : PoolKind::kMax;
    const auto kernel = window_attribute(op, {"ksize", "window", "kernel_shape"});
    const bool whole = !kernel || op.attributes().flag("global_pooling", false);
    pool.kernel_h = whole ? pool.h_in : kernel->height;
    pool.kernel_w = whole ? pool.w_in : kernel->width;
    const Extent stride = window_attribute(op, {"strides", "stride"}).value_or(Extent{});
    pool.stride_h = whole ? pool.h_in : stride.height;
    pool.stride_w = whole ? pool.w_in : stride.width;
    return {pool, {op.inputs().front().slot}};
}

Mapping map_resize(const OperatorView& op) {
    auto resize = image_operator<ResizeOp>(op);
    const std::string& type = op.op().type;
    const std::string mode = op.attributes().text("mode", "nearest");
    resize.linear = type.find("Bilinear") != std::string::npos || mode == "linear";
    resize.cubic = type.find("Bicubic") != std::string::npos || mode == "cubic";
    return {resize, {op.inputs().front().slot}};
}

}  // namespace ascend::models::om
