// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "runtime/validate/accuracy.h"
#include "runtime/validate/csv.h"

namespace ascend::validate {

/// A kind of table, as reports name it.
struct ReportedTable {
    std::string name;                        ///< "matmul", "whole-models", ..
    std::string targets;                     ///< see target_of()
    std::vector<std::string> label_columns;  ///< columns of the input that name a row
};

/// The JSON that README.md documents.
std::string report_json(const ReportedTable& table, const CsvTable& csv,
                        const Comparisons& comparisons);
/// One line per row, then the groups with their targets, what the kind of table adds, and why rows
/// were skipped.
std::string report_text(const ReportedTable& table, const CsvTable& csv,
                        const Comparisons& comparisons);

}  // namespace ascend::validate
