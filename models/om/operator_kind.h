// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace ascend::models::om {

/// What an operator of a compiled graph is, by its type alone.
enum class OperatorKind : std::uint8_t {
    kInput,     ///< a graph input
    kConstant,  ///< lies in weight memory
    kOutput,    ///< gathers the graph's outputs
    kControl,   ///< only orders, switches or marks: single-stream execution needs none
    kView,      ///< passes its input on, unless the task list says that a kernel does it
    kKernel,
};

OperatorKind kind_of(std::string_view type);

}  // namespace ascend::models::om
