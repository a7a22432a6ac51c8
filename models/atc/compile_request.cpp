// SPDX-License-Identifier: Apache-2.0
#include "models/atc/compile_request.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <set>

#include "traces/error.h"

namespace ascend::models {
namespace {

constexpr std::size_t kHeight = 2, kWidth = 3;
constexpr std::int64_t kLargest = std::numeric_limits<std::int32_t>::max();

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::kInvalidArgument, message);
}

bool open(std::int64_t extent) {
    return extent < 0;
}

/// A shape with the dimensions that gears choose left at -1. Images are chosen by their size alone:
/// their batch is closed.
Shape shape_before_gears(const DeclaredInput& input, const CompileRequest& request) {
    const auto given = request.shapes.inputs.find(input.name);
    Shape shape = given == request.shapes.inputs.end() ? input.shape : given->second;
    if (request.gears.kind == GearKind::kImage && !shape.empty() && open(shape.front()))
        shape.front() = request.shapes.batch.value_or(1);
    return shape;
}

/// Hands out the numbers of one gear to open dimensions.
class GearNumbers {
  public:
    GearNumbers(GearKind kind, const std::vector<std::int64_t>& values)
        : kind_(kind), values_(values) {}

    std::int64_t number_for(const std::string& input, std::size_t axis) {
        switch (kind_) {
            case GearKind::kNone:
                return -1;
            case GearKind::kBatch:
                if (axis != 0) cannot_choose(input, axis, "batch sizes");
                return values_.front();
            case GearKind::kImage:
                if (axis != kHeight && axis != kWidth) cannot_choose(input, axis, "image sizes");
                return values_[axis - kHeight];
            case GearKind::kDims:
                if (used_ == values_.size()) wrong_count();
                return values_[used_++];
        }
        return -1;
    }

    void check_all_used() const {
        if (kind_ == GearKind::kDims && used_ != values_.size()) wrong_count();
    }

  private:
    [[noreturn]] static void cannot_choose(const std::string& input, std::size_t axis,
                                           const char* what) {
        refuse(
            fmt::format("gears of {} cannot choose dimension {} of input '{}': give its shape "
                        "with --input_shape",
                        what, axis, input));
    }
    [[noreturn]] void wrong_count() const {
        refuse(fmt::format("gear [{}]: one number for each open dimension is expected",
                           fmt::join(values_, ", ")));
    }

    GearKind kind_;
    const std::vector<std::int64_t>& values_;
    std::size_t used_ = 0;
};

const DeclaredInput& find_input(const std::vector<DeclaredInput>& inputs, const std::string& name) {
    const auto at = std::ranges::find(inputs, name, &DeclaredInput::name);
    if (at == inputs.end()) refuse(fmt::format("the network has no input '{}'", name));
    return *at;
}

std::size_t numbers_of(GearKind kind, const std::vector<std::int64_t>& first) {
    if (kind == GearKind::kBatch) return 1;
    return kind == GearKind::kImage ? 2 : first.size();
}

}  // namespace

std::vector<std::string> gear_order(const std::vector<DeclaredInput>& inputs,
                                    const CompileRequest& request) {
    if (!request.gears.input_order.empty()) return request.gears.input_order;
    std::vector<std::string> names;
    for (const DeclaredInput& input : inputs) names.push_back(input.name);
    return names;
}

ShapeOverrides close_for_gear(const std::vector<DeclaredInput>& inputs,
                              const CompileRequest& request, std::size_t gear) {
    GearNumbers numbers(request.gears.kind, request.gears.values.at(gear));
    ShapeOverrides closed;
    bool any = false;
    for (const std::string& name : gear_order(inputs, request)) {
        Shape shape = shape_before_gears(find_input(inputs, name), request);
        for (std::size_t axis = 0; axis < shape.size(); ++axis) {
            if (!open(shape[axis])) continue;
            shape[axis] = numbers.number_for(name, axis);
            any = true;
        }
        closed.inputs.emplace(name, std::move(shape));
    }
    numbers.check_all_used();
    if (!any) refuse("there are gears, but no input has an open dimension (-1) to choose");
    for (const auto& [name, shape] : request.shapes.inputs) closed.inputs.emplace(name, shape);
    return closed;
}

void check_gears(const DynamicGears& gears) {
    if (gears.values.empty() || gears.values.size() > kMostGears)
        refuse(fmt::format("{} gears: 1 to {} are expected", gears.values.size(), kMostGears));
    const std::size_t numbers = numbers_of(gears.kind, gears.values.front());
    std::set<std::vector<std::int64_t>> seen;
    for (const auto& gear : gears.values) {
        if (gear.size() != numbers || gear.empty())
            refuse(
                fmt::format("gear [{}]: {} numbers are expected", fmt::join(gear, ", "), numbers));
        if (std::ranges::any_of(gear, [](std::int64_t n) { return n < 1 || n > kLargest; }))
            refuse(fmt::format("gear [{}]: positive numbers of 31 bits are expected",
                               fmt::join(gear, ", ")));
        if (!seen.insert(gear).second)
            refuse(fmt::format("gear [{}] comes twice", fmt::join(gear, ", ")));
    }
}

}  // namespace ascend::models
