// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/graph/graph.h"

/// Texts that atc's options hold. All throw Error{kUsage} that names the option and what it takes.
namespace ascend::models::atc {

struct NamedShape {
    std::string name;
    Shape shape;  ///< -1: open
};

/// "x:1,3,224,224;y:-1,5": in the order of the text.
std::vector<NamedShape> parse_input_shape(std::string_view text);
/// "224,224;448,448": groups of whole numbers.
std::vector<std::vector<std::int64_t>> parse_number_groups(std::string_view option,
                                                           std::string_view text);
/// "1,2,4".
std::vector<std::int64_t> parse_numbers(std::string_view option, std::string_view text);

}  // namespace ascend::models::atc
