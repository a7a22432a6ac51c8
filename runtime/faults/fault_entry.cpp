// SPDX-License-Identifier: Apache-2.0
#include "runtime/faults/fault_entry.h"

#include <algorithm>
#include <cmath>

#include "runtime/faults/device_status.h"
#include "traces/error.h"

namespace ascend::runtime {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMostDevices = 64;
/// Device statuses are small numbers; 0 is success.
constexpr std::int64_t kLargestStatus = 0xFFFF;

}  // namespace

void FaultEntry::refuse(std::string_view what) const {
    throw Error(ErrorCode::kInvalidArgument, fmt::format("{}: {}", where_, what));
}

void FaultEntry::allow_only(std::initializer_list<std::string_view> keys) const {
    for (const auto& [key, value] : object_) {
        if (std::find(keys.begin(), keys.end(), std::string_view(key)) != keys.end()) continue;
        refuse(fmt::format("key \"{}\" is unknown: expected {}", std::string_view(key),
                           fmt::join(keys, ", ")));
    }
}

std::string FaultEntry::text(std::string_view key) const {
    const json::value& value = object_.at(key);
    if (!value.is_string())
        refuse(fmt::format("\"{}\" is {}: expected a text", key, json::serialize(value)));
    return std::string(value.get_string());
}

std::int64_t FaultEntry::number(std::string_view key, std::int64_t least, std::int64_t most) const {
    const json::value& value = object_.at(key);
    const std::int64_t* number = value.if_int64();
    if (number == nullptr || *number < least || *number > most)
        refuse(fmt::format("\"{}\" is {}: expected a whole number from {} to {}", key,
                           json::serialize(value), least, most));
    return *number;
}

std::int64_t FaultEntry::count(std::string_view key, std::int64_t least,
                               std::int64_t fallback) const {
    return has(key) ? number(key, least, INT64_MAX) : fallback;
}

Picoseconds FaultEntry::time(std::string_view key, Picoseconds unit) const {
    constexpr double kMost = 8.64e16;  // a day, in picoseconds
    const json::value& value = object_.at(key);
    boost::system::error_code error;
    const double ps = value.to_number<double>(error) * static_cast<double>(unit.count());
    if (error || !(ps >= 0) || ps > kMost)
        refuse(fmt::format("\"{}\" is {}: expected a number from 0 to a day", key,
                           json::serialize(value)));
    return Picoseconds(std::llround(ps));
}

sim::DeviceId FaultEntry::device(std::string_view key) const {
    return has(key) ? static_cast<sim::DeviceId>(number(key, 0, kMostDevices - 1)) : 0;
}

std::uint32_t FaultEntry::status() const {
    if (object_.at("status").is_int64())
        return static_cast<std::uint32_t>(number("status", 1, kLargestStatus));
    const std::string name = text("status");
    if (const auto status = device_status_of(name)) return *status;
    refuse(
        fmt::format("\"status\" is \"{}\": expected a number or {}", name, device_status_names()));
}

}  // namespace ascend::runtime
