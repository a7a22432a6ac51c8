// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/client/inference.h"
#include "runtime/validate/accuracy.h"
#include "runtime/validate/csv.h"
#include "runtime/validate/kernel_runner.h"

namespace ascend::validate {

/// SoCs that a table of operators needs, sorted.
std::vector<std::string> socs_of_operators(const CsvTable& table);

/// Runs every row of a table of single operators: operators_bench.csv (operators by their
/// benchmark's names) or operators_910b.csv (profiled kernels). One group per operator. Rows whose
/// operator, type or SoC has no counterpart are skipped. Throws Error when the table is malformed.
Comparisons compare_operators(const CsvTable& table, KernelRunner& runner, L2Start l2,
                              const client::ProgressFunction& progress);

}  // namespace ascend::validate
