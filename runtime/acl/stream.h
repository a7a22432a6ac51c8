// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

/// A queue of one device's task scheduler, as a context owns it.
class Stream {
  public:
    Stream(std::weak_ptr<Context> context, sim::StreamId id)
        : context_(std::move(context)), id_(id) {}

    std::shared_ptr<Context> context() const { return context_.lock(); }
    sim::StreamId id() const { return id_; }
    aclrtStream handle() const { return handle_; }
    void set_handle(aclrtStream handle) { handle_ = handle; }

  private:
    std::weak_ptr<Context> context_;
    const sim::StreamId id_;
    aclrtStream handle_ = nullptr;  ///< null: hidden
};

/// The stream of a handle; null: the default one. Throws Failure: 107002, or 107017 when the handle
/// is destroyed or foreign.
std::shared_ptr<Stream> any_stream(Caller& caller, aclrtStream handle);
/// The same, of the current context. Throws Failure{107003} for one of another context.
std::shared_ptr<Stream> own_stream(Caller& caller, aclrtStream handle);

/// Milliseconds of a ...WithTimeout call. Throws Failure{107000} for 0 or less than -1.
Picoseconds parse_timeout(std::int32_t milliseconds);
/// Throws Failure: `timeout_code` when time ran out, else the code of the device's error.
void check_wait(const sim::WaitResult& result, aclError timeout_code);
/// Waits for one stream and wakes up. Throws Failure: 507046 when `timeout` passed, else as
/// check_wait().
void synchronize(const Caller& caller, const Stream& stream, Picoseconds timeout);
void synchronize(const Caller& caller, const Stream& stream);

}  // namespace ascend::runtime
