// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "acl/acl_base.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

class Context;

/// What belongs to one host thread.
class ThreadState {
  public:
    static ThreadState& of_this_thread();
    ~ThreadState();

    /// Makes the thread managed on first use.
    sim::HostThreadId id(sim::Machine& machine);
    /// Keeps a failure for aclGetRecentErrMsg, aclrtGetLastError and ascend_sim_error.
    void report(const char* function, aclError code, const std::string& message);
    /// Text since the last call, or null; valid until the next call.
    const char* take_recent();

    std::shared_ptr<Context> context;  ///< last one set; may be destroyed meanwhile
    aclError last_code = ACL_SUCCESS;
    std::optional<std::uint32_t> last_task;  ///< number of the task that it queued last
    std::string error;                       ///< one line, of the last failing call

  private:
    struct Owner;

    std::optional<sim::HostThreadId> id_;
    sim::Machine* machine_ = nullptr;
    std::string recent_, handed_out_;
};

}  // namespace ascend::runtime
