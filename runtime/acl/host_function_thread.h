// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <thread>

#include "acl/acl_rt.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

class Stream;
struct Caller;

/// The thread that runs the functions of aclrtLaunchHostFunc for one context: a host thread as any
/// other, made when it is first needed. Every function holds its stream back until it has returned.
/// source: facts 3.5
class HostFunctionThread {
  public:
    /// Starts the thread.
    HostFunctionThread(Caller& caller, sim::DeviceId device);

    void launch(Caller& caller, const Stream& stream, aclrtHostFunc function, void* arguments);
    /// Runs what is due, and ends the thread.
    void stop(sim::Machine& machine, sim::HostThreadId thread);

  private:
    struct Function {
        aclrtHostFunc function = nullptr;
        void* arguments = nullptr;
    };
    void run(sim::Machine& machine);
    Function take(std::uint64_t token);

    std::uint32_t queue_;
    sim::StreamId stream_;  ///< for the end mark
    std::mutex mutex_;
    std::map<std::uint64_t, Function> functions_;  ///< by token
    std::uint64_t last_token_ = 0;
    std::thread thread_;
};

}  // namespace ascend::runtime
