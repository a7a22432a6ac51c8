// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "models/om/om_model.h"

namespace ascend::models {

/// Reads a compiled network, the vendor's or ours, into the form in which our own compiler leaves
/// it: fused operators with layouts, in execution order. `gear`: which of the dynamic gears, if
/// the model has any.
///
/// Operators of several streams come in one list: the file's order respects all events between
/// them. L2 hints and barriers are recorded in `prefetches` and `tasks` only.
///
/// Throws Error, with `origin` (file name) and byte offset or operator:
///   kMalformed: not an .om, truncated, encrypted, inconsistent, or an operator whose inputs,
///     outputs and attributes contradict each other
///   kUnsupported: operator types without a rule, all of them in one message with their operators;
///     several models in one file; open shapes; element types that are not modelled
///   kInvalidArgument: `gear` is not one of the model's
OmModel read_om(std::span<const std::byte> bytes, const std::string& origin, std::size_t gear = 0);

}  // namespace ascend::models
