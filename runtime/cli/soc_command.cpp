// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/soc_command.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <boost/json.hpp>

#include "runtime/cli/command_line.h"
#include "runtime/cli/text_table.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"
#include "traces/json_text.h"

namespace ascend::cli {
namespace {

namespace json = boost::json;
namespace po = boost::program_options;

constexpr const char* kHelp = R"(Usage: ascend-sim soc list [--json]
       ascend-sim soc show NAME [--set KEY=VALUE].. [--json]

list names the SoCs that ship with the simulator. show prints every number of one of them, with its
unit, where it comes from, and what it rests on (documented, measured, fitted, estimated). NAME may
also be a SoC file of your own.

Examples:
  ascend-sim soc list
  ascend-sim soc show Ascend310P3
  ascend-sim soc show 910B2 --set ai_core.count=20 --json

Options)";

constexpr double kMib = 1024.0 * 1024.0, kGib = kMib * 1024.0;
constexpr std::size_t kWidestSource = 60;

/// Multiply-adds of one core count two operations each.
double peak_fp16_tflops(const sim::SocSpec& soc) {
    const sim::CubeSpec& cube = soc.ai_core.cube;
    constexpr std::int64_t kFp16Bytes = 2;
    const auto per_cycle = static_cast<double>(2 * cube.m * cube.n * cube.k_bytes / kFp16Bytes);
    return static_cast<double>(soc.ai_core.count) * per_cycle * soc.ai_core.frequency_mhz * 1e-6;
}

void list(bool as_json) {
    json::array names;
    TextTable table({{"SoC", Align::kLeft},
                     {"AI cores"},
                     {"vector cores"},
                     {"MHz"},
                     {"fp16 TFLOPS"},
                     {"L2 MiB"},
                     {"DRAM GiB"},
                     {"DRAM GB/s"}});
    for (const std::string& name : sim::soc_names()) {
        const auto soc = sim::load_soc(name);
        names.push_back({{"name", name},
                         {"family", soc->family},
                         {"ai_cores", soc->ai_core.count},
                         {"vector_cores", soc->vector_core.count},
                         {"mhz", soc->ai_core.frequency_mhz},
                         {"fp16_tflops", peak_fp16_tflops(*soc)},
                         {"l2_bytes", soc->l2.capacity.count()},
                         {"dram_bytes", soc->dram.capacity.count()},
                         {"dram_gbps", soc->dram.gbps}});
        table.add({name, fmt::format("{}", soc->ai_core.count),
                   fmt::format("{}", soc->vector_core.count),
                   fmt::format("{:g}", soc->ai_core.frequency_mhz),
                   fmt::format("{:.1f}", peak_fp16_tflops(*soc)),
                   fmt::format("{:g}", static_cast<double>(soc->l2.capacity.count()) / kMib),
                   fmt::format("{:.4g}", static_cast<double>(soc->dram.capacity.count()) / kGib),
                   fmt::format("{:g}", soc->dram.gbps)});
    }
    fmt::print("{}", as_json ? traces::json_text(names) + "\n" : table.text());
}

void show(const std::string& name, const std::vector<std::string>& settings, bool as_json) {
    const auto soc = sim::load_soc(name, settings);
    json::array values;
    TextTable table({{"key", Align::kLeft},
                     {"value"},
                     {"unit", Align::kLeft},
                     {"basis", Align::kLeft},
                     {"source", Align::kLeft}});
    for (const sim::SocValue& value : sim::soc_values(name, settings)) {
        values.push_back({{"key", value.key},
                          {"value", value.value},
                          {"unit", value.unit},
                          {"basis", value.basis},
                          {"source", value.source}});
        table.add({value.key, fmt::format("{:.10g}", value.value), value.unit, value.basis,
                   shorten(value.source, kWidestSource)});
    }
    if (as_json) {
        const json::object object = {
            {"soc", soc->name}, {"family", soc->family}, {"values", std::move(values)}};
        fmt::print("{}\n", traces::json_text(object));
        return;
    }
    fmt::print("{} (family {})\n\n{}", soc->name, soc->family, table.text());
}

}  // namespace

void run_soc_command(const std::vector<std::string>& arguments) {
    po::options_description options(kHelp), all;
    options.add_options()("json", "print JSON")(
        "set", po::value<std::vector<std::string>>()->value_name("KEY=VALUE"),
        "override a number (repeatable)")("help,h", "print this text");
    all.add(options).add_options()("what", po::value<std::string>())("name",
                                                                     po::value<std::string>());
    po::positional_options_description positional;
    positional.add("what", 1).add("name", 1);
    const po::variables_map values = parse_arguments("soc", arguments, all, positional);
    if (values.count("help") != 0) {
        fmt::print("{}", fmt::streamed(options));
        return;
    }
    require_option(values, "soc", "what", "list or show");
    const auto& what = values["what"].as<std::string>();
    const bool as_json = values.count("json") != 0;
    if (what == "list" && values.count("name") == 0 && values.count("set") == 0)
        return list(as_json);
    if (what == "show") {
        require_option(values, "soc", "name", "the name of a SoC after show");
        const auto settings = values.count("set") != 0
                                  ? values["set"].as<std::vector<std::string>>()
                                  : std::vector<std::string>();
        return show(values["name"].as<std::string>(), settings, as_json);
    }
    throw Error(ErrorCode::kUsage,
                what == "list" ? "soc list takes no NAME and no --set (see ascend-sim soc --help)"
                               : fmt::format("soc {}: expected list or show (see ascend-sim soc "
                                             "--help)",
                                             what));
}

}  // namespace ascend::cli
