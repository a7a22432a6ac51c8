// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/fusion/fused_graph.h"
#include "models/fusion/memory_plan.h"
#include "models/onnx/onnx_reader.h"
#include "sim/device/task.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models {

/// Segments that a program's operands refer to (sim::OperandRef::segment).
inline constexpr std::uint16_t kWeightSegment = 0;
inline constexpr std::uint16_t kWorkSegment = 1;
inline constexpr std::uint16_t kFirstInputSegment = 2;  ///< then one per input, then one per output

/// A model's input or output as ACL describes it.
struct TensorPort {
    std::string name;
    DataType type = DataType::kUndefined;
    Shape shape;
    std::string format;  ///< "NCHW" or "ND"
    Bytes bytes;         ///< plain byte count: elements x element size
};

/// A network compiled for one SoC: what an .om holds.
struct Program {
    std::string name;
    std::string soc;
    std::vector<TensorPort> inputs, outputs;
    Bytes weight_bytes, work_bytes;
    sim::ModelImage image;
    std::int64_t flops = 0;
};

/// Makes a program of a network that is fused and laid out already: plans memory and lowers every
/// operator (equal ones share one plan). Throws as lower() does; Error{kResourceExhausted} when a
/// tensor, or weights and workspace together, exceed the device's memory (names the largest
/// tensor).
Program assemble(FusedGraph graph, const sim::SocSpec& soc);

/// Compiles a graph for a SoC: fuse() and assemble(). Throws as they do.
Program compile(const Graph& graph, const sim::SocSpec& soc, const CompileOptions& options);

}  // namespace ascend::models
