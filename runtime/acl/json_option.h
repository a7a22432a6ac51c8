// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

/// Options as JSON: what is wrong with one throws Error{kInvalidArgument} that names it.
namespace ascend::runtime::json_option {

[[noreturn]] void refuse(const std::string& what);

/// `what`: where the text comes from, for the message.
boost::json::object parse_object(std::string_view text, std::string_view what);

[[noreturn]] void refuse_type(const boost::json::value& value, std::string_view key);

/// Reads one key of an object; throws naming it when the value is of another type.
template <class Value>
Value read(const boost::json::value& value, std::string_view key) {
    try {
        return boost::json::value_to<Value>(value);
    } catch (const std::exception&) {
        refuse_type(value, key);
    }
}

}  // namespace ascend::runtime::json_option
