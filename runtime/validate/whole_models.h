// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "runtime/client/inference.h"
#include "runtime/validate/accuracy.h"
#include "runtime/validate/csv.h"

namespace ascend::validate {

/// Estimates every row of a table of whole networks, as `estimate` does, with the graphs of a
/// folder. Rows of equal graph, SoC, batch and flags are estimated once. Groups: transformer,
/// cnn_batch1, cnn_batch4up (cnn_batch2to3 for what lies between). Throws Error when the table is
/// malformed; rows whose SoC, graph or flags we do not know are skipped.
Comparisons compare_whole_models(const CsvTable& table, const std::string& graphs, bool exact,
                                 const client::ProgressFunction& progress);

}  // namespace ascend::validate
