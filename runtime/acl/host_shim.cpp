// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/host_shim.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <string_view>

#include "runtime/acl/run_report.h"
#include "runtime/acl/simulator.h"
#include "runtime/shim/shim_table.h"
#include "sim/host/drive.h"
#include "traces/error.h"

extern "C" {
/// The library's own bounds, from the linker.
__attribute__((visibility("hidden"))) extern const char __ehdr_start;
__attribute__((visibility("hidden"))) extern const char _end;
}

namespace ascend::runtime::host_shim {
namespace {

using sim::Drive;
using sim::HostThread;
using sim::HostWait;
using sim::ThreadLink;

bool forked = false;
const shim::ShimTable* shim_table = nullptr;
Drive* drive = nullptr;
bool hang_on_deadlock = false;

constexpr int kDeadlockStatus = 1;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

HostThread& thread_of(ThreadLink* link) {
    return *static_cast<HostThread*>(link->host_thread);
}

shim::WaitEnd end_of(sim::WaitStatus status) {
    switch (status) {
        case sim::WaitStatus::kDone:
            return shim::kGiven;
        case sim::WaitStatus::kTimeout:
            return shim::kTimedOut;
        case sim::WaitStatus::kInterrupted:
            return shim::kInterrupted;
    }
    internal_error("an unknown end of a wait", __FILE__, __LINE__);
}

void turn(ThreadLink* link) {
    static const HostWait nothing;
    drive->wait(thread_of(link), nothing);
}

shim::WaitEnd wait(ThreadLink* link, const shim::WaitRequest& request) {
    HostWait wait;
    wait.what = request.what;
    wait.by_permit = true;
    wait.timeout = Picoseconds(request.timeout);
    wait.interruptible = request.interruptible;
    wait.cancellable = request.cancellable;
    return end_of(drive->wait(thread_of(link), wait));
}

/// Lives as long as the wait, which a thread has one of.
HostWait& outside_wait() {
    static thread_local HostWait wait;
    return wait;
}

void begin_outside(ThreadLink* link, const char* what, std::int64_t timeout) {
    HostWait& wait = outside_wait();
    wait.what = what;
    wait.timeout = Picoseconds(timeout);
    drive->begin_outside(thread_of(link), wait);
}

/// The process is about to end, or to become another program, without its exit hooks.
void close_output() {
    Simulator::instance().finish();
}

constexpr shim::LibraryTable kLibrary = {
    .adopt = [](ThreadLink* link, ThreadLink* parent,
                bool present) { drive->adopt(*link, parent, present); },
    .begin_thread = [](ThreadLink* link) { drive->begin_thread(thread_of(link)); },
    .end_thread = [](ThreadLink* link) { drive->end_thread(thread_of(link)); },
    .turn = turn,
    .wait = wait,
    .permit_given = [] { drive->end_waits_for_permits(); },
    .begin_outside = begin_outside,
    .end_outside = [](ThreadLink* link) { return end_of(drive->end_outside(thread_of(link))); },
    .note_outside = [] { drive->end_determinism(); },
    .close = close_output,
};

/// A handler of the program could still end a wait, if somebody sends the signal.
bool report_deadlock(const std::string& who_waits, std::chrono::nanoseconds since) {
    constexpr std::chrono::seconds kPatience(3);
    if (shim_table->has_signal_handlers() && since < kPatience) return false;
    std::fprintf(stderr, "ascend-sim: deadlock: nothing can end a wait: %s\n", who_waits.c_str());
    if (hang_on_deadlock) return true;
    close_output();
    _exit(kDeadlockStatus);
}

void meet_shim() {
    shim_table = static_cast<const shim::ShimTable*>(dlsym(RTLD_DEFAULT, shim::kShimTableName));
    if (shim_table == nullptr) return;
    sim::DriveOptions options;
    options.grace = std::chrono::milliseconds(100);
    options.asleep_grace = std::chrono::milliseconds(2);
    options.deadlock_notice = std::chrono::milliseconds(300);
    options.one_at_a_time = environment("ASCEND_SIM_PARALLEL_HOST").empty();
    options.on_deadlock = report_deadlock;
    options.link_source = shim_table->this_thread;
    hang_on_deadlock = environment("ASCEND_SIM_ON_DEADLOCK") == "hang";
    drive = &Drive::open_early(options);
    shim_table->attach(&kLibrary, &__ehdr_start, &_end);
}

/// The first thing that the process does with the library, also under dlopen().
__attribute__((constructor)) void on_load() {
    pthread_atfork(nullptr, nullptr, [] { forked = true; });
    claim_output_folder();
    if (environment("ASCEND_SIM_CLOCK") == "paced") {
        sim::DriveOptions options;
        options.paced = true;
        drive = &Drive::open_early(options);
    } else {
        meet_shim();
    }
}

}  // namespace

namespace {

ThreadLink* this_link() {
    return shim_table == nullptr || forked ? nullptr : shim_table->this_thread();
}

}  // namespace

InLibrary::InLibrary() : link_(this_link()) {
    if (link_ != nullptr) sim::enter_simulator(*link_);
}

InLibrary::~InLibrary() {
    if (link_ != nullptr) sim::leave_simulator(*link_);
}

InProgram::InProgram() : link_(this_link()) {
    if (link_ == nullptr) return;
    depth_ = link_->inside.exchange(1, std::memory_order_relaxed);
    sim::leave_simulator(*link_);
}

InProgram::~InProgram() {
    if (link_ == nullptr) return;
    sim::enter_simulator(*link_);
    link_->inside.store(depth_, std::memory_order_relaxed);
}

void take_turn() {
    if (this_link() != nullptr) shim_table->take_turn();
}

void started(Simulator& simulator) {
    if (shim_table == nullptr || simulator.device_count() == 0) return;
    const double cost_us = simulator.machine().soc(0).host.clock_read_us;
    shim_table->set_clock_read_cost(std::llround(cost_us * 1e6));
}

bool in_forked_child() {
    return forked;
}

void refuse_in_forked_child() {
    if (!forked) return;
    throw Error(ErrorCode::kUnsupported,
                "the process is a child made by fork(): it has no simulated device; expected the "
                "call before fork(), in the parent, or after exec()");
}

void ended(Simulator& simulator) {
    write_run_report(simulator, drive == nullptr || drive->deterministic());
}

}  // namespace ascend::runtime::host_shim
