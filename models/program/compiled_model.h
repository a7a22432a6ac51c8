// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/program/aipp.h"
#include "models/program/gears.h"
#include "models/program/program.h"

namespace ascend::models {

/// Names of the inputs that a caller chooses a gear with and describes its images with.
/// source: facts acl_semantics.md 6.1
inline constexpr std::string_view kGearInput = "ascend_mbatch_shape_data";
inline constexpr std::string_view kAippInput = "ascend_dynamic_aipp_data";

/// A port as ACL describes it. With gears, open dimensions are -1 and the bytes are the most that
/// any gear needs.
struct ModelPort {
    TensorPort port;
    Shape dims_v2;  ///< before AIPP changed them; empty: the same
};

/// A network compiled for one SoC as a caller loads it: one program, or one for each gear.
struct CompiledModel {
    std::string name;
    /// Those of the programs, in their order, then kGearInput and kAippInput where there are any.
    std::vector<ModelPort> inputs, outputs;
    DynamicGears gears;
    std::vector<Aipp> aipp;         ///< at most one for an input
    std::vector<Program> programs;  ///< parallel to gears.values, or one

    /// Gears share weights and run one at a time: the largest needs decide.
    Bytes weight_bytes() const;
    Bytes work_bytes() const;
    /// Place of the input of that name.
    std::optional<std::size_t> find_input(std::string_view wanted) const;
};

/// Puts programs of one network together and describes what a caller sees. `aipp` is fitted to the
/// largest gear. Throws Error{kInvalidArgument} for images that AIPP cannot convert (fitted()), and
/// for static AIPP where gears change the image size.
CompiledModel put_together(std::vector<Program> programs, DynamicGears gears,
                           const std::vector<Aipp>& aipp);

}  // namespace ascend::models
