// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/context.h"

#include <algorithm>

#include "runtime/acl/exception_report.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/host_function_thread.h"

namespace ascend::runtime {

void Context::open(Simulator& simulator, sim::HostThreadId thread) {
    create_stream(simulator, thread, 0);
}

void Context::close(Simulator& simulator, sim::HostThreadId thread) {
    std::vector<std::shared_ptr<Stream>> streams;
    std::shared_ptr<HostFunctionThread> host_functions;
    {
        const std::lock_guard lock(mutex_);
        alive_ = false;
        streams.swap(streams_);
        host_functions.swap(host_functions_);
        if (copy_stream_ != nullptr) streams.push_back(std::move(copy_stream_));
    }
    for (const auto& stream : streams) {
        simulator.callbacks.forget(simulator.machine(), thread, *stream);
        simulator.host_functions.forget(simulator.machine(), thread, *stream);
        simulator.streams.erase(stream->handle());
        simulator.machine().destroy_stream(thread, stream->id(), true);
    }
    if (host_functions != nullptr) host_functions->stop(simulator.machine(), thread);
}

void Context::launch_host_function(Caller& caller, const Stream& stream, aclrtHostFunc function,
                                   void* arguments) {
    std::shared_ptr<HostFunctionThread> thread;
    {
        const std::lock_guard lock(mutex_);
        thread = host_functions_;
    }
    if (thread == nullptr) {
        // Without the lock: the machine may wait for another thread of this context.
        auto made = std::make_shared<HostFunctionThread>(caller, device_);
        {
            const std::lock_guard lock(mutex_);
            if (host_functions_ == nullptr) host_functions_ = made;
            thread = host_functions_;
        }
        if (thread != made) made->stop(caller.machine, caller.thread);
    }
    thread->launch(caller, stream, function, arguments);
}

std::shared_ptr<Stream> Context::create_stream(Simulator& simulator, sim::HostThreadId thread,
                                               std::uint32_t priority, std::uint32_t flags) {
    sim::Machine& machine = simulator.machine();
    simulator.faults.take(Resource::kStreams, device_);
    require(machine.live_streams(device_) < machine.soc(device_).scheduler.max_streams,
            ACL_ERROR_RT_NO_STREAM_RESOURCE, "the device has no stream left");
    auto stream = std::make_shared<Stream>(shared_from_this(),
                                           machine.create_stream(thread, device_, priority),
                                           StreamSettings{priority, flags});
    stream->set_handle(simulator.streams.insert(stream));
    if (stops_on_failure_) machine.stop_on_failure(thread, stream->id());
    const std::lock_guard lock(mutex_);
    streams_.push_back(stream);
    return stream;
}

void Context::destroy_stream(Simulator& simulator, sim::HostThreadId thread, const Stream& stream,
                             bool force) {
    simulator.streams.erase(stream.handle());
    simulator.callbacks.forget(simulator.machine(), thread, stream);
    simulator.host_functions.forget(simulator.machine(), thread, stream);
    simulator.machine().destroy_stream(thread, stream.id(), force);
    const std::lock_guard lock(mutex_);
    std::erase_if(streams_, [&](const auto& other) { return other.get() == &stream; });
}

void Context::abort_stream(Simulator& simulator, sim::HostThreadId thread, Stream& stream) {
    sim::Machine& machine = simulator.machine();
    const sim::StreamId old = stream.id();
    const sim::StreamId next = machine.create_stream(thread, device_, stream.settings().priority);
    if (stops_on_failure_) machine.stop_on_failure(thread, next);
    stream.replace(next);
    simulator.callbacks.rename(old, next);
    simulator.host_functions.rename(old, next);
    machine.destroy_stream(thread, old, true);
}

bool Context::alive() const {
    const std::lock_guard lock(mutex_);
    return alive_;
}

std::shared_ptr<Stream> Context::default_stream() const {
    const std::lock_guard lock(mutex_);
    require(alive_, ACL_ERROR_RT_CONTEXT_NULL, "the current context was destroyed");
    return streams_.front();
}

std::shared_ptr<Stream> Context::copy_stream(Simulator& simulator, sim::HostThreadId thread) {
    {
        const std::lock_guard lock(mutex_);
        if (copy_stream_ != nullptr) return copy_stream_;
    }
    // Without the lock: the machine may wait for another thread of this context.
    auto made = std::make_shared<Stream>(shared_from_this(),
                                         simulator.machine().create_stream(thread, device_));
    const std::lock_guard lock(mutex_);
    if (copy_stream_ == nullptr) copy_stream_ = std::move(made);
    return copy_stream_;
}

std::vector<sim::StreamId> Context::machine_streams() const {
    const std::lock_guard lock(mutex_);
    std::vector<sim::StreamId> result;
    for (const auto& stream : streams_) result.push_back(stream->id());
    if (copy_stream_ != nullptr) result.push_back(copy_stream_->id());
    return result;
}

void Context::note_failure(aclError code) {
    aclError none = ACL_SUCCESS;
    if (stops_on_failure_) failure_.compare_exchange_strong(none, code);
}

void Context::stop_on_failure(sim::Machine& machine, sim::HostThreadId thread) {
    stops_on_failure_ = true;
    for (const sim::StreamId stream : machine_streams()) machine.stop_on_failure(thread, stream);
}

void Context::abort(Simulator& simulator, sim::HostThreadId thread) {
    aborted_ = true;
    std::vector<std::shared_ptr<Stream>> streams;
    {
        const std::lock_guard lock(mutex_);
        streams = streams_;
    }
    for (const auto& stream : streams) abort_stream(simulator, thread, *stream);
}

void Context::check_failure(const Caller& caller) {
    require(!aborted_, ACL_ERROR_RT_DEVICE_TASK_ABORT,
            "the tasks of the device were aborted: reset it first");
    if (stops_on_failure_ && failure_ == ACL_SUCCESS)
        report_failures(caller, this,
                        caller.machine.take_failures(caller.thread, machine_streams()));
    require(failure_ == ACL_SUCCESS, failure_, "a task failed and the context stops on failures");
}

std::shared_ptr<Context> current_context(Caller& caller) {
    auto& context = caller.state.context;
    if (context == nullptr || !context->alive()) {
        const auto device = caller.simulator.lifecycle.default_device();
        require(device.has_value(), ACL_ERROR_RT_CONTEXT_NULL,
                "the thread has no current context: call aclrtSetDevice or "
                "aclrtSetCurrentContext first");
        context = caller.simulator.contexts.set_device(caller.simulator, caller.thread, *device);
    }
    return context;
}

}  // namespace ascend::runtime
