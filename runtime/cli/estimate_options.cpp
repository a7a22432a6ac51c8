// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/estimate_options.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "runtime/cli/aipp.h"
#include "runtime/cli/batches.h"
#include "runtime/cli/command_line.h"
#include "runtime/cli/input_shapes.h"
#include "traces/error.h"

namespace ascend::cli {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp = R"(Usage: ascend-sim estimate MODEL [options]

Estimates how fast a network runs on an Ascend SoC, and why. MODEL is an ONNX file, which may lack
its weights and is compiled as atc does by default (fp16 inside, inputs and outputs in their own
type), or an .om file, which is taken as it was compiled. It is loaded through AscendCL, warmed up and
measured. latency is what a host stopwatch around
aclmdlExecute would show, device the time from the model's start to its end on the device. expected
is where eight of ten measurements of such a model would lie, from how right the simulator was about
the operators that it consists of.

Examples:
  ascend-sim estimate resnet50.onnx
  ascend-sim estimate resnet50.onnx --soc Ascend310B1 --batch 1,8,16
  ascend-sim estimate bert.onnx --input-shape "ids:1,128;mask:1,128" --json
  ascend-sim estimate resnet50.onnx --set ai_core.count=16 --set dram.gbps=400
  ascend-sim estimate resnet50.onnx --streams 2
  ascend-sim estimate resnet50.onnx --sensitivity

Options)";

constexpr const char* kLatenciesOnly = "latencies-only";

po::options_description describe_options() {
    po::options_description options(kHelp);
    auto add = options.add_options();
    add("soc", po::value<std::string>()->value_name("NAME")->default_value("Ascend310P3"),
        "SoC name (see ascend-sim soc list) or SoC file");
    add("batch", po::value<std::string>()->value_name("N,N.."), "batch sizes");
    add("input-shape", po::value<std::string>()->value_name("SHAPES"),
        "whole shapes: \"NAME:N,N..;NAME:N,N..\"");
    add("streams", po::value<std::int32_t>()->value_name("N")->default_value(1),
        "instances of the model that run at the same time");
    add("iterations", po::value<std::int32_t>()->value_name("N")->default_value(3),
        "measured executions");
    add("precision", po::value<std::string>()->value_name("TYPE")->default_value("fp16"),
        "fp16, fp32 or mixed");
    add("aipp", po::value<std::string>()->value_name("FILE"),
        "AIPP configuration: uint8 images, converted on the device");
    add("enable-small-channel", "four channels a row for the first convolution");
    add("set", po::value<std::vector<std::string>>()->value_name("KEY=VALUE"),
        "override a number of the SoC (repeatable)");
    add("out", po::value<std::string>()->value_name("DIR")->default_value("ascend-sim-out"),
        "folder for trace, tables and summary");
    add("sensitivity", "move every number of the SoC by 10 %, and list what the latency hangs on");
    add("exact", "simulate without short cuts; same result, slower");
    add("json", "print JSON");
    add("help,h", "print this text");
    return options;
}

std::int32_t at_least_one(const po::variables_map& values, const char* name) {
    constexpr std::int32_t kMost = 1'000'000;
    const auto value = values[name].as<std::int32_t>();
    if (value < 1 || value > kMost)
        throw Error(ErrorCode::kUsage, fmt::format("estimate: --{} {}: expected a whole number "
                                                   "from 1 to {} (see ascend-sim estimate --help)",
                                                   name, value, kMost));
    return value;
}

std::string read_precision(const po::variables_map& values) {
    const auto& precision = values["precision"].as<std::string>();
    if (precision != "fp16" && precision != "fp32" && precision != "mixed")
        throw Error(ErrorCode::kUsage,
                    fmt::format("estimate: --precision {}: expected fp16, fp32 or mixed (see "
                                "ascend-sim estimate --help)",
                                precision));
    return precision;
}

EstimateOptions read_options(const po::variables_map& values) {
    require_option(values, "estimate", "model", "the path of an ONNX model or an .om file");
    EstimateOptions options;
    options.model = options.plan.model = values["model"].as<std::string>();
    options.soc = values["soc"].as<std::string>();
    if (values.count("batch") != 0)
        for (const std::int64_t batch : parse_batches(values["batch"].as<std::string>()))
            options.batches.emplace_back(batch);
    else
        options.batches.emplace_back(std::nullopt);
    if (values.count("input-shape") != 0)
        options.plan.input_shapes = parse_input_shapes(values["input-shape"].as<std::string>());
    options.plan.streams = at_least_one(values, "streams");
    options.plan.iterations = at_least_one(values, "iterations");
    options.plan.precision = read_precision(values);
    options.plan.small_channel = values.count("enable-small-channel") != 0;
    if (values.count("aipp") != 0) {
        check_aipp_file(values["aipp"].as<std::string>());
        options.plan.aipp = true;
    }
    if (values.count("set") != 0) options.settings = values["set"].as<std::vector<std::string>>();
    options.out = values["out"].as<std::string>();
    options.exact = values.count("exact") != 0;
    options.as_json = values.count("json") != 0;
    options.sensitivity = values.count("sensitivity") != 0;
    options.latencies_only = values.count(kLatenciesOnly) != 0;
    return options;
}

}  // namespace

std::optional<EstimateOptions> parse_estimate_options(const std::vector<std::string>& arguments) {
    const po::options_description visible = describe_options();
    po::options_description all;
    all.add(visible).add_options()("model", po::value<std::string>())(kLatenciesOnly, "");
    po::positional_options_description positional;
    positional.add("model", 1);
    const po::variables_map values = parse_arguments("estimate", arguments, all, positional);
    if (values.count("help") == 0) return read_options(values);
    fmt::print("{}", fmt::streamed(visible));
    return std::nullopt;
}

}  // namespace ascend::cli
