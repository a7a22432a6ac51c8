// SPDX-License-Identifier: Apache-2.0
#include "sim/device/machine.h"

#include <fmt/format.h>

#include "sim/device/machine_impl.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

Machine* instance = nullptr;
traces::Recorder* instance_recorder = nullptr;

/// What was drawn before one of our invariants broke is still worth reading.
void close_sinks() {
    instance_recorder->finish(instance->kernel_time());
}

HostWait wait_for(std::string what, Picoseconds timeout) {
    HostWait wait;
    wait.what = std::move(what);
    wait.timeout = timeout;
    return wait;
}

void take_failures_of(StreamQueue& stream, std::vector<TaskFailure>& failures) {
    failures.insert(failures.end(), stream.failures.begin(), stream.failures.end());
    stream.failures.clear();
}

}  // namespace

Machine::Machine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Machine::~Machine() = default;

Machine& Machine::create(MachineConfig config) {
    if (instance != nullptr) {
        throw Error(ErrorCode::kResourceExhausted, "a process has one machine: it exists already");
    }
    instance = new Machine(std::make_unique<Impl>(config));  // never destroyed: host_time.md 2
    if (config.recorder != nullptr) {
        instance_recorder = config.recorder;
        set_internal_error_hook(close_sinks);
    }
    return *instance;
}

std::uint32_t Machine::device_count() const {
    return static_cast<std::uint32_t>(impl_->live_streams.size());
}

const SocSpec& Machine::soc(DeviceId device) const {
    return *impl_->device(device).soc;
}

HostThreadId Machine::this_thread() {
    return impl_->drive.this_thread().index;
}

Picoseconds Machine::clock(HostThreadId thread) const {
    return impl_->drive.clock(impl_->drive.thread(thread));
}

void Machine::spend(HostThreadId thread, Picoseconds cost) {
    impl_->drive.spend(impl_->drive.thread(thread), cost);
}

void Machine::trace_call(HostThreadId thread, std::string_view name, Picoseconds start) {
    if (impl_->recorder == nullptr) return;
    HostThread& host = impl_->drive.thread(thread);
    const Drive::Lock lock = impl_->drive.enter(host);
    if (!impl_->recorder->enabled()) return;
    impl_->drive.post(host, {.time = {}, .what = TraceCallAction{std::string(name), start}});
}

void Machine::detach_thread(HostThreadId thread) {
    impl_->drive.detach(impl_->drive.thread(thread));
}

StreamId Machine::create_stream(HostThreadId thread, DeviceId device, std::uint32_t priority) {
    StreamId id = 0;
    impl_->drive.act(impl_->drive.thread(thread),
                     [&] { id = impl_->add_stream(device, priority, nullptr).id; });
    return id;
}

void Machine::destroy_stream(HostThreadId thread, StreamId id, bool force) {
    HostWait wait = wait_for(fmt::format("the end of stream {}", id), kForever);
    wait.begin = [&] {
        StreamQueue& stream = impl_->tables.streams.at(id);
        if (force) impl_->device(stream.device).task_scheduler.discard(stream);
    };
    wait.ready = [&] {
        StreamQueue* stream = impl_->tables.streams.find(id);
        if (stream == nullptr) return true;
        if (!stream->idle() || stream->state != StreamState::kIdle) {
            stream->watch_at = 0;
            return false;
        }
        impl_->remove_stream(*stream);
        return true;
    };
    impl_->drive.wait(impl_->drive.thread(thread), wait);
}

bool Machine::stream_idle(HostThreadId thread, StreamId id) {
    bool idle = false;
    impl_->drive.act(impl_->drive.thread(thread),
                     [&] { idle = impl_->tables.streams.at(id).idle(); });
    return idle;
}

WaitResult Machine::synchronize_stream(HostThreadId thread, StreamId stream, Picoseconds timeout) {
    return synchronize_streams(thread, {stream}, timeout);
}

/// Waits for what was submitted by the time of the call: tasks that other threads add later do not
/// hold it up.
WaitResult Machine::synchronize_streams(HostThreadId thread, const std::vector<StreamId>& streams,
                                        Picoseconds timeout) {
    WaitResult result;
    std::vector<std::uint64_t> targets;
    HostWait wait = wait_for(fmt::format("stream {}", fmt::join(streams, ", ")), timeout);
    wait.begin = [&] {
        for (const StreamId id : streams) targets.push_back(impl_->tables.streams.at(id).posted);
    };
    wait.ready = [&] {
        bool ready = true;
        for (std::size_t i = 0; i < streams.size(); ++i) {
            StreamQueue* stream = impl_->tables.streams.find(streams[i]);
            if (stream == nullptr || stream->completed >= targets[i]) continue;
            stream->watch_at = std::min(stream->watch_at, targets[i]);
            ready = false;
        }
        for (std::size_t i = 0; ready && i < streams.size(); ++i) {
            StreamQueue* stream = impl_->tables.streams.find(streams[i]);
            if (stream == nullptr || stream->device_error == kNoDeviceError) continue;
            const std::uint32_t error =
                std::exchange(stream->device_error, std::uint32_t{kNoDeviceError});
            if (result.device_error == kNoDeviceError) result.device_error = error;
            take_failures_of(*stream, result.failures);
        }
        return ready;
    };
    result.status = impl_->drive.wait(impl_->drive.thread(thread), wait);
    return result;
}

void Machine::submit(HostThreadId thread, StreamId id, Task task) {
    HostThread& host = impl_->drive.thread(thread);
    {
        const Drive::Lock lock = impl_->drive.enter(host);
        StreamQueue& stream = impl_->tables.streams.at(id);
        impl_->check(stream, task);
        if (impl_->reserve(stream)) return impl_->post(host, stream, std::move(task));
    }
    HostWait wait = wait_for(fmt::format("room in stream {}", id), kForever);
    wait.ready = [&] {
        StreamQueue* stream = impl_->tables.streams.find(id);
        if (stream == nullptr || impl_->reserve(*stream)) return true;
        stream->watch_at = std::min(stream->watch_at, stream->completed + 1);
        return false;
    };
    impl_->drive.wait(host, wait);
    const Drive::Lock lock = impl_->drive.enter(host);
    impl_->post(host, impl_->tables.streams.at(id), std::move(task));
}

void Machine::stop_on_failure(HostThreadId thread, StreamId id) {
    impl_->drive.act(impl_->drive.thread(thread),
                     [&] { impl_->tables.streams.at(id).stops_on_failure = true; });
}

std::vector<TaskFailure> Machine::take_failures(HostThreadId thread,
                                                const std::vector<StreamId>& streams) {
    std::vector<TaskFailure> failures;
    impl_->drive.act(impl_->drive.thread(thread), [&] {
        for (const StreamId id : streams)
            if (StreamQueue* stream = impl_->tables.streams.find(id))
                take_failures_of(*stream, failures);
    });
    return failures;
}

std::uint32_t Machine::live_streams(DeviceId device) const {
    impl_->device(device);
    return impl_->live_streams[device];
}

Picoseconds Machine::kernel_time() const {
    return impl_->now();
}

std::uint64_t Machine::kernel_events() const {
    return impl_->progress.activations();
}

void Machine::finish() {
    impl_->drive.drain();
    if (impl_->recorder == nullptr) return;
    impl_->drive.exclusive([&] { impl_->recorder->finish(impl_->now()); });
}

void Machine::shut_down() {
    finish();
    impl_->drive.stop();
}

}  // namespace ascend::sim
