// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/client/inference.h"
#include "runtime/validate/accuracy.h"
#include "runtime/validate/csv.h"
#include "runtime/validate/kernel_runner.h"

namespace ascend::validate {

/// SoCs that a table of published kernels needs, sorted.
std::vector<std::string> socs_of_kernels(const CsvTable& table);

/// Runs every row of a table of published kernels: GEMM, convolution, attention and top-k. Groups
/// by kind. Where the table has shares of pipes, the predicted ones stand beside them as
/// cube_ratio_predicted and so on. Throws Error when the table is malformed; other kernels are
/// skipped.
Comparisons compare_kernels(const CsvTable& table, KernelRunner& runner, L2Start l2,
                            const client::ProgressFunction& progress);

}  // namespace ascend::validate
