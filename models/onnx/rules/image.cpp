// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

/// Axes that scales and sizes speak of: all of them, or attribute `axes` (operator set 18), in the
/// order given.
std::vector<std::size_t> resized_axes(const RuleContext& context, std::size_t given) {
    const auto list = context.integers_attribute("axes");
    normalize_axes(list, context.rank(0));
    std::vector<std::size_t> axes;
    axes.reserve(given);
    for (const std::int64_t axis : list) axes.push_back(normalize_axis(axis, context.rank(0)));
    for (std::size_t i = 0; list.empty() && i < context.shape(0).size(); ++i) axes.push_back(i);
    if (given != axes.size()) {
        malformed("{} scales or sizes for {} axes", given, axes.size());
    }
    return axes;
}

void set_scaled(RuleContext& context, std::span<const double> scales) {
    Shape shape = context.shape(0);
    const auto axes = resized_axes(context, scales.size());
    for (std::size_t i = 0; i < axes.size(); ++i) {
        std::int64_t& dim = shape[axes[i]];
        // In single precision, as exporters and runtimes do: 10 * 0.7f is 7, not 6.99.
        dim = checked_floor(static_cast<float>(dim) * static_cast<float>(scales[i]));
    }
    context.set_output(0, context.type(0), shape);
}

/// Sizes are exact ("stretch") or bounds that keep the aspect ratio.
void set_sized(RuleContext& context, std::span<const std::int64_t> sizes) {
    const std::string policy =
        context.node().attribute("keep_aspect_ratio_policy", std::string_view("stretch"));
    Shape shape = context.shape(0);
    const auto axes = resized_axes(context, sizes.size());
    const auto ratio = [&](std::size_t i) {
        return static_cast<double>(sizes[i]) / static_cast<double>(shape[axes[i]]);
    };
    double scale = axes.empty() ? 1.0 : ratio(0);
    for (std::size_t i = 1; i < axes.size(); ++i) {
        scale = policy == "not_larger" ? std::min(scale, ratio(i)) : std::max(scale, ratio(i));
    }
    for (std::size_t i = 0; i < axes.size(); ++i) {
        std::int64_t& dim = shape[axes[i]];
        dim =
            policy == "stretch" ? sizes[i] : checked_floor(static_cast<double>(dim) * scale + 0.5);
    }
    context.set_output(0, context.type(0), shape);
}

bool is_given(const RuleContext& context, std::size_t index) {
    return context.has_input(index) && element_count(context.shape(index)) > 0;
}

/// Inputs: x, scales (operator set 10); x, roi?, scales?, sizes? (11 and later).
void resize(RuleContext& context) {
    if (context.opset() < 11) return set_scaled(context, context.floats(1));
    if (is_given(context, 3)) return set_sized(context, context.integers(3));
    if (is_given(context, 2)) return set_scaled(context, context.floats(2));
    malformed("neither scales (input 2) nor sizes (input 3) are given");
}

/// Scales are an attribute before operator set 9.
void upsample(RuleContext& context) {
    if (context.has_input(1)) return set_scaled(context, context.floats(1));
    const auto found = context.node().attributes.find("scales");
    if (found == context.node().attributes.end()) malformed("no scales are given");
    const auto* scales = std::get_if<std::vector<double>>(&found->second);
    if (!scales) malformed("attribute 'scales' is not a list of numbers");
    set_scaled(context, *scales);
}

std::int64_t block_size(const RuleContext& context) {
    const std::int64_t block = context.attribute("blocksize", std::int64_t{0});
    if (block <= 0) malformed("attribute 'blocksize' is {}; at least 1 is expected", block);
    if (context.rank(0) != 4) {
        malformed("an input of {}; 4 axes are expected", to_text(context.shape(0)));
    }
    return block;
}

void depth_to_space(RuleContext& context) {
    const std::int64_t block = block_size(context);
    const std::int64_t area = checked_mul(block, block);
    const Shape& image = context.shape(0);
    if (image[1] % area != 0) {
        malformed("{} channels do not divide into blocks of {} x {}", image[1], block, block);
    }
    context.set_output(
        0, context.type(0),
        {image[0], image[1] / area, checked_mul(image[2], block), checked_mul(image[3], block)});
}

void space_to_depth(RuleContext& context) {
    const std::int64_t block = block_size(context);
    const Shape& image = context.shape(0);
    if (image[2] % block != 0 || image[3] % block != 0) {
        malformed("an image of {} does not divide into blocks of {} x {}", to_text(image), block,
                  block);
    }
    context.set_output(0, context.type(0),
                       {image[0], checked_mul(image[1], checked_mul(block, block)),
                        image[2] / block, image[3] / block});
}

/// Inputs: image [batch, channels, in...], grid [batch, out..., coordinates].
void grid_sample(RuleContext& context) {
    const Shape& image = context.shape(0);
    const Shape& grid = context.shape(1);
    if (image.size() < 3 || grid.size() != image.size() || grid[0] != image[0] ||
        grid.back() != std::ssize(image) - 2) {
        malformed("a grid of {} for an image of {}", to_text(grid), to_text(image));
    }
    Shape shape{image[0], image[1]};
    shape.insert(shape.end(), grid.begin() + 1, grid.end() - 1);
    context.set_output(0, context.type(0), shape);
}

/// Inputs: theta [batch, coordinates, coordinates + 1], size [batch, channels, out...].
void affine_grid(RuleContext& context) {
    const auto& size = context.integers(1);
    if (size.size() < 3) malformed("a size of {}", to_text(size));
    Shape shape{size[0]};
    shape.insert(shape.end(), size.begin() + 2, size.end());
    shape.push_back(std::ssize(size) - 2);
    context.set_output(0, context.type(0), shape);
}

}  // namespace

std::span<const OperatorRule> image_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"AffineGrid", affine_grid},      OperatorRule{"DepthToSpace", depth_to_space},
        OperatorRule{"GridSample", grid_sample},      OperatorRule{"Resize", resize},
        OperatorRule{"SpaceToDepth", space_to_depth}, OperatorRule{"Upsample", upsample},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
