// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <onnx/onnx_pb.h>

#include "models/graph/graph.h"

namespace ascend::models::onnx_file {

using Attributes = decltype(Node::attributes);

/// The attributes of a node; those that hold a graph are left out. Throws what stored_tensor does.
Attributes attributes_of(const onnx::NodeProto& node);

/// The graph that an attribute holds (a branch of an If), or null.
const onnx::GraphProto* find_graph_attribute(const onnx::NodeProto& node, std::string_view name);

}  // namespace ascend::models::onnx_file
