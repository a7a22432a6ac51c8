// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "sim/device/task.h"
#include "traces/units.h"

namespace ascend::runtime {

/// A value that a file calls by a name.
template <class Value>
struct Named {
    std::string_view name;
    Value value;
};

template <class Value>
std::string names_of(std::span<const Named<Value>> values) {
    std::string names;
    for (const auto& each : values)
        names += fmt::format("{}{}", names.empty() ? "" : ", ", each.name);
    return names;
}

/// One fault of a file. Members are read by key; what is missing, or has a bad value, throws
/// Error{kInvalidArgument}, which says which fault and key, and what was expected.
class FaultEntry {
  public:
    FaultEntry(const boost::json::object& object, std::string where)
        : object_(object), where_(std::move(where)) {}

    [[noreturn]] void refuse(std::string_view what) const;
    bool has(std::string_view key) const { return object_.contains(key); }
    void allow_only(std::initializer_list<std::string_view> keys) const;

    std::string text(std::string_view key) const;
    std::int64_t number(std::string_view key, std::int64_t least, std::int64_t most) const;
    /// `fallback` without the key.
    std::int64_t count(std::string_view key, std::int64_t least, std::int64_t fallback) const;
    /// A number of `unit`, from 0 to a day.
    Picoseconds time(std::string_view key, Picoseconds unit) const;
    /// 0 without the key.
    sim::DeviceId device(std::string_view key = "device") const;
    /// A device status, by number or name.
    std::uint32_t status() const;

    /// One of `values`; `more` is another name that is allowed, for the message.
    template <class Value>
    Value choice(std::string_view key, std::span<const Named<Value>> values,
                 std::string_view more = {}) const {
        const std::string name = text(key);
        for (const auto& each : values)
            if (each.name == name) return each.value;
        refuse(fmt::format("\"{}\" is \"{}\": expected {}{}{}", key, name, names_of(values),
                           more.empty() ? "" : ", ", more));
    }

  private:
    const boost::json::object& object_;
    std::string where_;
};

}  // namespace ascend::runtime
