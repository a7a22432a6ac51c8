// SPDX-License-Identifier: Apache-2.0
#include "models/program/compiled_model.h"

#include <algorithm>

#include "traces/error.h"

namespace ascend::models {
namespace {

constexpr std::int64_t kOpen = -1;

using Ports = std::vector<TensorPort> Program::*;

/// A port over all gears: open where they differ, as large as the largest.
ModelPort over_gears(const std::vector<Program>& programs, Ports ports, std::size_t index) {
    ModelPort result{(programs.front().*ports)[index], {}};
    for (const Program& program : programs) {
        const TensorPort& port = (program.*ports)[index];
        for (std::size_t i = 0; i < port.shape.size(); ++i)
            if (port.shape[i] != result.port.shape[i]) result.port.shape[i] = kOpen;
        result.port.bytes = std::max(result.port.bytes, port.bytes);
    }
    return result;
}

/// Outputs are described as the largest gear leaves them: what is open there depends on the inputs.
ModelPort largest(const std::vector<Program>& programs, std::size_t index) {
    const auto at =
        std::max_element(programs.begin(), programs.end(), [&](const Program& a, const Program& b) {
            return a.outputs[index].bytes < b.outputs[index].bytes;
        });
    return {at->outputs[index], {}};
}

/// The largest shape that an input has, over all gears.
Shape largest_shape(const std::vector<Program>& programs, std::size_t input) {
    const auto at =
        std::max_element(programs.begin(), programs.end(), [&](const Program& a, const Program& b) {
            return a.inputs[input].bytes < b.inputs[input].bytes;
        });
    return at->inputs[input].shape;
}

void describe_source(const Aipp& aipp, const Shape& image, ModelPort& input) {
    input.dims_v2 = input.port.shape;
    if (aipp.dynamic) {
        if (aipp.max_source_bytes > 0) input.port.bytes = Bytes(aipp.max_source_bytes);
        return;
    }
    input.port.shape = source_shape(aipp, input.port.shape);
    input.port.format = "NHWC";
    input.port.bytes = source_bytes(aipp.format, image[0], aipp.source_height, aipp.source_width);
}

Aipp fitted_to(const CompiledModel& model, const Aipp& aipp) {
    if (aipp.input >= model.programs.front().inputs.size())
        throw Error(ErrorCode::kInvalidArgument,
                    "aipp: related_input_rank is none of the network's inputs");
    const bool open_size =
        model.gears.kind == GearKind::kImage || model.gears.kind == GearKind::kDims;
    if (open_size && !aipp.dynamic)
        throw Error(ErrorCode::kInvalidArgument,
                    "aipp: static, with gears of image sizes: dynamic is expected");
    return fitted(aipp, largest_shape(model.programs, aipp.input));
}

ModelPort gear_input(const DynamicGears& gears) {
    const auto numbers = static_cast<std::int64_t>(gears.values.front().size());
    return {{std::string(kGearInput),
             DataType::kInt32,
             {numbers},
             "ND",
             bytes_of(DataType::kInt32, numbers)},
            {}};
}

ModelPort aipp_input(std::int64_t batch) {
    const Bytes bytes = dynamic_aipp_bytes(batch);
    return {{std::string(kAippInput), DataType::kUint8, {bytes.count()}, "ND", bytes}, {}};
}

void add_extra_inputs(CompiledModel& model) {
    if (model.gears.kind != GearKind::kNone) model.inputs.push_back(gear_input(model.gears));
    for (const Aipp& aipp : model.aipp)
        if (aipp.dynamic)
            model.inputs.push_back(aipp_input(largest_shape(model.programs, aipp.input).front()));
}

}  // namespace

Bytes CompiledModel::weight_bytes() const {
    Bytes most;
    for (const Program& program : programs) most = std::max(most, program.weight_bytes);
    return most;
}

Bytes CompiledModel::work_bytes() const {
    Bytes most;
    for (const Program& program : programs) most = std::max(most, program.work_bytes);
    return most;
}

std::optional<std::size_t> CompiledModel::find_input(std::string_view wanted) const {
    const auto at = std::find_if(inputs.begin(), inputs.end(),
                                 [&](const ModelPort& input) { return input.port.name == wanted; });
    if (at == inputs.end()) return std::nullopt;
    return static_cast<std::size_t>(at - inputs.begin());
}

CompiledModel put_together(std::vector<Program> programs, DynamicGears gears,
                           const std::vector<Aipp>& aipp) {
    ASCEND_INVARIANT(!programs.empty(), "a model without a program");
    CompiledModel model;
    model.name = programs.front().name;
    model.gears = std::move(gears);
    model.programs = std::move(programs);
    const Program& any = model.programs.front();
    for (std::size_t i = 0; i < any.inputs.size(); ++i)
        model.inputs.push_back(over_gears(model.programs, &Program::inputs, i));
    for (std::size_t i = 0; i < any.outputs.size(); ++i)
        model.outputs.push_back(largest(model.programs, i));
    for (const Aipp& each : aipp) {
        model.aipp.push_back(fitted_to(model, each));
        describe_source(model.aipp.back(), largest_shape(model.programs, each.input),
                        model.inputs[each.input]);
    }
    add_extra_inputs(model);
    return model;
}

}  // namespace ascend::models
