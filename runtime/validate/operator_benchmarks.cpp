// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "runtime/validate/benchmark_case.h"
#include "runtime/validate/operator_rows.h"

namespace ascend::validate {
namespace {

/// Null for an operator that has no counterpart.
BenchmarkFunction find_function(const std::string& name) {
    for (const auto* functions : {&cube_benchmarks(), &vector_benchmarks()})
        if (const auto found = functions->find(name); found != functions->end())
            return found->second;
    return nullptr;
}

}  // namespace

OperatorOrReason operator_of_benchmark(const CsvTable& table, const CsvRow& row) {
    const std::string& name = table.text(row, "op");
    const BenchmarkFunction function = find_function(name);
    if (function == nullptr) return fmt::format("operator {} has no counterpart", name);
    try {
        const std::optional<BenchmarkCase> read = read_benchmark_case(table, row);
        if (!read) return fmt::format("operator {}: a data type is not modelled", name);
        for (const char* mask :
             {"begin_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"})
            if (read->mask(mask) != 0)
                return fmt::format("operator {}: {} is not read", name, mask);
        if (OperatorChain chain = composite_benchmark(name, *read); !chain.empty()) return chain;
        return function(*read);
    } catch (const std::exception& error) {
        table.refuse(row, fmt::format("shapes, types or attributes do not make a {}: {}", name,
                                      error.what()));
    }
}

}  // namespace ascend::validate
