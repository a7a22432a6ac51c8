// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <onnx/onnx_pb.h>

#include <string>
#include <vector>

#include "models/onnx/onnx_reader.h"

namespace ascend::models::onnx_file {

/// An input as the file declares it: open dimensions are -1, or 0 as some exporters write.
struct InputDeclaration {
    DeclaredInput input;
    bool has_rank = true;  ///< false: the file gives no shape at all
};

constexpr bool is_open(std::int64_t dim) {
    return dim <= 0;
}

/// The graph's inputs without those that are only defaults of initializers (IR version 3). Throws
/// Error{kUnsupported} for an input that is no tensor and Error{kInvalidArgument} for a dimension
/// below -1.
std::vector<InputDeclaration> declarations_of(const onnx::GraphProto& graph);

/// The declared shape for messages: "[batch, 3, 224, ?]".
std::string declared_text(const InputDeclaration& declaration);

/// The option that would close the input: `--input-shape "x:1,3,224,224"`.
std::string example_option(const InputDeclaration& declaration);

}  // namespace ascend::models::onnx_file
