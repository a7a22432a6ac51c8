// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "runtime/validate/accuracy.h"
#include "runtime/validate/csv.h"

namespace ascend::validate {

/// The JSON that the design documents; `table` names the kind of table.
std::string report_json(const std::string& table, const CsvTable& csv,
                        const Comparisons& comparisons);
/// One line per row with `label_columns` of the input, then the groups, then why rows were skipped.
std::string report_text(const CsvTable& csv, const Comparisons& comparisons,
                        const std::vector<std::string>& label_columns);

}  // namespace ascend::validate
