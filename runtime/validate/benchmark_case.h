// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/validate/csv.h"
#include "runtime/validate/operator_rows.h"
#include "runtime/validate/operator_shapes.h"

namespace ascend::validate {

/// A row as its operator's function sees it: absent inputs have no shape.
struct BenchmarkCase {
    std::string soc;  ///< as the table says it
    std::vector<std::optional<TensorShape>> inputs;
    boost::json::object attributes;

    /// Throws std::out_of_range for an input that is not there: a malformed row.
    const TensorShape& input(std::size_t i) const { return inputs.at(i).value(); }
    bool has(std::size_t i) const { return i < inputs.size() && inputs[i].has_value(); }
    std::vector<std::int64_t> integers(const char* name) const {
        return boost::json::value_to<std::vector<std::int64_t>>(attributes.at(name));
    }
    std::int64_t integer(const char* name) const {
        return attributes.at(name).to_number<std::int64_t>();
    }
    double number(const char* name) const { return attributes.at(name).to_number<double>(); }
    bool flag(const char* name) const {
        const boost::json::value* value = attributes.if_contains(name);
        return value != nullptr && value->is_bool() && value->get_bool();
    }
    /// 0 when absent.
    std::int64_t mask(const char* name) const {
        return attributes.contains(name) ? integer(name) : 0;
    }
    std::string text(const char* name) const {
        return boost::json::value_to<std::string>(attributes.at(name));
    }
};

/// Reads shapes, types and attributes of a row; nullopt when a type is one that we do not have.
/// Throws std::exception when a cell is malformed.
std::optional<BenchmarkCase> read_benchmark_case(const CsvTable& table, const CsvRow& row);

/// Turns a row into an operator. Throws std::exception when the row lacks what the operator has.
using BenchmarkFunction = OperatorShape (*)(const BenchmarkCase& row);

/// The kernels of a row that the SoC's library does in several; empty for all others. Throws as a
/// BenchmarkFunction.
OperatorChain composite_benchmark(const std::string& name, const BenchmarkCase& row);

/// By the benchmark's names: operators of the matrix unit, and all others.
const std::map<std::string, BenchmarkFunction>& cube_benchmarks();
const std::map<std::string, BenchmarkFunction>& vector_benchmarks();

}  // namespace ascend::validate
