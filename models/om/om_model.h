// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/fusion/fused_graph.h"
#include "models/om/task_info.h"
#include "models/program/compiled_model.h"

namespace ascend::models {

/// What a file says of the kernel of one operator; empty or 0 where it says nothing.
struct OmKernel {
    std::uint32_t block_dim = 0;
    std::string core_type;             ///< "AIC", "AIV", "MIX_AIC"; empty before 310B and 910B
    std::string kernel_name;           ///< of the binary
    std::vector<std::string> sources;  ///< operators of the source graph that it executes
};

/// A hint of the compiler to L2: this range is about to be read. Recorded, not executed.
struct OmPrefetch {
    std::size_t before = 0;    ///< index into FusedGraph::operators of the next kernel
    bool weights = false;      ///< in weight memory, else in feature memory
    std::uint64_t offset = 0;  ///< from the start of that memory
    Bytes bytes;
};

using OmPort = ModelPort;

/// A compiled network as an .om file holds it.
struct OmModel {
    std::string name;
    std::string soc;           ///< "Ascend310B4"; empty in files before 2021
    std::string command_line;  ///< of atc
    std::vector<OmPort> inputs, outputs;
    DynamicGears gears;
    std::vector<Aipp> aipp;         ///< of our own files; the vendor's do not say
    FusedGraph graph;               ///< of the gear that was asked for
    std::vector<OmKernel> kernels;  ///< parallel to graph.operators
    Bytes weight_bytes, work_bytes;
    std::int64_t streams = 1, events = 0;
    std::vector<om::TaskDef> tasks;  ///< in launch order, of all kinds
    std::vector<OmPrefetch> prefetches;
};

}  // namespace ascend::models
