// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/json_option.h"

#include <fmt/format.h>

#include "traces/error.h"

namespace ascend::runtime::json_option {

namespace json = boost::json;

void refuse(const std::string& what) {
    throw Error(ErrorCode::kInvalidArgument, what);
}

json::object parse_object(std::string_view text, std::string_view what) {
    boost::system::error_code error;
    json::value value = json::parse(json::string_view(text.data(), text.size()), error);
    if (error || !value.is_object()) refuse(fmt::format("{} is not a JSON object: {}", what, text));
    return std::move(value.get_object());
}

void refuse_type(const json::value& value, std::string_view key) {
    refuse(fmt::format("\"{}\" has the wrong type: {}", key, json::serialize(value)));
}

}  // namespace ascend::runtime::json_option
