// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/lowering/operator.h"
#include "models/om/operator_view.h"

namespace ascend::models::om {

/// How an element-wise operator of the vendor's is evaluated.
struct VendorSteps {
    std::string_view type;      ///< "RealDiv"
    std::vector<VectorOp> ops;  ///< in order
    std::size_t operands = 1;   ///< tensors it reads; 0: any number, `ops` between each two
};

/// Null when the type is not element-wise.
const VendorSteps* vendor_steps(std::string_view type);
/// All types that vendor_steps() knows, sorted.
std::vector<std::string_view> vendor_step_types();

/// The vendor's types that a kernel executes one after the other: of a fused operator those of its
/// sources (from _datadump_original_op_types, else from the kernel's name), else the operator's
/// own type.
std::vector<std::string> chain_of(const OpDef& op);

/// Vector steps of the element-wise part of a chain. Every two-operand function takes the next of
/// `sides` (what is read beside the first operand, in order); `compute` is the type of the steps.
/// `on_fixpipe`: the kernel has no vector unit, and FIXPIPE scales negative values of a PRelu.
std::vector<VectorStep> steps_of(const std::vector<std::string>& chain,
                                 const std::vector<const TensorView*>& sides, DataType compute,
                                 bool on_fixpipe);

}  // namespace ascend::models::om
