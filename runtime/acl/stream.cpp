// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/stream.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/acl/capture.h"
#include "runtime/acl/device_loss.h"
#include "runtime/acl/device_status.h"
#include "runtime/acl/exception_report.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/task_group.h"
#include "traces/error.h"

namespace ascend::runtime {

void Stream::replace(sim::StreamId id) {
    ++aborts_;
    id_ = id;
}

std::shared_ptr<Capture> Stream::capture() const {
    const std::lock_guard lock(mutex_);
    return capture_;
}

void Stream::set_capture(std::shared_ptr<Capture> capture) const {
    const std::lock_guard lock(mutex_);
    capture_ = std::move(capture);
}

std::shared_ptr<GroupUpdate> Stream::group_update() const {
    const std::lock_guard lock(mutex_);
    return group_update_;
}

void Stream::set_group_update(std::shared_ptr<GroupUpdate> update) const {
    const std::lock_guard lock(mutex_);
    group_update_ = std::move(update);
}

namespace {

bool runs_on_cores(const sim::Task& task) {
    return std::holds_alternative<sim::KernelTask>(task.work) ||
           std::holds_alternative<sim::AiCpuTask>(task.work);
}

/// Of aclrtSetOpExecuteTimeOut.
Picoseconds execute_limit(const Caller& caller) {
    const auto limit = static_cast<std::int64_t>(caller.simulator.settings.execute_timeout());
    return limit == 0 ? kForever : microseconds(limit);
}

/// Waits while the queue is full; an abort of the stream ends that wait. source: facts 1.5
void append(const Caller& caller, const Stream& stream, sim::Task task) {
    const std::uint32_t aborts = stream.aborts();
    try {
        caller.machine.submit(caller.thread, stream.id(), std::move(task));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::kNotFound || stream.aborts() == aborts) throw;
        if (const auto context = stream.context()) context->check_failure(caller);
        throw Failure(ACL_ERROR_RT_STREAM_ABORT, "the stream was aborted");
    }
}

}  // namespace

void submit(Caller& caller, const Stream& stream, sim::Task task) {
    if (const auto capture = stream.capture()) {
        capture->add(stream, std::move(task));
        return;
    }
    if (const auto update = stream.group_update()) return update->add(std::move(task));
    if (const auto context = stream.context()) {
        require_device(caller, context->device(), ACL_ERROR_RT_LOST_HEARTBEAT);
        context->check_failure(caller);
    }
    if (runs_on_cores(task)) task.limit = execute_limit(caller);
    caller.state.last_task = stream.count_task();
    append(caller, stream, std::move(task));
}

void refuse_captured(const Stream& stream) {
    require(stream.capture() == nullptr, ACL_ERROR_RT_STREAM_CAPTURED,
            "the stream is being captured");
}

void create_stream(Caller& caller, aclrtStream* handle, StreamSettings settings) {
    constexpr std::uint32_t kLowestPriority = 7;
    constexpr std::uint32_t kKnownFlags = ACL_STREAM_FAST_LAUNCH | ACL_STREAM_FAST_SYNC;
    require_argument(handle, "stream");
    *handle = current_context(caller)
                  ->create_stream(caller.simulator, caller.thread,
                                  std::min(settings.priority, kLowestPriority),
                                  settings.flags & kKnownFlags)
                  ->handle();
}

std::shared_ptr<Stream> any_stream(Caller& caller, aclrtStream handle) {
    if (handle == nullptr) return current_context(caller)->default_stream();
    std::shared_ptr<Stream> stream = caller.simulator.streams.find(handle);
    require(stream != nullptr, ACL_ERROR_RT_INVALID_HANDLE,
            "the stream was destroyed, or the handle is no stream");
    return stream;
}

std::shared_ptr<Stream> own_stream(Caller& caller, aclrtStream handle) {
    const std::shared_ptr<Context> context = current_context(caller);
    std::shared_ptr<Stream> stream = any_stream(caller, handle);
    require(stream->context() == context, ACL_ERROR_RT_STREAM_CONTEXT,
            "the stream belongs to another context than the current one");
    return stream;
}

Picoseconds parse_timeout(std::int32_t milliseconds_or_forever) {
    if (milliseconds_or_forever == -1) return kForever;
    if (milliseconds_or_forever <= 0)
        throw Failure(
            ACL_ERROR_RT_PARAM_INVALID,
            fmt::format("timeout is {} ms: expected -1 or more than 0", milliseconds_or_forever));
    return milliseconds(milliseconds_or_forever);
}

namespace {

std::string text_of_failure(const sim::WaitResult& result) {
    if (result.failures.empty())
        return fmt::format("a task failed on the device with status {:#x}", result.device_error);
    const sim::TaskFailure& last = result.failures.back();
    return fmt::format("task {} of stream {} failed on the device with status {:#x}", last.task,
                       last.stream, last.status);
}

}  // namespace

void check_wait(const sim::WaitResult& result, aclError timeout_code) {
    require(result.status == sim::WaitStatus::kDone, timeout_code,
            "the time limit passed before the work was done; it goes on");
    if (result.device_error != 0)
        throw Failure(code_of_device_status(result.device_error), text_of_failure(result));
}

void synchronize(const Caller& caller, const Stream& stream) {
    synchronize(caller, stream, kForever);
}

void synchronize(const Caller& caller, const Stream& stream, Picoseconds timeout) {
    refuse_captured(stream);
    const std::shared_ptr<Context> context = stream.context();
    if (context != nullptr) context->check_failure(caller);
    const std::uint32_t aborts = stream.aborts();
    const sim::DeviceId device = context == nullptr ? 0 : context->device();
    const auto result = wait_for_device(caller, device, timeout, [&](Picoseconds limit) {
        return caller.machine.synchronize_stream(caller.thread, stream.id(), limit);
    });
    if (stream.aborts() != aborts) {
        if (context != nullptr) context->check_failure(caller);
        throw Failure(ACL_ERROR_RT_STREAM_ABORT, "the stream was aborted");
    }
    report_failures(caller, context.get(), result.failures);
    check_wait(result, ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
}

}  // namespace ascend::runtime
