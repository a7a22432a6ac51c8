// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/estimate_command.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <iterator>
#include <sstream>

#include "ascend_sim/ascend_sim.h"
#include "runtime/cli/estimate_options.h"
#include "runtime/cli/estimate_report.h"
#include "runtime/cli/parallel_commands.h"
#include "runtime/cli/progress.h"
#include "runtime/cli/sensitivity.h"
#include "runtime/client/acl_objects.h"
#include "runtime/client/inference.h"
#include "sim/soc/soc_loader.h"

namespace ascend::cli {
namespace {

namespace json = boost::json;

void configure(const EstimateOptions& options) {
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

std::vector<client::InferenceResult> measure(const EstimateOptions& options) {
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

void print_latencies(EstimateOptions options) {
    options.out.clear();
    configure(options);
    for (const client::InferenceResult& result : measure(options))
        fmt::print("{}\n", result.latency_us);
}

std::vector<double> read_latencies(const std::optional<std::string>& printed) {
    std::istringstream stream(printed.value_or(""));
    return {std::istream_iterator<double>(stream), {}};
}

/// A machine is one per process: every estimate of its own runs this program again.
std::vector<Sensitivity> sensitivities(const EstimateOptions& options,
                                       const std::vector<std::string>& arguments) {
    Progress progress;
    const auto latencies_of = [&](const std::vector<Settings>& several) {
        std::vector<std::vector<std::string>> commands;
        for (const Settings& settings : several) {
            auto& command = commands.emplace_back(Settings{"/proc/self/exe", "estimate"});
            command.insert(command.end(), arguments.begin(), arguments.end());
            command.emplace_back("--latencies-only");
            for (std::size_t i = options.settings.size(); i < settings.size(); ++i)
                command.insert(command.end(), {"--set", settings[i]});
        }
        const auto printed = run_commands(commands, [&](std::size_t done) {
            progress.show(fmt::format("{}: sensitivity, estimate {} of {}", options.model, done,
                                      commands.size()));
        });
        std::vector<std::vector<double>> latencies;
        for (const auto& text : printed) latencies.push_back(read_latencies(text));
        return latencies;
    };
    return measure_sensitivity(options.soc, options.settings, latencies_of);
}

}  // namespace

void run_estimate_command(const std::vector<std::string>& arguments) {
    const auto options = parse_estimate_options(arguments);
    if (!options) return;
    if (options->latencies_only) return print_latencies(*options);
    const auto soc = sim::load_soc(options->soc, options->settings);

    Estimate estimate{options->model,        soc.get(), options->plan.precision,
                      options->plan.streams, {},        {},
                      options->out};
    if (options->sensitivity) estimate.sensitivities = sensitivities(*options, arguments);
    OutputUnlessFailed output;
    configure(*options);
    estimate.results = measure(*options);
    output.complete();
    fmt::print("{}", options->as_json ? estimate_json(estimate) : estimate_text(estimate));
}

}  // namespace ascend::cli
