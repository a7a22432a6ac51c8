// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <onnx/onnx_pb.h>

#include <functional>
#include <string>
#include <vector>

namespace ascend::models::onnx_file {

/// Name of a node for messages and traces: its own, or "TYPE_INDEX" of its place in the file.
std::string node_name(const onnx::GraphProto& graph, int index);

/// Tells whether a tensor is defined before any node of the graph runs: an input, an initializer
/// or, in a branch, a tensor of the graph around it.
using IsDefined = std::function<bool(const std::string& tensor)>;

/// Indices of the graph's nodes so that every tensor is produced before it is read, as near to the
/// order of the file as that allows. What a node's subgraphs read from around them counts as read
/// by the node.
///
/// Throws Error{kMalformed} for a tensor that two nodes produce, one that nobody defines, and a
/// cycle, naming the tensor and the nodes.
std::vector<int> topological_order(const onnx::GraphProto& graph, const IsDefined& is_defined);

}  // namespace ascend::models::onnx_file
