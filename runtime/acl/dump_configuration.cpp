// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dump_configuration.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <optional>

#include "runtime/acl/dump_statistics.h"
#include "runtime/acl/failure.h"

namespace ascend::runtime {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::size_t kLongestPath = 512;
constexpr std::size_t kMostStepRanges = 100;
constexpr std::size_t kMostExclusions = 100;

[[noreturn]] void refuse(std::string_view key, std::string_view expected) {
    throw Failure(ACL_ERROR_INVALID_DUMP_CONFIG, fmt::format("dump.{} must be {}", key, expected));
}

json::object read_object(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || fs::is_directory(file))
        throw Failure(ACL_ERROR_INVALID_FILE,
                      fmt::format("{}: cannot be read: expected a JSON file", file.string()));
    const std::string text{std::istreambuf_iterator<char>(stream),
                           std::istreambuf_iterator<char>()};
    boost::system::error_code error;
    json::value value = json::parse(text, error);
    if (error || !value.is_object())
        throw Failure(ACL_ERROR_PARSE_FILE,
                      fmt::format("{}: not a JSON object: {}", file.string(), error.message()));
    return std::move(value.get_object());
}

std::optional<std::string> text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_string()) refuse(key, "a text");
    return std::string(value->get_string());
}

/// The text of a key that has a few known values; the first of them when it is absent.
std::string choice(const json::object& object, std::string_view key,
                   std::initializer_list<std::string_view> known) {
    const std::string text = text_of(object, key).value_or(std::string(*known.begin()));
    if (std::find(known.begin(), known.end(), text) == known.end())
        refuse(key, fmt::format("one of {}", fmt::join(known, ", ")));
    return text;
}

const json::array* array_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr) return nullptr;
    if (!value->is_array()) refuse(key, "a list");
    return &value->get_array();
}

std::vector<std::string> texts_of(const json::object& object, std::string_view key) {
    std::vector<std::string> texts;
    const json::array* array = array_of(object, key);
    if (array == nullptr) return texts;
    for (const json::value& each : *array) {
        if (!each.is_string()) refuse(key, "a list of texts");
        texts.emplace_back(each.get_string());
    }
    return texts;
}

std::vector<DumpExclusion> exclusions_of(const json::object& object, std::string_view key) {
    std::vector<DumpExclusion> exclusions;
    const json::array* array = array_of(object, key);
    if (array == nullptr) return exclusions;
    if (array->size() > kMostExclusions) refuse(key, "a list of at most 100 entries");
    for (const json::value& each : *array) {
        if (!each.is_object()) refuse(key, "a list of objects with a name");
        const auto name = text_of(each.get_object(), "name");
        if (!name) refuse(key, "a list of objects with a name");
        const auto tensors = texts_of(each.get_object(), "pos");
        exclusions.push_back({*name, {tensors.begin(), tensors.end()}});
    }
    return exclusions;
}

DumpTarget target_of(const json::value& value) {
    if (!value.is_object()) refuse("dump_list", "a list of objects");
    const json::object& object = value.get_object();
    const auto layers = texts_of(object, "layer");
    return {text_of(object, "model_name").value_or(""),
            {layers.begin(), layers.end()},
            exclusions_of(object, "optype_blacklist"),
            exclusions_of(object, "opname_blacklist")};
}

std::uint32_t step_number(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        refuse("dump_step", "steps and ranges like \"0|3-5|10\"");
    return number;
}

std::pair<std::uint32_t, std::uint32_t> step_range(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return {step_number(text), step_number(text)};
    const std::pair range{step_number(text.substr(0, dash)), step_number(text.substr(dash + 1))};
    if (range.first > range.second) refuse("dump_step", "ranges that do not run backwards");
    return range;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> steps_of(const json::object& object) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> steps;
    const auto text = text_of(object, "dump_step");
    for (std::size_t begin = 0; text && begin <= text->size();) {
        const std::size_t end = std::min(text->find('|', begin), text->size());
        steps.push_back(step_range(std::string_view(*text).substr(begin, end - begin)));
        begin = end + 1;
    }
    if (steps.size() > kMostStepRanges) refuse("dump_step", "at most 100 ranges");
    return steps;
}

/// The configuration's own path; else what the environment says.
fs::path path_of(const json::object& object) {
    auto text = text_of(object, "dump_path");
    for (const char* variable : {"ASCEND_DUMP_PATH", "ASCEND_WORK_PATH"}) {
        const char* value = std::getenv(variable);
        if (!text && value != nullptr && *value != '\0') text = value;
    }
    if (!text || text->empty() || text->size() > kLongestPath)
        refuse("dump_path", "a folder of at most 512 characters");
    if (!fs::is_directory(*text)) refuse("dump_path", "a folder that exists");
    return *text;
}

void refuse_what_is_not_modelled(const json::object& object) {
    for (const auto& [key, modelled] :
         std::initializer_list<std::pair<const char*, const char*>>{{"dump_debug", "off"},
                                                                    {"dump_op_switch", "off"},
                                                                    {"dump_kernel_data", nullptr},
                                                                    {"dump_scene", nullptr}}) {
        const auto text = text_of(object, key);
        if (text && (modelled == nullptr || *text != modelled))
            throw Failure(ACL_ERROR_FEATURE_UNSUPPORTED,
                          fmt::format("dump.{} is \"{}\": not modelled", key, *text));
    }
}

std::vector<std::string> statistic_names_of(const json::object& object) {
    auto names = texts_of(object, "dump_stats");
    for (const std::string& each : names)
        if (!is_dump_statistic(each)) refuse("dump_stats", "a list of known statistics");
    return names;
}

}  // namespace

const DumpTarget* DumpConfiguration::target_of(std::string_view model) const {
    static const DumpTarget everything;
    if (targets.empty()) return &everything;
    const auto found = std::find_if(targets.begin(), targets.end(), [&](const DumpTarget& each) {
        return each.model.empty() || each.model == model;
    });
    return found == targets.end() ? nullptr : &*found;
}

bool DumpConfiguration::covers_step(std::uint32_t step) const {
    return steps.empty() || std::any_of(steps.begin(), steps.end(), [step](const auto& range) {
               return range.first <= step && step <= range.second;
           });
}

bool has_dump_configuration(const fs::path& file) {
    return read_object(file).contains("dump");
}

DumpConfiguration read_dump_configuration(const fs::path& file) {
    const json::object root = read_object(file);
    const json::value* section = root.if_contains("dump");
    if (section == nullptr || !section->is_object())
        throw Failure(ACL_ERROR_INVALID_DUMP_CONFIG,
                      fmt::format("{}: has no object \"dump\"", file.string()));
    const json::object& object = section->get_object();
    refuse_what_is_not_modelled(object);
    choice(object, "dump_level", {"op", "kernel", "all"});
    DumpConfiguration configuration;
    if (const json::array* targets = array_of(object, "dump_list"))
        for (const json::value& each : *targets) configuration.targets.push_back(target_of(each));
    configuration.path = path_of(object);
    const std::string mode = choice(object, "dump_mode", {"output", "input", "all"});
    configuration.inputs = mode != "output";
    configuration.outputs = mode != "input";
    configuration.statistics = choice(object, "dump_data", {"tensor", "stats"}) == "stats";
    configuration.statistic_names = statistic_names_of(object);
    configuration.steps = steps_of(object);
    return configuration;
}

}  // namespace ascend::runtime
