// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "models/program/compiled_model.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models {

/// True when the bytes begin as an .om file does.
bool looks_like_om(std::span<const std::byte> bytes);

/// Makes programs of a compiled network, one for each of its gears: the operators, layouts and
/// fusion are the file's, the kernel plans ours. Ports are described as the file does.
///
/// Throws Error as read_om() and assemble() do; kInvalidArgument when the file was compiled for
/// another SoC than `soc` (files before 2021 do not say for which), kMalformed when its gears or
/// ports contradict its graph.
CompiledModel model_from_om(std::span<const std::byte> bytes, const std::string& origin,
                            const sim::SocSpec& soc);

}  // namespace ascend::models
