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

std::vector<TensorPort> ports_of(const std::vector<OmPort>& ports) {
    std::vector<TensorPort> result;
    for (const OmPort& port : ports) result.push_back(port.port);
    return result;
}

}  // namespace

bool looks_like_om(std::span<const std::byte> bytes) {
    return bytes.size() >= kMagic.size() &&
           std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) == 0;
}

Program program_from_om(std::span<const std::byte> bytes, const std::string& origin,
                        const sim::SocSpec& soc) {
    OmModel model = read_om(bytes, origin);
    if (!model.soc.empty() && model.soc != soc.name)
        throw Error(
            ErrorCode::kInvalidArgument,
            fmt::format("{}: compiled for {}, but the device is {}", origin, model.soc, soc.name));
    Program program = assemble(std::move(model.graph), soc);
    program.name = program.image.name = model.name;
    program.inputs = ports_of(model.inputs);
    program.outputs = ports_of(model.outputs);
    return program;
}

}  // namespace ascend::models
