// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/fusion/fused_graph.h"
#include "models/onnx/onnx_reader.h"
#include "models/program/aipp.h"
#include "models/program/gears.h"

namespace ascend::models {

/// How an ONNX network becomes a compiled model: what atc's options say.
struct CompileRequest {
    /// With gears, -1 in a whole shape is a dimension that the gear chooses.
    ShapeOverrides shapes;
    /// Kind and values. `input_order`: the order in which --input_shape named the inputs; empty: as
    /// the file does.
    DynamicGears gears;
    CompileOptions options;  ///< `aipp` follows from the next
    std::vector<Aipp> aipp;
};

/// A network's inputs when `gear` is chosen: all dimensions closed. Throws Error{kInvalidArgument}:
/// an input that does not exist, a dimension that this kind of gear cannot choose, a gear with more
/// or fewer numbers than there are open dimensions.
ShapeOverrides close_for_gear(const std::vector<DeclaredInput>& inputs,
                              const CompileRequest& request, std::size_t gear);

/// The names of the inputs in the order in which gears count their dimensions.
std::vector<std::string> gear_order(const std::vector<DeclaredInput>& inputs,
                                    const CompileRequest& request);

/// Throws Error{kInvalidArgument}: none or more than 128 gears, a number below 1, gears of
/// different length, or one that comes twice.
void check_gears(const DynamicGears& gears);

}  // namespace ascend::models
