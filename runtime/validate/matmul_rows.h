// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/client/inference.h"
#include "runtime/validate/accuracy.h"
#include "runtime/validate/csv.h"
#include "runtime/validate/kernel_runner.h"

namespace ascend::validate {

/// The SoC whose kernels the table of tuned matmuls holds.
inline constexpr const char* kMatmulSoc = "Ascend910B2";

/// Throws Error{kMalformed} unless the table has the columns of tuned matmuls.
void check_matmul_columns(const CsvTable& table);

/// Runs every row of the table of tuned matmuls, with the recorded tiling or our own. Groups: thin
/// (an inner axis of 32 or less), nd (inputs converted on load), nz. Rows whose recorded tiling
/// does not fit our buffers are skipped. Throws Error when the table is malformed.
Comparisons compare_matmuls(const CsvTable& table, KernelRunner& runner, bool own_tiling,
                            L2Start l2, const client::ProgressFunction& progress);

}  // namespace ascend::validate
