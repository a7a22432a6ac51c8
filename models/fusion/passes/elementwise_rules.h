// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/lowering/operator.h"

namespace ascend::models {

/// How an element-wise ONNX operator (or composite) is evaluated.
struct ElementwiseRule {
    std::string_view type;         ///< ONNX operator or composite
    std::string_view vendor_type;  ///< "RealDiv"
    std::vector<VectorOp> ops;     ///< in order
    std::size_t operands = 1;      ///< data operands; 0: any number, `ops` between each two
};

/// The rule of an operator type, or null.
const ElementwiseRule* elementwise_rule(std::string_view type);

}  // namespace ascend::models
