// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/host_function_thread.h"

#include "runtime/acl/guard.h"
#include "runtime/acl/host_shim.h"
#include "runtime/acl/managed_thread.h"
#include "runtime/acl/stream.h"
#include "runtime/acl/thread_state.h"

namespace ascend::runtime {
namespace {

constexpr std::uint64_t kEndMark = 0;  ///< token of the last report

}  // namespace

HostFunctionThread::HostFunctionThread(Caller& caller, sim::DeviceId device)
    : queue_(caller.machine.create_report_queue(caller.thread, device)),
      stream_(caller.machine.create_stream(caller.thread, device)) {
    thread_ =
        start_managed_thread(caller.machine, [this, &machine = caller.machine] { run(machine); });
}

void HostFunctionThread::launch(Caller& caller, const Stream& stream, aclrtHostFunc function,
                                void* arguments) {
    sim::ReportTask report{queue_, 0, true};
    {
        const std::lock_guard lock(mutex_);
        report.token = ++last_token_;
        functions_[report.token] = {function, arguments};
    }
    submit(caller, stream, sim::Task{nullptr, report});
}

void HostFunctionThread::run(sim::Machine& machine) {
    const sim::HostThreadId thread = ThreadState::of_this_thread().id(machine);
    while (const auto report = machine.take_report(thread, queue_, kForever)) {
        if (report->token != kEndMark) {
            const Function due = take(report->token);
            const host_shim::InProgram program;
            if (due.function != nullptr) due.function(due.arguments);
        }
        machine.release_report(thread, queue_, report->token);
        if (report->token == kEndMark) return;
    }
}

HostFunctionThread::Function HostFunctionThread::take(std::uint64_t token) {
    const std::lock_guard lock(mutex_);
    const auto node = functions_.extract(token);
    return node.empty() ? Function{} : node.mapped();
}

void HostFunctionThread::stop(sim::Machine& machine, sim::HostThreadId thread) {
    machine.submit(thread, stream_, sim::Task{nullptr, sim::ReportTask{queue_, kEndMark, true}});
    machine.synchronize_stream(thread, stream_);
    {
        const host_shim::InProgram as_host_thread;
        thread_.join();
    }
    machine.destroy_stream(thread, stream_);
    machine.destroy_report_queue(thread, queue_);
}

}  // namespace ascend::runtime
