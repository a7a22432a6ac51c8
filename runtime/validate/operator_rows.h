// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "runtime/validate/csv.h"
#include "runtime/validate/operator_shapes.h"

namespace ascend::validate {

/// Kernels that follow each other, each on the result of the one before.
using OperatorChain = std::vector<OperatorShape>;

/// The kernel or kernels of a row, or why it has none.
using OperatorOrReason = std::variant<OperatorShape, std::string, OperatorChain>;

/// A row of operators_bench.csv. Throws Error{kMalformed} when a cell that is needed is malformed.
OperatorOrReason operator_of_benchmark(const CsvTable& table, const CsvRow& row);
/// A row of operators_910b.csv. Throws as above.
OperatorOrReason operator_of_profile(const CsvTable& table, const CsvRow& row);

}  // namespace ascend::validate
