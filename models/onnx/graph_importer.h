// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <onnx/onnx_pb.h>

#include "models/onnx/onnx_reader.h"

namespace ascend::models::onnx_file {

/// Turns a parsed model into a Graph: tensors for inputs and initializers, then the nodes in
/// topological order, each with the shapes and values of its outputs as soon as it is added. An If
/// whose condition is known by then is replaced by the nodes of its branch. Throws what read_onnx
/// documents.
Graph import_graph(const onnx::ModelProto& model, const ShapeOverrides& overrides);

}  // namespace ascend::models::onnx_file
