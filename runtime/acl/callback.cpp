// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/callback.h"

#include <optional>
#include <vector>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/host_shim.h"
#include "runtime/acl/stream.h"

// No lock is held over a call of the machine, nor over the program's functions.
namespace ascend::runtime {

bool CallbackTable::join_queue(ThreadKey thread, const Stream& stream) {
    const std::lock_guard lock(mutex_);
    const auto owner = thread_of_stream_.find(stream.id());
    if (owner != thread_of_stream_.end()) {
        require(owner->second != thread, ACL_ERROR_RT_THREAD_SUBSCRIBE,
                "the thread serves this stream already");
        throw Failure(ACL_ERROR_RT_STREAM_SUBSCRIBE, "another thread serves this stream");
    }
    const auto server = servers_.find(thread);
    if (server == servers_.end()) return false;
    require(server->second.device == stream.context()->device(), ACL_ERROR_RT_THREAD_SUBSCRIBE,
            "the thread serves streams of another device");
    server->second.streams.insert(stream.id());
    thread_of_stream_[stream.id()] = thread;
    return true;
}

void CallbackTable::subscribe(Caller& caller, ThreadKey thread, const Stream& stream) {
    if (join_queue(thread, stream)) return;
    {
        const std::lock_guard lock(mutex_);
        require(servers_.size() < kMostServers, ACL_ERROR_RT_INTERNAL_ERROR,
                "128 threads serve callbacks already");
    }
    const sim::DeviceId device = stream.context()->device();
    const std::uint32_t queue = caller.machine.create_report_queue(caller.thread, device);
    {
        const std::lock_guard lock(mutex_);
        servers_.try_emplace(thread, Server{device, queue, {}});
    }
    join_queue(thread, stream);
}

void CallbackTable::unsubscribe(Caller& caller, ThreadKey thread, const Stream& stream) {
    {
        const std::lock_guard lock(mutex_);
        const auto owner = thread_of_stream_.find(stream.id());
        require(owner != thread_of_stream_.end(), ACL_ERROR_RT_STREAM_SUBSCRIBE,
                "no thread serves this stream");
        require(owner->second == thread, ACL_ERROR_RT_THREAD_SUBSCRIBE,
                "another thread serves this stream");
    }
    leave_queue(caller.machine, caller.thread, thread, stream.id());
}

void CallbackTable::leave_queue(sim::Machine& machine, sim::HostThreadId host_thread,
                                ThreadKey thread, sim::StreamId stream) {
    std::optional<std::uint32_t> unused;
    {
        const std::lock_guard lock(mutex_);
        thread_of_stream_.erase(stream);
        Server& server = servers_.at(thread);
        server.streams.erase(stream);
        if (server.streams.empty()) {
            unused = server.queue;
            servers_.erase(thread);
        }
    }
    if (unused) machine.destroy_report_queue(host_thread, *unused);
}

void CallbackTable::launch(Caller& caller, const Stream& stream, aclrtCallback function,
                           void* user_data, bool blocking) {
    sim::ReportTask report{0, 0, blocking};
    {
        const std::lock_guard lock(mutex_);
        const auto owner = thread_of_stream_.find(stream.id());
        require(owner != thread_of_stream_.end(), ACL_ERROR_RT_STREAM_NO_CB_REG,
                "no thread serves callbacks of this stream: call aclrtSubscribeReport first");
        report.queue = servers_.at(owner->second).queue;
        report.token = ++last_token_;
        queued_[report.token] = {function, user_data};
    }
    submit(caller, stream, sim::Task{nullptr, report});
}

std::uint32_t CallbackTable::queue_of_thread(ThreadKey thread) const {
    const std::lock_guard lock(mutex_);
    const auto server = servers_.find(thread);
    require(server != servers_.end(), ACL_ERROR_RT_THREAD_SUBSCRIBE,
            "the calling thread serves no stream");
    return server->second.queue;
}

void CallbackTable::process(Caller& caller, ThreadKey thread, Picoseconds timeout) {
    const std::uint32_t queue = queue_of_thread(thread);
    auto report =
        caller.wait([&] { return caller.machine.take_report(caller.thread, queue, timeout); });
    require(report.has_value(), ACL_ERROR_RT_REPORT_TIMEOUT, "no callback came in time");
    // Callbacks that one of these makes possible belong to the next call.
    std::vector<sim::Report> due{*report};
    while ((report = caller.machine.take_report(caller.thread, queue, Picoseconds(0))))
        due.push_back(*report);
    for (const sim::Report& each : due) run(caller, queue, each);
}

void CallbackTable::run(Caller& caller, std::uint32_t queue, const sim::Report& report) {
    Callback callback;
    {
        const std::lock_guard lock(mutex_);
        const auto node = queued_.extract(report.token);
        if (!node.empty()) callback = node.mapped();
    }
    caller.spend(caller.host().callback_us);
    if (callback.function != nullptr) {
        const host_shim::InProgram program;
        callback.function(callback.user_data);
    }
    if (report.blocking) caller.machine.release_report(caller.thread, queue, report.token);
}

bool CallbackTable::serves(const Stream& stream) const {
    const std::lock_guard lock(mutex_);
    return thread_of_stream_.contains(stream.id());
}

void CallbackTable::rename(sim::StreamId from, sim::StreamId to) {
    const std::lock_guard lock(mutex_);
    auto node = thread_of_stream_.extract(from);
    if (node.empty()) return;
    Server& server = servers_.at(node.mapped());
    server.streams.erase(from);
    server.streams.insert(to);
    node.key() = to;
    thread_of_stream_.insert(std::move(node));
}

void CallbackTable::forget(sim::Machine& machine, sim::HostThreadId host_thread,
                           const Stream& stream) {
    std::optional<ThreadKey> thread;
    {
        const std::lock_guard lock(mutex_);
        const auto owner = thread_of_stream_.find(stream.id());
        if (owner != thread_of_stream_.end()) thread = owner->second;
    }
    if (thread) leave_queue(machine, host_thread, *thread, stream.id());
}

void CallbackTable::clear(sim::Machine& machine, sim::HostThreadId host_thread) {
    std::map<ThreadKey, Server> servers;
    {
        const std::lock_guard lock(mutex_);
        servers.swap(servers_);
        thread_of_stream_.clear();
        queued_.clear();
    }
    for (const auto& [thread, server] : servers)
        machine.destroy_report_queue(host_thread, server.queue);
}

}  // namespace ascend::runtime
