// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/run_report.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <string>

#include "runtime/acl/simulator.h"
#include "sim/kernel/kernel_plan.h"

namespace ascend::runtime {
namespace {

namespace json = boost::json;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

/// Share of the simulated span that each pipe was busy, over all cores that have it in use.
json::object busy_shares(const sim::DeviceStats& stats) {
    std::array<std::int64_t, sim::kPipeCount> busy{}, all{};
    for (const sim::CoreStats& core : stats.cores) {
        for (std::size_t pipe = 0; pipe < sim::kPipeCount; ++pipe) {
            busy[pipe] += core.busy[pipe].count();
            all[pipe] += core.cycles.count();
        }
    }
    json::object shares;
    for (std::size_t pipe = 0; pipe < sim::kPipeCount; ++pipe) {
        if (busy[pipe] == 0) continue;
        shares[sim::kPipeNames[pipe]] =
            static_cast<double>(busy[pipe]) / static_cast<double>(all[pipe]);
    }
    return shares;
}

json::object describe(const sim::Machine& machine, sim::DeviceId device) {
    const sim::DeviceStats stats = machine.stats(device);
    return {{"soc", machine.soc(device).name},
            {"tasks", stats.tasks},
            {"h2d_bytes", stats.h2d.count()},
            {"d2h_bytes", stats.d2h.count()},
            {"busy", busy_shares(stats)}};
}

}  // namespace

void claim_output_folder() {
    const std::string run = environment("ASCEND_SIM_RUN"), out = environment("ASCEND_SIM_OUT");
    if (run.empty() || out.empty()) return;
    const int claim = open((run + "/claimed").c_str(), O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (claim >= 0) {
        close(claim);
        return;
    }
    setenv("ASCEND_SIM_OUT", fmt::format("{}/{}", out, getpid()).c_str(), 1);
}

void write_run_report(Simulator& simulator, bool deterministic) {
    const std::string run = environment("ASCEND_SIM_RUN");
    if (run.empty()) return;
    const sim::Machine& machine = simulator.machine();
    json::array devices;
    for (sim::DeviceId device = 0; device < machine.device_count(); ++device)
        devices.push_back(describe(machine, device));
    const json::object report = {{"simulated_ps", machine.kernel_time().count()},
                                 {"deterministic", deterministic},
                                 {"out", environment("ASCEND_SIM_OUT")},
                                 {"devices", std::move(devices)}};
    std::ofstream(fmt::format("{}/{}.json", run, getpid())) << json::serialize(report) << '\n';
}

}  // namespace ascend::runtime
