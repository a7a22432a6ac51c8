// SPDX-License-Identifier: Apache-2.0
#include "models/om/om_program.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "models/om/om_reader.h"
#include "traces/error.h"

namespace ascend::models {

namespace {

/// source: facts formats.md 1.1
constexpr std::array<char, 4> kMagic = {'I', 'M', 'O', 'D'};

[[noreturn]] void fail(const std::string& origin, const std::string& message) {
    throw Error(ErrorCode::kMalformed, fmt::format("{}: {}", origin, message));
}

/// Numbers that a caller chooses a gear with.
std::size_t numbers_of(const DynamicGears& gears) {
    switch (gears.kind) {
        case GearKind::kNone:
            return 0;
        case GearKind::kBatch:
            return 1;
        case GearKind::kImage:
            return 2;
        case GearKind::kDims:
            return gears.values.front().size();
    }
    return 0;
}

void check_gears(const DynamicGears& gears, const std::string& origin) {
    if (gears.values.size() > kMostGears)
        fail(origin, fmt::format("{} gears, expected {} at most", gears.values.size(), kMostGears));
    const std::size_t numbers = gears.values.empty() ? 0 : numbers_of(gears);
    for (const auto& gear : gears.values)
        if (gear.empty() || gear.size() != numbers)
            fail(origin, fmt::format("a gear of {} numbers, expected {}", gear.size(), numbers));
}

void check_ports(const OmModel& model, const Program& program, const std::string& origin) {
    if (program.inputs.size() > model.inputs.size() ||
        program.outputs.size() != model.outputs.size())
        fail(origin, fmt::format("the graph has {} inputs and {} outputs, the ports are {} and {}",
                                 program.inputs.size(), program.outputs.size(), model.inputs.size(),
                                 model.outputs.size()));
}

/// What the front end relies on for images that AIPP converts.
void check_aipp(const CompiledModel& model, const std::string& origin) {
    constexpr std::size_t kImageDims = 4;
    for (const Aipp& aipp : model.aipp) {
        const ModelPort& port = model.inputs[aipp.input];
        bool image = port.port.shape.size() == kImageDims && port.dims_v2.size() == kImageDims;
        for (const Program& program : model.programs)
            image = image && aipp.input < program.inputs.size() &&
                    program.inputs[aipp.input].shape.size() == kImageDims;
        if (!image) fail(origin, fmt::format("aipp of input {}, which is no image", aipp.input));
        if (!aipp.dynamic)
            source_bytes(aipp.format, 1, aipp.source_height, aipp.source_width);
        else if (!model.find_input(kAippInput))
            fail(origin, fmt::format("dynamic aipp without an input '{}'", kAippInput));
    }
}

Program program_of(OmModel& model, const std::string& origin, const sim::SocSpec& soc) {
    if (!model.soc.empty() && model.soc != soc.name)
        throw Error(
            ErrorCode::kInvalidArgument,
            fmt::format("{}: compiled for {}, but the device is {}", origin, model.soc, soc.name));
    Program program = assemble(std::move(model.graph), soc);
    program.name = program.image.name = model.name;
    check_ports(model, program, origin);
    if (model.gears.values.empty()) {
        // The file's own words on its ports: sizes of images, formats.
        for (std::size_t i = 0; i < program.inputs.size(); ++i)
            program.inputs[i] = model.inputs[i].port;
        for (std::size_t i = 0; i < program.outputs.size(); ++i)
            program.outputs[i] = model.outputs[i].port;
    }
    return program;
}

/// Files that choose among gears have the input to choose with, whether they list it or not.
void add_gear_input(CompiledModel& model) {
    if (model.gears.values.empty() || model.find_input(kGearInput)) return;
    const auto numbers = static_cast<std::int64_t>(model.gears.values.front().size());
    model.inputs.push_back({{std::string(kGearInput),
                             DataType::kInt32,
                             {numbers},
                             "ND",
                             bytes_of(DataType::kInt32, numbers)},
                            {}});
}

}  // namespace

bool looks_like_om(std::span<const std::byte> bytes) {
    return bytes.size() >= kMagic.size() &&
           std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) == 0;
}

CompiledModel model_from_om(std::span<const std::byte> bytes, const std::string& origin,
                            const sim::SocSpec& soc) {
    OmModel first = read_om(bytes, origin);
    check_gears(first.gears, origin);
    CompiledModel model;
    model.name = first.name;
    model.inputs = first.inputs;
    model.outputs = first.outputs;
    model.gears = first.gears;
    model.aipp = first.aipp;
    model.programs.push_back(program_of(first, origin, soc));
    for (std::size_t gear = 1; gear < model.gears.values.size(); ++gear) {
        OmModel variant = read_om(bytes, origin, gear);
        model.programs.push_back(program_of(variant, origin, soc));
        if (model.programs.back().inputs.size() != model.programs.front().inputs.size())
            fail(origin, fmt::format("gear {} has other inputs than gear 0", gear));
    }
    if (model.gears.values.empty()) model.gears = {};
    add_gear_input(model);
    check_aipp(model, origin);
    return model;
}

}  // namespace ascend::models
