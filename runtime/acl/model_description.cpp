// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/model_description.h"

#include <algorithm>

namespace ascend::runtime {

std::optional<std::size_t> ModelDescription::find_input(std::string_view name) const {
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (inputs[i].port.name == name) return i;
    return std::nullopt;
}

std::optional<std::size_t> ModelDescription::find_gear(
    models::GearKind kind, const std::vector<std::int64_t>& numbers) const {
    if (gears.kind != kind || kind == models::GearKind::kNone) return std::nullopt;
    const auto at = std::find(gears.values.begin(), gears.values.end(), numbers);
    if (at == gears.values.end()) return std::nullopt;
    return static_cast<std::size_t>(at - gears.values.begin());
}

const models::Aipp* ModelDescription::aipp_of(std::size_t input) const {
    const auto at = std::find_if(aipp.begin(), aipp.end(),
                                 [&](const models::Aipp& each) { return each.input == input; });
    return at == aipp.end() ? nullptr : &*at;
}

/// Of images that AIPP converts, the network's dimensions count.
std::vector<std::int64_t> ModelDescription::dims_in_order() const {
    std::vector<std::int64_t> dims;
    for (const std::string& name : gears.input_order) {
        const auto input = find_input(name);
        if (!input) continue;
        const models::ModelPort& port = inputs[*input];
        const models::Shape& shape = port.dims_v2.empty() ? port.port.shape : port.dims_v2;
        dims.insert(dims.end(), shape.begin(), shape.end());
    }
    return dims;
}

std::optional<std::vector<std::int64_t>> ModelDescription::open_dims(
    const std::vector<std::int64_t>& all) const {
    const std::vector<std::int64_t> dims = dims_in_order();
    if (all.size() != dims.size()) return std::nullopt;
    std::vector<std::int64_t> open;
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (dims[i] < 0)
            open.push_back(all[i]);
        else if (dims[i] != all[i])
            return std::nullopt;
    }
    return open;
}

std::vector<std::int64_t> ModelDescription::all_dims(std::size_t gear) const {
    std::vector<std::int64_t> dims = dims_in_order();
    auto number = gears.values[gear].begin();
    for (std::int64_t& dim : dims)
        if (dim < 0 && number != gears.values[gear].end()) dim = *number++;
    return dims;
}

ModelDescription describe(const models::CompiledModel& model) {
    ModelDescription description{model.inputs, model.outputs, model.gears, model.aipp, {}, {}, 0};
    for (const models::Program& program : model.programs) {
        description.gear_inputs.push_back(program.inputs);
        description.gear_outputs.push_back(program.outputs);
    }
    return description;
}

}  // namespace ascend::runtime
