// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/soc/soc_spec.h"

namespace ascend::sim {

enum class FieldKind : std::uint8_t { kReal, kInteger, kBytes, kFlag };

/// One number of a SocSpec: the only place that says what it is called, in which unit and range it
/// is given, and where it is kept. Files, settings and listings all go through this table.
struct SocField {
    std::string key;          ///< path of the member in SocSpec, "ai_core.cube.m"
    std::string_view unit;    ///< unit of the value in a SoC file; "B" also takes KiB, MiB and GiB
    double min = 0, max = 0;  ///< smallest and largest value that is accepted, in `unit`
    FieldKind kind = FieldKind::kReal;
    /// Stores a value that check_value() accepted.
    std::function<void(SocSpec&, double)> store;
    /// Whether a SoC must give this number: a core without a cube need not say how large L0A is.
    std::function<bool(const SocSpec&)> needed;
};

/// All fields, in the order of SocSpec; a field comes after those that its `needed` looks at.
const std::vector<SocField>& soc_fields();

/// Index into soc_fields(), or its size when no field has this key.
std::size_t find_soc_field(std::string_view key);

/// Factor from `given` to the field's own unit; 0 when the field is not measured in `given`.
double unit_factor(const SocField& field, std::string_view given);

/// What the field's value is, for messages: "a number of cores", "true or false".
std::string describe_value(const SocField& field);

/// Returns `value`, in the field's unit. Throws Error{kInvalidArgument} that starts with `where`
/// when it is not finite, outside the field's range, or not whole where only whole numbers make
/// sense.
double check_value(const SocField& field, double value, std::string_view where);

}  // namespace ascend::sim
