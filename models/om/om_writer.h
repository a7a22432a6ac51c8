// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/om/om_model.h"

namespace ascend::models {

struct OmWriteOptions {
    std::string soc{};                ///< "Ascend310P3"
    std::string command_line{};       ///< of atc
    std::string framework = "Onnx";   ///< "Onnx", "TensorFlow", "Caffe"
    bool compress_attributes = true;  ///< atc's --enable_attr_compression
    std::vector<Aipp> aipp{};         ///< pre-processing of inputs
};

/// One compiled variant of a network: the whole of it, or one gear's.
struct OmVariant {
    const FusedGraph* graph = nullptr;
    std::vector<std::uint32_t> block_dims;  ///< per operator; empty: not known
};

/// Writes a compiled network as an .om of the current generation: MODEL_INOUT_INFO, MODEL_DEF,
/// WEIGHTS_DATA, TBE_KERNELS and TASK_INFO. read_om() gives back the graph of every variant exactly
/// as it was.
///
/// Weights have no values and kernels no binaries here, so WEIGHTS_DATA and TBE_KERNELS are empty
/// while weight_size says what the weights need: readers of the format see the network, a real
/// device would refuse it. `variants`: one, or one per gear in the order of `gears.values`.
/// `inputs`: those of the variants, then kGearInput and kAippInput if callers are to see them.
///
/// Throws Error{kInvalidArgument} when variants and gears or ports and graph do not match.
std::vector<std::byte> write_om(const std::vector<OmVariant>& variants,
                                const std::vector<OmPort>& inputs,
                                const std::vector<OmPort>& outputs, const DynamicGears& gears,
                                const OmWriteOptions& options);

/// A network without gears; ports as the graph has them.
std::vector<std::byte> write_om(const FusedGraph& graph, const std::vector<TensorPort>& inputs,
                                const std::vector<TensorPort>& outputs,
                                const OmWriteOptions& options);

}  // namespace ascend::models
