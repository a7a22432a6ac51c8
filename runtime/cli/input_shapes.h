// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ascend::cli {

using InputShapes = std::map<std::string, std::vector<std::int64_t>>;

/// "x:1,3,224,224;y:1,128" as atc writes it; names may hold colons. Throws Error{kUsage} for
/// another form, a name that comes twice, or an extent that is not a whole number. Whether an
/// extent is possible is the model's matter.
InputShapes parse_input_shapes(std::string_view text);

}  // namespace ascend::cli
