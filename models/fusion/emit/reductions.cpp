// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "models/fusion/emit/emitters.h"

namespace ascend::models {

namespace {

std::int64_t product(const Shape& shape, std::size_t begin, std::size_t end) {
    return std::accumulate(shape.begin() + static_cast<std::ptrdiff_t>(begin),
                           shape.begin() + static_cast<std::ptrdiff_t>(end), std::int64_t{1},
                           std::multiplies<>());
}

/// Axes in ascending order; all of them when the node names none.
std::vector<std::size_t> axes_of(const WorkGraph& graph, const WorkNode& node) {
    const std::size_t rank = graph.shape(node.inputs[0]).size();
    auto named = node.attribute("axes", std::vector<std::int64_t>{});
    if (named.empty() && node.inputs.size() > 1 && node.inputs[1] != kNoTensor)
        named = graph.integers(node.inputs[1], node);
    std::vector<std::size_t> axes;
    for (std::int64_t axis : named)
        axes.push_back(static_cast<std::size_t>(normalized_axis(axis, rank)));
    if (axes.empty()) {
        axes.resize(rank);
        std::iota(axes.begin(), axes.end(), std::size_t{0});
    }
    std::sort(axes.begin(), axes.end());
    return axes;
}

struct Rule {
    std::string_view type, vendor_type;
    ReduceKind kind;
};

const Rule& rule_of(std::string_view type) {
    static constexpr Rule kRules[] = {
        {"ReduceMean", "ReduceMeanD", ReduceKind::kMean},
        {"ReduceSum", "ReduceSumD", ReduceKind::kSum},
        {"ReduceMax", "ReduceMaxD", ReduceKind::kMax},
        {"ReduceMin", "ReduceMinD", ReduceKind::kMin},
        {"ReduceProd", "ReduceProdD", ReduceKind::kProd},
        {"ReduceL1", "LpNorm", ReduceKind::kSum},
        {"ReduceL2", "LpNorm", ReduceKind::kL2},
        {"ReduceSumSquare", "SquareSumV1", ReduceKind::kSum},
        {"ReduceLogSum", "ReduceLogSum", ReduceKind::kSum},
        {"ReduceLogSumExp", "ReduceLogSumExp", ReduceKind::kSum},
    };
    return *std::find_if(std::begin(kRules), std::end(kRules),
                         [&](const Rule& rule) { return rule.type == type; });
}

/// Element-wise work that the operator itself does in front of the sum.
std::vector<VectorStep> own_steps(std::string_view type, DataType compute) {
    if (type == "ReduceL1") return {{VectorOp::kAbs, compute, false}};
    if (type == "ReduceSumSquare") return {{VectorOp::kMul, compute, false}};
    if (type == "ReduceLogSumExp") return {{VectorOp::kExp, compute, false}};
    return {};
}

bool logarithmic(std::string_view type) {
    return type == "ReduceLogSum" || type == "ReduceLogSumExp";
}

/// Mean and maximum over the pixels of an image that lies in NC1HWC0 are a global pooling.
bool over_pixels(const Forms& forms, const WorkNode& node, const std::vector<std::size_t>& axes) {
    const bool pools = node.type == "ReduceMean" || node.type == "ReduceMax";
    return pools && node.steps.empty() && axes == std::vector<std::size_t>{2, 3} &&
           forms.home(node.inputs[0]).layout == Layout::kNc1hwc0 &&
           forms.graph().shape(node.inputs[0]).size() == 4;
}

/// Adjacent axes reduce at once; the innermost run first, since it shrinks the tensor for others.
struct Run {
    std::size_t begin = 0, end = 0;
};

std::vector<Run> runs_of(const std::vector<std::size_t>& axes) {
    std::vector<Run> runs;
    for (std::size_t axis : axes) {
        if (!runs.empty() && runs.back().end == axis)
            ++runs.back().end;
        else
            runs.push_back({axis, axis + 1});
    }
    std::reverse(runs.begin(), runs.end());
    return runs;
}

void emit_runs(Forms& forms, const WorkNode& node, const std::vector<std::size_t>& axes) {
    const Rule& rule = rule_of(node.type);
    const TensorId y = node.outputs[0];
    Form form = forms.plain(node.inputs[0]);
    FusedId input = forms.read(node.inputs[0], form);
    std::vector<VectorStep> steps = node.steps;
    for (const VectorStep& step : own_steps(node.type, form.type)) steps.push_back(step);
    const std::vector<Run> runs = runs_of(axes);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const Run run = runs[i];
        ReduceOp op{rule.kind,
                    product(form.shape, 0, run.begin),
                    product(form.shape, run.begin, run.end),
                    product(form.shape, run.end, form.shape.size()),
                    form.type,
                    std::exchange(steps, {})};
        for (std::size_t axis = run.begin; axis < run.end; ++axis) form.shape[axis] = 1;
        const bool last = i + 1 == runs.size() && !logarithmic(node.type);
        const FusedId output = last ? forms.write(y, forms.plain(y))
                                    : forms.scratch(forms.graph().tensors[y].name, form);
        forms.emit(node.name, std::string(rule.vendor_type), std::move(op), {input}, {output});
        input = output;
    }
    if (!logarithmic(node.type)) return;
    const Form out = forms.plain(y);
    const std::int64_t elements = element_count(out.shape);
    ElementwiseOp log{elements,
                      elements,
                      {{elements, out.type, false}},
                      {out.type},
                      {{VectorOp::kLog, out.type, false}}};
    forms.emit(node.name, "Log", std::move(log), {input}, {forms.write(y, out)});
}

}  // namespace

void emit_reduce(Forms& forms, const WorkNode& node) {
    const std::vector<std::size_t> axes = axes_of(forms.graph(), node);
    if (over_pixels(forms, node, axes))
        emit_global_pool(forms, node);
    else if (axes.empty())
        emit_view(forms, node);
    else
        emit_runs(forms, node, axes);
}

void emit_arg_reduce(Forms& forms, const WorkNode& node) {
    const TensorId x = node.inputs[0], y = node.outputs[0];
    const Shape& shape = forms.graph().shape(x);
    const auto axis = static_cast<std::size_t>(
        normalized_axis(node.attribute("axis", std::int64_t{0}), shape.size()));
    ReduceOp op{ReduceKind::kArgMax, product(shape, 0, axis),
                shape[axis],         product(shape, axis + 1, shape.size()),
                forms.plain(x).type, {}};
    const FusedId input = forms.read(x, forms.plain(x));
    forms.emit(node.name, node.type == "ArgMax" ? "ArgMaxD" : "ArgMinD", std::move(op), {input},
               {forms.write(y, forms.plain(y))});
}

void emit_top_k(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const TensorId x = node.inputs[0];
    const Shape& shape = graph.shape(x);
    const auto axis = static_cast<std::size_t>(
        normalized_axis(node.attribute("axis", std::int64_t{-1}), shape.size()));
    TopKOp op;
    op.columns = shape[axis];
    op.rows = element_count(shape) / op.columns;
    op.k = graph.shape(node.outputs[0])[axis];
    op.type = forms.plain(x).type;
    const FusedId input = forms.read(x, forms.plain(x));
    std::vector<FusedId> outputs;
    for (TensorId y : node.outputs) {
        if (y != kNoTensor)
            outputs.push_back(forms.write(y, forms.plain(y)));
        else
            outputs.push_back(forms.scratch(node.name, forms.plain(node.outputs[0])));
    }
    forms.emit(node.name, "TopKV2", op, {input}, std::move(outputs));
}

}  // namespace ascend::models
