// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/report.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "runtime/cli/text_table.h"
#include "runtime/validate/report_groups.h"
#include "runtime/validate/report_networks.h"
#include "traces/json_text.h"

namespace ascend::validate {
namespace {

namespace json = boost::json;
using cli::Align;
using cli::TextTable;

constexpr std::size_t kWidestLabel = 40;
constexpr const char* kNetworks = "whole-models";

json::object row_json(const CsvTable& csv, const Comparison& row) {
    json::object result;
    const CsvRow& input = csv.rows()[row.row - 1];
    for (std::size_t i = 0; i < csv.columns().size(); ++i)
        result[csv.columns()[i]] = input.cells[i];
    result["row"] = row.row;
    result["measured"] = row.measured_us;
    result["predicted"] = row.predicted_us;
    result["error_pct"] = row.error_pct();
    result["group"] = row.group;
    for (const auto& [name, value] : row.more) result[name] = value;
    if (!row.soc.empty()) result["soc_modelled"] = row.soc;
    if (!row.shares.empty()) result["shares"] = json::object(row.shares.begin(), row.shares.end());
    return result;
}

std::string row_table(const CsvTable& csv, const Comparisons& comparisons,
                      const std::vector<std::string>& label_columns) {
    std::vector<TextTable::Column> columns{{"row"}};
    for (const std::string& label : label_columns) columns.push_back({label, Align::kLeft});
    for (const char* title : {"measured us", "predicted us", "error %"}) columns.push_back({title});
    columns.push_back({"group", Align::kLeft});
    TextTable table(columns);
    for (const Comparison& row : comparisons.rows) {
        std::vector<std::string> cells{fmt::format("{}", row.row)};
        for (const std::string& label : label_columns)
            cells.push_back(cli::shorten(csv.text(csv.rows()[row.row - 1], label), kWidestLabel));
        cells.push_back(fmt::format("{:.2f}", row.measured_us));
        cells.push_back(fmt::format("{:.2f}", row.predicted_us));
        cells.push_back(fmt::format("{:+.1f}", row.error_pct()));
        cells.push_back(row.group);
        table.add(std::move(cells));
    }
    return table.text();
}

std::string skipped_text(const Comparisons& comparisons) {
    std::map<std::string, std::vector<std::size_t>> reasons;
    for (const Skipped& row : comparisons.skipped) reasons[row.why].push_back(row.row);
    std::string text;
    for (const auto& [why, rows] : reasons)
        text += fmt::format("skipped {} ({} {}): {}\n", rows.size(),
                            rows.size() == 1 ? "row" : "first row", rows.front(), why);
    return text;
}

}  // namespace

std::string report_json(const ReportedTable& table, const CsvTable& csv,
                        const Comparisons& comparisons) {
    json::array rows, skipped;
    for (const Comparison& row : comparisons.rows) rows.push_back(row_json(csv, row));
    for (const Skipped& row : comparisons.skipped)
        skipped.push_back({{"row", row.row}, {"why", row.why}});
    json::object report = {{"table", table.name},
                           {"groups", groups_json(comparisons)},
                           {"targets", targets_json(table.targets, comparisons)}};
    if (table.name == kNetworks)
        for (auto& [key, value] : order_json(network_order(csv, comparisons))) report[key] = value;
    if (auto utilisation = utilisation_json(csv, comparisons); !utilisation.empty())
        report["utilisation"] = std::move(utilisation);
    report["rows"] = std::move(rows);
    report["skipped"] = std::move(skipped);
    return traces::json_text(report) + "\n";
}

std::string report_text(const ReportedTable& table, const CsvTable& csv,
                        const Comparisons& comparisons) {
    std::string text = row_table(csv, comparisons, table.label_columns);
    text += "\n" + group_table(table.targets, comparisons);
    if (table.name == kNetworks) text += "\n" + order_text(network_order(csv, comparisons));
    if (const std::string line = utilisation_text(csv, comparisons); !line.empty())
        text += "\n" + line;
    if (!comparisons.skipped.empty()) text += "\n" + skipped_text(comparisons);
    return text;
}

}  // namespace ascend::validate
