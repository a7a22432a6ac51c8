// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/run_summary.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <set>

namespace ascend::cli {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string shares_of(const json::object& device) {
    std::string text;
    for (const auto& [pipe, share] : device.at("busy").as_object())
        text += fmt::format("{}{} {:.1f} %", text.empty() ? "" : ", ", std::string_view(pipe),
                            share.to_number<double>() * 100);
    return text.empty() ? "idle" : text;
}

std::string describe_device(const json::object& device, std::size_t index) {
    return fmt::format("  device {} ({}): {} tasks; busy: {}\n", index,
                       std::string_view(device.at("soc").as_string()),
                       device.at("tasks").to_number<std::int64_t>(), shares_of(device));
}

std::string describe(const json::object& report, bool repeatable) {
    const double milliseconds = report.at("simulated_ps").to_number<double>() * 1e-9;
    const bool deterministic = repeatable && report.at("deterministic").as_bool();
    std::string text = fmt::format("ascend-sim: {:.6g} ms simulated; {}\n", milliseconds,
                                   deterministic ? "deterministic" : "not deterministic");
    const json::array& devices = report.at("devices").as_array();
    for (std::size_t i = 0; i < devices.size(); ++i)
        text += describe_device(devices[i].as_object(), i);
    const std::string_view out = report.at("out").as_string();
    if (!out.empty()) text += fmt::format("  trace: {}/trace.pftrace\n", out);
    return text;
}

}  // namespace

std::string run_summary(const fs::path& folder, bool repeatable) {
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".json") files.insert(entry.path());
    std::string text;
    for (const fs::path& file : files) {
        std::ifstream input(file);
        const std::string content{std::istreambuf_iterator<char>(input),
                                  std::istreambuf_iterator<char>()};
        boost::system::error_code error;
        const json::value value = json::parse(content, error);
        if (!error && value.is_object()) text += describe(value.get_object(), repeatable);
    }
    return text;
}

}  // namespace ascend::cli
