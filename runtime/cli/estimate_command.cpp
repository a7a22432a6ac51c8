// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/estimate_command.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <boost/json.hpp>
#include <optional>

#include "ascend_sim/ascend_sim.h"
#include "runtime/cli/aipp.h"
#include "runtime/cli/batches.h"
#include "runtime/cli/command_line.h"
#include "runtime/cli/estimate_report.h"
#include "runtime/cli/input_shapes.h"
#include "runtime/cli/progress.h"
#include "runtime/client/acl_objects.h"
#include "runtime/client/inference.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::cli {
namespace {

namespace json = boost::json;
namespace po = boost::program_options;

constexpr const char* kHelp = R"(Usage: ascend-sim estimate MODEL [options]

Estimates how fast a network runs on an Ascend SoC, and why. MODEL is an ONNX file; weights may be
missing. The model is compiled as atc does by default (fp16 inside, inputs and outputs in their own
type), loaded through AscendCL, warmed up and measured. latency is what a host stopwatch around
aclmdlExecute would show, device the time from the model's start to its end on the device.

Examples:
  ascend-sim estimate resnet50.onnx
  ascend-sim estimate resnet50.onnx --soc Ascend310B1 --batch 1,8,16
  ascend-sim estimate bert.onnx --input-shape "ids:1,128;mask:1,128" --json
  ascend-sim estimate resnet50.onnx --set ai_core.count=16 --set dram.gbps=400
  ascend-sim estimate resnet50.onnx --streams 2

Options)";

struct Options {
    std::string model, soc;
    std::vector<std::optional<std::int64_t>> batches;
    client::InferencePlan plan;
    std::vector<std::string> settings;
    std::filesystem::path out;
    bool exact = false, as_json = false;
};

po::options_description describe_options() {
    po::options_description options(kHelp);
    auto add = options.add_options();
    add("soc", po::value<std::string>()->default_value("Ascend310P3"),
        "SoC name (see ascend-sim soc list) or SoC file");
    add("batch", po::value<std::string>(), "batch sizes: N,N..");
    add("input-shape", po::value<std::string>(), "whole shapes: \"NAME:N,N..;NAME:N,N..\"");
    add("streams", po::value<std::int32_t>()->default_value(1),
        "instances of the model that run at the same time");
    add("iterations", po::value<std::int32_t>()->default_value(3), "measured executions");
    add("precision", po::value<std::string>()->default_value("fp16"), "fp16, fp32 or mixed");
    add("aipp", po::value<std::string>(),
        "AIPP configuration: uint8 images, converted on the device");
    add("enable-small-channel", "four channels a row for the first convolution");
    add("set", po::value<std::vector<std::string>>(),
        "override a number of the SoC: KEY=VALUE (repeatable)");
    add("out", po::value<std::string>()->default_value("ascend-sim-out"),
        "folder for trace, tables and summary");
    add("exact", "simulate without short cuts; same result, slower");
    add("json", "print JSON");
    add("help,h", "print this text");
    return options;
}

std::int32_t at_least_one(const po::variables_map& values, const char* name) {
    constexpr std::int32_t kMost = 1'000'000;
    const auto value = values[name].as<std::int32_t>();
    if (value < 1 || value > kMost)
        throw Error(ErrorCode::kUsage, fmt::format("--{} {}: expected a whole number from 1 to {}",
                                                   name, value, kMost));
    return value;
}

std::string read_precision(const po::variables_map& values) {
    const auto& precision = values["precision"].as<std::string>();
    if (precision != "fp16" && precision != "fp32" && precision != "mixed")
        throw Error(ErrorCode::kUsage,
                    fmt::format("--precision {}: expected fp16, fp32 or mixed", precision));
    return precision;
}

Options read_options(const po::variables_map& values) {
    require_option(values, "estimate", "model", "the path of an ONNX model");
    Options options;
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
    return options;
}

void configure(const Options& options) {
    const json::object configuration = {
        {"devices", {options.soc}},
        {"settings", json::array(options.settings.begin(), options.settings.end())},
        {"out", options.out.string()},
        {"exact", options.exact}};
    client::check(ascend_sim_configure(json::serialize(configuration).c_str()));
}

/// The output of a run that did not come to its end is dropped.
class OutputUnlessFailed {
  public:
    ~OutputUnlessFailed() {
        if (!done_) ascend_sim_discard_output();
    }
    void complete() {
        client::check(ascend_sim_finish());
        done_ = true;
    }

  private:
    bool done_ = false;
};

std::vector<client::InferenceResult> measure(const Options& options) {
    Progress progress;
    client::Session session;
    session.use(0);
    std::vector<client::InferenceResult> results;
    for (const auto& batch : options.batches) {
        client::InferencePlan plan = options.plan;
        plan.batch = batch;
        const std::string what =
            batch ? fmt::format("{}, batch {}", options.model, *batch) : options.model;
        results.push_back(client::measure_inference(plan, [&](const std::string& step) {
            progress.show(fmt::format("{}: {}", what, step));
        }));
    }
    return results;
}

}  // namespace

void run_estimate_command(const std::vector<std::string>& arguments) {
    const po::options_description visible = describe_options();
    po::options_description all;
    all.add(visible).add_options()("model", po::value<std::string>());
    po::positional_options_description positional;
    positional.add("model", 1);
    const po::variables_map values = parse_arguments("estimate", arguments, all, positional);
    if (values.count("help") != 0) {
        fmt::print("{}", fmt::streamed(visible));
        return;
    }
    const Options options = read_options(values);
    const auto soc = sim::load_soc(options.soc, options.settings);

    Estimate estimate{options.model,        soc.get(), options.plan.precision,
                      options.plan.streams, {},        options.out};
    OutputUnlessFailed output;
    configure(options);
    estimate.results = measure(options);
    output.complete();
    fmt::print("{}", options.as_json ? estimate_json(estimate) : estimate_text(estimate));
}

}  // namespace ascend::cli
