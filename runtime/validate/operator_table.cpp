// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/operator_table.h"

#include <fmt/format.h>

#include <set>

#include "runtime/validate/operator_rows.h"
#include "runtime/validate/soc_of_row.h"
#include "traces/error.h"

namespace ascend::validate {
namespace {

/// Which columns a kind of table has for what we need.
struct Kind {
    const char *operator_column, *time_column;
    OperatorOrReason (*read)(const CsvTable&, const CsvRow&);
};

Kind kind_of(const CsvTable& table) {
    if (table.has_column("op")) {
        table.require_columns({"soc", "op", "input_shapes", "dtypes", "attrs", "measured_us"});
        return {"op", "measured_us", operator_of_benchmark};
    }
    table.require_columns({"soc", "op_type", "input_shapes", "input_dtypes", "input_formats",
                           "output_shapes", "output_dtypes", "output_formats", "dur_median_us"});
    return {"op_type", "dur_median_us", operator_of_profile};
}

}  // namespace

std::vector<std::string> socs_of_operators(const CsvTable& table) {
    table.require_columns({"soc"});
    std::set<std::string> socs;
    for (const CsvRow& row : table.rows())
        if (const auto soc = soc_of_row(table.text(row, "soc"))) socs.insert(*soc);
    return {socs.begin(), socs.end()};
}

Comparisons compare_operators(const CsvTable& table, KernelRunner& runner, L2Start l2,
                              const client::ProgressFunction& progress) {
    const Kind kind = kind_of(table);
    // Profiles are of programs under way.
    const bool under_way = kind.read == operator_of_profile;
    if (under_way && l2 == L2Start::kCold) l2 = L2Start::kUsed;
    Comparisons result;
    for (std::size_t i = 0; i < table.rows().size(); ++i) {
        progress(fmt::format("row {} of {}", i + 1, table.rows().size()));
        const CsvRow& row = table.rows()[i];
        const double measured = table.number(row, kind.time_column);
        if (measured <= 0)
            table.refuse(row, fmt::format("{} must be more than 0", kind.time_column));
        const auto soc = soc_of_row(table.text(row, "soc"));
        if (!soc) {
            result.skipped.push_back(
                {i + 1, fmt::format("SoC {} is not modelled", table.text(row, "soc"))});
            continue;
        }
        const OperatorOrReason op = kind.read(table, row);
        if (const auto* why = std::get_if<std::string>(&op)) {
            result.skipped.push_back({i + 1, *why});
            continue;
        }
        try {
            const auto* chain = std::get_if<OperatorChain>(&op);
            const double predicted =
                (chain != nullptr ? runner.run(*soc, *chain, l2)
                                  : runner.run(*soc, std::get<OperatorShape>(op), l2))
                    .time_us;
            result.rows.push_back(
                {i + 1, table.text(row, kind.operator_column), measured, predicted, {}, *soc, {}});
        } catch (const Error& error) {
            result.skipped.push_back({i + 1, error.what()});
        }
    }
    return result;
}

}  // namespace ascend::validate
