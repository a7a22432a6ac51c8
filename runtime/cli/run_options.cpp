// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/run_options.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "runtime/cli/command_line.h"
#include "runtime/faults/fault_file.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::cli {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp = R"(Usage: ascend-sim run [options] -- PROGRAM [ARGUMENTS]

Runs a program that was written for an Ascend card, unmodified, on a simulated one. Its own clocks
show simulated time, so its stopwatch prints modelled latency. Other programs, and child processes,
run as ever.

Clocks:
  virtual    the program's clocks, sleeps and timeouts are simulated time (default)
  paced      the wall clock; waits for the device last as long as modelled
  wall       the wall clock; only waits inside AscendCL know simulated time

Examples:
  ascend-sim run -- ./classify resnet50.onnx
  ascend-sim run --soc Ascend910B2 --devices 2 --out trace -- python3 serve.py
  ascend-sim run --host-time measured:0.5 -- ./pipeline

Options)";

constexpr std::int64_t kMostDevices = 64;
constexpr const char* kDefaultSoc = "Ascend310P3";

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::kUsage, fmt::format("run: {} (see ascend-sim run --help)", what));
}

HostClock clock_of(const std::string& text) {
    if (text == "virtual") return HostClock::kVirtual;
    if (text == "paced") return HostClock::kPaced;
    if (text == "wall") return HostClock::kWall;
    refuse(fmt::format("--clock is \"{}\": expected virtual, paced or wall", text));
}

/// "model", "measured" or "measured:FACTOR".
double host_work_of(const std::string& text) {
    if (text == "model") return 0;
    constexpr std::string_view kMeasured = "measured";
    if (text == kMeasured) return 1;
    double factor = 0;
    if (text.starts_with(std::string(kMeasured) + ":")) {
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data() + kMeasured.size() + 1, end, factor);
        if (error == std::errc() && rest == end && factor > 0 && factor <= 1000) return factor;
    }
    refuse(
        fmt::format("--host-time is \"{}\": expected model, measured or measured:FACTOR with a "
                    "factor from 0 to 1000",
                    text));
}

bool hangs(const std::string& text) {
    if (text != "exit" && text != "hang")
        refuse(fmt::format("--on-deadlock is \"{}\": expected exit or hang", text));
    return text == "hang";
}

po::options_description make_options() {
    po::options_description options(kHelp);
    auto add = options.add_options();
    add("soc", po::value<std::string>()->default_value(kDefaultSoc), "SoC to simulate");
    add("devices", po::value<std::int64_t>()->default_value(1), "number of devices");
    add("set", po::value<std::vector<std::string>>(),
        "override a number of the SoC: KEY=VALUE (repeatable)");
    add("out", po::value<std::string>(), "folder for traces and tables");
    add("inject", po::value<std::string>(), "JSON file of faults that are to happen");
    add("clock", po::value<std::string>()->default_value("virtual"), "virtual, paced or wall");
    add("host-time", po::value<std::string>()->default_value("model"),
        "host work between calls: model (free) or measured[:FACTOR]");
    add("parallel-host", "threads of the program run at the same time; order is not repeatable");
    add("on-deadlock", po::value<std::string>()->default_value("exit"),
        "exit (status 1) or hang when nothing can end a wait");
    add("help,h", "print this text");
    return options;
}

/// Faults are checked before the program starts; it gets the file by its absolute name.
std::string fault_file(const std::string& file, std::int64_t devices) {
    runtime::load_faults(file, static_cast<std::uint32_t>(devices));
    return std::filesystem::absolute(file).string();
}

void check_machine(const RunOptions& options) {
    if (options.devices < 1 || options.devices > kMostDevices)
        refuse(fmt::format("--devices is {}: expected 1 to {}", options.devices, kMostDevices));
    sim::load_soc(options.soc, options.settings);
}

}  // namespace

std::optional<RunOptions> parse_run_options(const std::vector<std::string>& arguments) {
    const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
    const po::options_description description = make_options();
    const po::variables_map values =
        parse_arguments("run", {arguments.begin(), dashes}, description, {});
    if (values.count("help") != 0) {
        fmt::print("{}", fmt::streamed(description));
        return std::nullopt;
    }
    RunOptions options;
    if (dashes != arguments.end()) options.program.assign(dashes + 1, arguments.end());
    if (options.program.empty()) refuse("expected -- and the program to run");
    options.soc = values["soc"].as<std::string>();
    options.devices = values["devices"].as<std::int64_t>();
    if (values.count("set") != 0) options.settings = values["set"].as<std::vector<std::string>>();
    if (values.count("out") != 0)
        options.out = std::filesystem::absolute(values["out"].as<std::string>()).string();
    if (values.count("inject") != 0)
        options.inject = fault_file(values["inject"].as<std::string>(), options.devices);
    options.clock = clock_of(values["clock"].as<std::string>());
    options.host_work = host_work_of(values["host-time"].as<std::string>());
    options.parallel_host = values.count("parallel-host") != 0;
    options.hang_on_deadlock = hangs(values["on-deadlock"].as<std::string>());
    check_machine(options);
    return options;
}

std::vector<std::pair<std::string, std::string>> environment_of(const RunOptions& options,
                                                                const std::string& folder) {
    std::vector<std::pair<std::string, std::string>> result = {
        {"ASCEND_SIM_SOC", options.soc},
        {"ASCEND_SIM_DEVICES", std::to_string(options.devices)},
        {"ASCEND_SIM_SET", fmt::format("{}", fmt::join(options.settings, ";"))},
        {"ASCEND_SIM_OUT", options.out},
        {"ASCEND_SIM_INJECT", options.inject},
        {"ASCEND_SIM_RUN", folder},
        {"ASCEND_SIM_ON_DEADLOCK", options.hang_on_deadlock ? "hang" : "exit"}};
    if (options.clock == HostClock::kPaced) result.emplace_back("ASCEND_SIM_CLOCK", "paced");
    if (options.host_work > 0)
        result.emplace_back("ASCEND_SIM_HOST_WORK", fmt::format("{}", options.host_work));
    if (options.parallel_host) result.emplace_back("ASCEND_SIM_PARALLEL_HOST", "1");
    return result;
}

}  // namespace ascend::cli
