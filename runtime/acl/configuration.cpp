// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/configuration.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <map>
#include <sstream>

#include "runtime/acl/json_option.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::runtime {
namespace {

namespace json = boost::json;
using namespace json_option;

constexpr std::int64_t kMostDevices = 64;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

/// The parts of a text that are not empty.
std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        if (!part.empty()) parts.push_back(part);
    return parts;
}

std::size_t device_count(const std::string& text) {
    std::int64_t count = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc() || rest != end || count < 1 || count > kMostDevices)
        refuse(fmt::format("ASCEND_SIM_DEVICES is \"{}\": expected a number from 1 to {}", text,
                           kMostDevices));
    return static_cast<std::size_t>(count);
}

std::vector<std::string> devices_from_environment() {
    const std::vector<std::string> names = split(environment("ASCEND_SIM_SOC"), ',');
    const std::string count = environment("ASCEND_SIM_DEVICES");
    if (names.size() > 1) {
        if (!count.empty() && device_count(count) != names.size())
            refuse(fmt::format("ASCEND_SIM_DEVICES is {} but ASCEND_SIM_SOC names {} devices",
                               count, names.size()));
        return names;
    }
    const std::string name = names.empty() ? std::string(kDefaultSoc) : names.front();
    return std::vector<std::string>(count.empty() ? 1 : device_count(count), name);
}

std::vector<std::string> read_names(const json::value& value, std::string_view key) {
    auto names = read<std::vector<std::string>>(value, key);
    if (names.empty() || names.size() > kMostDevices)
        refuse(fmt::format("\"{}\" names {} devices: expected 1 to {}", key, names.size(),
                           kMostDevices));
    return names;
}

}  // namespace

Configuration configuration_from_environment() {
    Configuration result;
    result.devices = devices_from_environment();
    result.settings = split(environment("ASCEND_SIM_SET"), ';');
    result.out = environment("ASCEND_SIM_OUT");
    result.faults = environment("ASCEND_SIM_INJECT");
    result.kernels = environment("ASCEND_SIM_KERNELS");
    return result;
}

Configuration parse_configuration(std::string_view text, Configuration base) {
    for (const auto& [key, value] : parse_object(text, "the configuration")) {
        if (key == "devices")
            base.devices = read_names(value, key);
        else if (key == "settings")
            base.settings = read<std::vector<std::string>>(value, key);
        else if (key == "out")
            base.out = read<std::string>(value, key);
        else if (key == "inject")
            base.faults = read<std::string>(value, key);
        else if (key == "kernels")
            base.kernels = read<std::string>(value, key);
        else if (key == "exact")
            base.exact = read<bool>(value, key);
        else
            refuse(
                fmt::format("\"{}\" is no key of the configuration: expected devices, "
                            "settings, out, inject, kernels or exact",
                            std::string_view(key)));
    }
    return base;
}

std::vector<std::shared_ptr<const sim::SocSpec>> load_socs(const Configuration& configuration) {
    std::map<std::string, std::shared_ptr<const sim::SocSpec>> loaded;
    std::vector<std::shared_ptr<const sim::SocSpec>> result;
    for (const std::string& name : configuration.devices) {
        auto& soc = loaded[name];
        if (soc == nullptr) soc = sim::load_soc(name, configuration.settings);
        result.push_back(soc);
    }
    return result;
}

}  // namespace ascend::runtime
