// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "acl/acl_rt.h"
#include "sim/device/device_error.h"

/// What is known of a task that failed on the device.
struct rtExceptionInfo {
    std::uint32_t task_id = 0, stream_id = 0, thread_id = 0, device_id = 0;
    std::uint32_t code = 0;  ///< as a synchronisation returns it
};

namespace ascend::runtime {

class Context;
struct Caller;

/// The program's functions that hear of failed tasks: one that aclrtSetExceptionInfoCallback
/// replaces, and a set. Thread-safe. source: facts 3.6
class ExceptionCallbacks {
  public:
    void set(aclrtExceptionInfoCallback callback);
    /// False when it is registered already.
    bool add(aclrtExceptionInfoCallback callback);
    /// False when it is not registered.
    bool remove(aclrtExceptionInfoCallback callback);
    /// Calls all of them, without a lock, in the calling thread.
    void call(rtExceptionInfo& info) const;

  private:
    mutable std::mutex mutex_;
    aclrtExceptionInfoCallback single_ = nullptr;
    std::vector<aclrtExceptionInfoCallback> more_;
};

/// Tasks of the context failed: tells the program's callbacks, and the context where it stops on
/// failures. Ends of sequences and normal aborts are no exceptions.
void report_failures(const Caller& caller, Context* context,
                     const std::vector<sim::TaskFailure>& failures);

}  // namespace ascend::runtime
