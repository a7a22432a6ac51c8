// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/onnx/rules/rule_context.h"

/// Operands that moved between attributes and inputs from one operator set to the next, resolved
/// to one form for the shape rule and the evaluator alike.
namespace ascend::models::onnx_rules {

/// What Slice takes of one axis: elements start, start + step, ...; `count` of them.
struct AxisSlice {
    std::int64_t start = 0, step = 1, count = 0;
};
/// One per axis of the input.
std::vector<AxisSlice> slices_of(const RuleContext& context);

/// Extents that Split cuts its axis into, one per output; they add up to the axis.
std::vector<std::int64_t> split_extents(const RuleContext& context);
/// The axis of a Split, Concat, Gather and others, from attribute `axis`.
std::size_t axis_of(const RuleContext& context, std::int64_t fallback, std::int64_t rank);

/// Elements that Pad adds before and after each axis; negative ones crop.
struct AxisPad {
    std::int64_t before = 0, after = 0;
};
std::vector<AxisPad> pads_of(const RuleContext& context);

/// Output axis i of a Transpose is input axis permutation[i].
std::vector<std::size_t> permutation_of(const RuleContext& context);

/// Axes that a Reduce* reduces, ascending.
std::vector<std::size_t> reduced_axes(const RuleContext& context);

/// Axes [first, last) whose extents a Shape returns (all before operator set 15).
struct AxisRange {
    std::size_t first = 0, last = 0;
};
AxisRange shape_axes(const RuleContext& context);

/// What a Constant node holds, whichever of its attributes says so, with type and shape; without
/// elements when they are external or many.
Constant constant_of(const RuleContext& context);

/// Number of elements of a Range.
std::int64_t range_count(const RuleContext& context);

}  // namespace ascend::models::onnx_rules
