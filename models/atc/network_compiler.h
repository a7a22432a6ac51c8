// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "models/atc/compile_request.h"
#include "models/program/compiled_model.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models {

/// A network compiled for one SoC, with the fused graphs that its programs were made of.
struct Compilation {
    std::vector<FusedGraph> graphs;  ///< parallel to model.programs
    CompiledModel model;
};

/// Compiles an ONNX network, once for each gear. An open leading dimension that nobody closes is
/// the batch: that of an input whose whole shape is given, or 1. Throws Error as read_onnx(),
/// compile(), close_for_gear(), check_gears() and put_together() do; kUnsupported for AIPP of more
/// than one input, or of another than the network's first image.
Compilation compile_network(std::span<const std::byte> bytes, const std::string& origin,
                            const sim::SocSpec& soc, const CompileRequest& request);

/// An .om of it. `command_line`: what made it, as the file keeps it.
std::vector<std::byte> om_of(const Compilation& compilation, const std::string& command_line);

}  // namespace ascend::models
