// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dump_statistics.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace ascend::runtime {
namespace {

struct Statistic {
    std::string_view name;   ///< in "dump_stats"
    std::string_view title;  ///< of its column
};

constexpr Statistic kStatistics[] = {
    {"Max", "Max Value"},
    {"Min", "Min Value"},
    {"Avg", "Avg Value"},
    {"Nan", "Nan Count"},
    {"Negative Inf", "Negative Inf Count"},
    {"Positive Inf", "Positive Inf Count"},
    {"L2norm", "l2norm"},
};

bool wanted(const Statistic& statistic, const std::vector<std::string>& names) {
    return names.empty() || std::find(names.begin(), names.end(), statistic.name) != names.end();
}

std::string row(std::string_view side, std::size_t index, const DumpTensor& tensor) {
    std::uint64_t elements = 1;
    for (const std::uint64_t extent : tensor.shape) elements *= extent;
    return fmt::format("{},{},{},{},{},{},{}", side, index, tensor.bytes, tensor.data_type,
                       tensor.format, fmt::join(tensor.shape, "x"), elements);
}

void add_rows(std::string& table, std::string_view side, const std::vector<DumpTensor>& tensors,
              std::size_t columns) {
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        table += row(side, i, tensors[i]);
        for (std::size_t column = 0; column < columns; ++column) table += ",0";
        table += '\n';
    }
}

}  // namespace

bool is_dump_statistic(std::string_view name) {
    return std::any_of(std::begin(kStatistics), std::end(kStatistics),
                       [name](const Statistic& each) { return each.name == name; });
}

std::string dump_statistics_table(const DumpOperator& op, const std::vector<std::string>& names) {
    std::string table = "Input/Output,Index,Data Size,Data Type,Format,Shape,Count";
    std::size_t columns = 0;
    for (const Statistic& each : kStatistics) {
        if (!wanted(each, names)) continue;
        table += fmt::format(",{}", each.title);
        ++columns;
    }
    table += '\n';
    add_rows(table, "Input", op.inputs, columns);
    add_rows(table, "Output", op.outputs, columns);
    return table;
}

}  // namespace ascend::runtime
