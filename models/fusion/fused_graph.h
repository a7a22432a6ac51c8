// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/graph/graph.h"
#include "models/lowering/operator.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models {

/// atc's precision for ONNX inference: fp16 compute with inputs and outputs in their own type, or
/// as the file says.
enum class Precision : std::uint8_t { kFp16, kFp32, kMixed };

struct CompileOptions {
    Precision precision = Precision::kFp16;
    bool aipp = false;  ///< uint8 image input, converted in or before the first convolution
    bool small_channel = false;  ///< C0 of 4 for the first convolution
    bool fusion = true;          ///< off: every operator is a task (for comparisons)
};

/// Where a tensor lives.
enum class Storage : std::uint8_t { kInput, kOutput, kWeight, kWorkspace };

/// A tensor between fused operators, as it lies in device memory.
struct FusedTensor {
    std::string name;
    Shape shape;  ///< logical shape
    DataType type = DataType::kFloat16;
    Layout layout = Layout::kNd;
    Bytes bytes;  ///< padded as the layout wants
    Storage storage = Storage::kWorkspace;
    std::uint32_t io_index = 0;  ///< n-th graph input or output, for kInput and kOutput
    std::uint32_t alias_of =
        0xffffffff;  ///< lies inside another tensor (views, concat and split without a copy)
    std::int64_t alias_offset = 0;  ///< bytes from that tensor's start
};

/// One device task.
struct FusedOperator {
    std::string name;  ///< of the ONNX nodes it covers, joined as atc does: "Conv_0Relu_1"
    std::string type;  ///< the vendor's operator type: "Conv2D", "MatMulV2", "LayerNorm"
    OperatorShape shape;
    std::vector<std::uint32_t> inputs,
        outputs;  ///< FusedGraph::tensors, in the order operator.h documents
};

/// The network as the device executes it, in execution order.
struct FusedGraph {
    std::string name;
    std::vector<FusedTensor> tensors;
    std::vector<FusedOperator> operators;
    std::vector<std::uint32_t> inputs, outputs;  ///< tensors of the graph's inputs and outputs
};

/// Fuses as the vendor's compiler does (facts: microarchitecture.md 4.6), assigns layouts and
/// types, inserts TransData and Cast where they meet, and frees views. Throws Error{kUnsupported}
/// naming every node whose operator has no lowering, in one message.
FusedGraph fuse(const Graph& graph, const sim::SocSpec& soc, const CompileOptions& options);

}  // namespace ascend::models
