// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dump_configuration.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string_view>

#include "runtime/acl/dump_fields.h"
#include "runtime/acl/dump_statistics.h"
#include "runtime/acl/failure.h"

namespace ascend::runtime {
namespace {

namespace json = boost::json;
using namespace dump_fields;

constexpr std::size_t kMostStepRanges = 100;
constexpr std::size_t kMostExclusions = 100;

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
    if (!text || text->empty()) return steps;
    for (std::size_t begin = 0; begin <= text->size();) {
        const std::size_t end = std::min(text->find('|', begin), text->size());
        steps.push_back(step_range(std::string_view(*text).substr(begin, end - begin)));
        begin = end + 1;
    }
    if (steps.size() > kMostStepRanges) refuse("dump_step", "at most 100 ranges");
    return steps;
}

bool asks_for_failures(const json::object& object) {
    const std::string scene = choice(object, "dump_scene",
                                     {"", "lite_exception", "aic_err_brief_dump",
                                      "aic_err_norm_dump", "aic_err_detail_dump", "watcher"});
    if (scene == "watcher")
        throw Failure(ACL_ERROR_FEATURE_UNSUPPORTED, "dump.dump_scene \"watcher\": not modelled");
    return is_on(object, "dump_debug") || !scene.empty();
}

/// What kernels print of themselves. Those of models and of the operator library print nothing.
void check_kernel_data(const json::object& object) {
    std::string text = text_of(object, "dump_kernel_data").value_or("all") + ',';
    for (std::size_t end = 0; (end = text.find(',')) != std::string::npos; text.erase(0, end + 1)) {
        constexpr std::string_view known[] = {"all", "printf", "tensor", "assert", "timestamp"};
        if (std::find(std::begin(known), std::end(known), text.substr(0, end)) == std::end(known))
            refuse("dump_kernel_data",
                   fmt::format("a list, with commas, of {}", fmt::join(known, ", ")));
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
    if (failures_only) return nullptr;
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

bool has_dump_configuration(const std::filesystem::path& file) {
    return read_object(file).contains("dump");
}

DumpConfiguration read_dump_configuration(const std::filesystem::path& file) {
    const json::object root = read_object(file);
    const json::value* section = root.if_contains("dump");
    if (section == nullptr || !section->is_object())
        throw Failure(ACL_ERROR_INVALID_DUMP_CONFIG,
                      fmt::format("{}: has no object \"dump\"", file.string()));
    const json::object& object = section->get_object();
    choice(object, "dump_level", {"all", "op", "kernel"});
    check_kernel_data(object);
    DumpConfiguration configuration;
    configuration.failures_only = asks_for_failures(object);
    configuration.single_operators =
        is_on(object, "dump_op_switch") && !configuration.failures_only;
    if (const json::array* targets = array_of(object, "dump_list"))
        for (const json::value& each : *targets) configuration.targets.push_back(target_of(each));
    configuration.path = folder_of(object);
    if (configuration.path.empty() && !configuration.failures_only)
        refuse("dump_path", "given: the folder of what is dumped");
    const std::string mode = choice(object, "dump_mode", {"output", "input", "all"});
    configuration.inputs = mode != "output";
    configuration.outputs = mode != "input";
    configuration.statistics = choice(object, "dump_data", {"tensor", "stats"}) == "stats";
    configuration.statistic_names = statistic_names_of(object);
    configuration.steps = steps_of(object);
    return configuration;
}

}  // namespace ascend::runtime
