// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "runtime/validate/operator_rows.h"

namespace ascend::validate {

/// A row of a profile: tensors with their formats; scalars have an empty shape.
struct ProfileRow {
    std::vector<TensorShape> inputs, outputs;
    std::vector<std::string> input_formats, output_formats;
};

/// Turns a row into an operator, or says why not. Throws std::out_of_range when the row lacks a
/// tensor.
using ProfileFunction = OperatorOrReason (*)(const ProfileRow& row);

/// By the vendor's operator types: what computes on the matrix unit, what moves data, all others.
const std::map<std::string, ProfileFunction>& cube_profiles();
const std::map<std::string, ProfileFunction>& movement_profiles();
const std::map<std::string, ProfileFunction>& vector_profiles();

}  // namespace ascend::validate
