// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/stream.h"

#include <fmt/format.h>

#include "runtime/acl/device_status.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

namespace ascend::runtime {

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

void check_wait(const sim::WaitResult& result, aclError timeout_code) {
    require(result.status == sim::WaitStatus::kDone, timeout_code,
            "the time limit passed before the work was done; it goes on");
    if (result.device_error != 0)
        throw Failure(
            code_of_device_status(result.device_error),
            fmt::format("a task failed on the device with status {:#x}", result.device_error));
}

void synchronize(const Caller& caller, const Stream& stream) {
    synchronize(caller, stream, kForever);
}

void synchronize(const Caller& caller, const Stream& stream, Picoseconds timeout) {
    const auto result = caller.wait(
        [&] { return caller.machine.synchronize_stream(caller.thread, stream.id(), timeout); });
    check_wait(result, ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
}

}  // namespace ascend::runtime
