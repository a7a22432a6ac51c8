// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "runtime/validate/profile_row.h"

namespace ascend::validate {
namespace {

/// Null for an operator that has no counterpart.
ProfileFunction find_function(const std::string& name) {
    for (const auto* functions : {&cube_profiles(), &movement_profiles(), &vector_profiles()})
        if (const auto found = functions->find(name); found != functions->end())
            return found->second;
    return nullptr;
}

/// The tensors of one side, or nullopt when a type is one that we do not have.
std::optional<std::vector<TensorShape>> read_side(const CsvTable& table, const CsvRow& row,
                                                  const char* shapes, const char* types) {
    const auto extents = parse_shapes(table.text(row, shapes));
    if (!extents)
        table.refuse(row, fmt::format("{} is \"{}\": expected extents by comma, tensors "
                                      "by semicolon",
                                      shapes, table.text(row, shapes)));
    const std::vector<std::string> names = split(table.text(row, types), ';');
    if (names.size() != extents->size())
        table.refuse(row, fmt::format("{} has {} tensors, {} has {}", shapes, extents->size(),
                                      types, names.size()));
    std::vector<TensorShape> tensors;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto type = parse_type(names[i]);
        if (!type) return std::nullopt;
        tensors.push_back({(*extents)[i], *type});
    }
    return tensors;
}

}  // namespace

OperatorOrReason operator_of_profile(const CsvTable& table, const CsvRow& row) {
    const std::string& name = table.text(row, "op_type");
    const ProfileFunction function = find_function(name);
    if (function == nullptr) return fmt::format("operator {} has no counterpart", name);
    auto inputs = read_side(table, row, "input_shapes", "input_dtypes");
    auto outputs = read_side(table, row, "output_shapes", "output_dtypes");
    if (!inputs || !outputs) return fmt::format("operator {}: a data type is not modelled", name);
    try {
        return function({std::move(*inputs), std::move(*outputs),
                         split(table.text(row, "input_formats"), ';'),
                         split(table.text(row, "output_formats"), ';')});
    } catch (const std::out_of_range&) {
        table.refuse(row, fmt::format("shapes do not make a {}", name));
    }
}

}  // namespace ascend::validate
