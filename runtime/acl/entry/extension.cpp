// SPDX-License-Identifier: Apache-2.0
#include "ascend_sim/ascend_sim.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;

aclError ascend_sim_configure(const char* json) {
    return guard_host(__func__, [&] {
        require_argument(json, "json");
        Simulator::instance().configure(
            parse_configuration(json, configuration_from_environment()));
    });
}

aclError ascend_sim_set_compile_options(const char* json) {
    return guard_host(__func__, [&] {
        require_argument(json, "json");
        Simulator::instance().set_compile_configuration(parse_compile_configuration(json));
    });
}

uint64_t ascend_sim_clock_ps() {
    uint64_t clock = 0;
    guard_host(__func__, [&] {
        Simulator& simulator = Simulator::instance();
        simulator.start();
        auto& machine = simulator.machine();
        clock =
            static_cast<uint64_t>(machine.clock(ThreadState::of_this_thread().id(machine)).count());
    });
    return clock;
}

const char* ascend_sim_statistics() {
    static thread_local std::string text;
    guard_host(__func__, [] { text = Simulator::instance().statistics.to_json(); });
    return text.c_str();
}

void ascend_sim_reset_statistics() {
    guard_host(__func__, [] { Simulator::instance().statistics.reset(); });
}

aclError ascend_sim_finish() {
    return guard_host(__func__, [] { Simulator::instance().finish(); });
}

void ascend_sim_discard_output() {
    guard_host(__func__, [] { Simulator::instance().discard_output(); });
}

const char* ascend_sim_error() {
    return ThreadState::of_this_thread().error.c_str();
}
