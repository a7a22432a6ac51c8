// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/benchmark_case.h"

namespace ascend::validate {

namespace json = boost::json;

std::optional<BenchmarkCase> read_benchmark_case(const CsvTable& table, const CsvRow& row) {
    BenchmarkCase result;
    if (table.has_column("soc")) result.soc = table.text(row, "soc");
    const json::array shapes = json::parse(table.text(row, "input_shapes")).as_array();
    const json::array types = json::parse(table.text(row, "dtypes")).as_array();
    result.attributes = json::parse(table.text(row, "attrs")).as_object();
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        auto& input = result.inputs.emplace_back();
        if (shapes[i].is_null()) continue;
        const auto type = parse_type(json::value_to<std::string>(types.at(i)));
        if (!type) return std::nullopt;
        input = TensorShape{json::value_to<Shape>(shapes[i]), *type};
    }
    return result;
}

}  // namespace ascend::validate
