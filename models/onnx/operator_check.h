// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <onnx/onnx_pb.h>

namespace ascend::models::onnx_file {

/// An If, whose branch takes its place.
bool is_if(const onnx::NodeProto& node);

/// Throws Error{kUnsupported} when the graph has operators without a shape rule: all of them in one
/// message, with the names of their first nodes. Branches are checked when they are taken.
void check_operators(const onnx::GraphProto& graph);

}  // namespace ascend::models::onnx_file
