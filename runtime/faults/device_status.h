// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ascend::runtime {

/// The status of a name such as "aicore_exception"; nullopt for an unknown one. source: facts
/// acl_semantics.md 9.2
std::optional<std::uint32_t> device_status_of(std::string_view name);
/// All names, separated by commas.
std::string device_status_names();

}  // namespace ascend::runtime
