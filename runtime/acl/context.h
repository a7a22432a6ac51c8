// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "acl/acl_rt.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

class HostFunctionThread;
class Simulator;
class Stream;
struct Caller;

/// A set of streams on one device, with a default stream of its own. Thread-safe.
class Context : public std::enable_shared_from_this<Context> {
  public:
    Context(sim::DeviceId device, bool primary) : device_(device), primary_(primary) {}

    /// Makes the default stream; call once, when the context is shared.
    void open(Simulator& simulator, sim::HostThreadId thread);
    /// Destroys its streams without waiting for what they hold; the context is dead afterwards.
    void close(Simulator& simulator, sim::HostThreadId thread);

    /// Throws Failure{207008} when the device has no stream left.
    std::shared_ptr<Stream> create_stream(Simulator& simulator, sim::HostThreadId thread,
                                          std::uint32_t priority, std::uint32_t flags = 0);
    /// Waits for the stream's tasks, or drops them with `force`.
    void destroy_stream(Simulator& simulator, sim::HostThreadId thread, const Stream& stream,
                        bool force);

    sim::DeviceId device() const { return device_; }
    bool primary() const { return primary_; }
    bool alive() const;
    std::shared_ptr<Stream> default_stream() const;
    /// The stream that synchronous copies run in; not visible to the program.
    std::shared_ptr<Stream> copy_stream(Simulator& simulator, sim::HostThreadId thread);
    /// Drops what a stream holds, running tasks included; it can be used again. Waits for it end
    /// with 107023. source: facts 1.9
    void abort_stream(Simulator& simulator, sim::HostThreadId thread, Stream& stream);
    /// Queues a function for the context's own thread, which starts with the first one.
    void launch_host_function(Caller& caller, const Stream& stream, aclrtHostFunc function,
                              void* arguments);
    /// All of its streams on the machine, hidden ones included.
    std::vector<sim::StreamId> machine_streams() const;

    /// The first failure of a task stops the whole context from now on. source: facts 1.8
    void stop_on_failure(sim::Machine& machine, sim::HostThreadId thread);
    bool stops_on_failure() const { return stops_on_failure_; }
    /// Keeps the first code when the context stops on failures.
    void note_failure(aclError code);
    /// Throws Failure with the code that stopped the context, also by a task that failed only now.
    void check_failure(const Caller& caller);

    /// Drops everything that its streams hold; its calls return 107022 until the device is reset.
    /// source: facts 1.9
    void abort(Simulator& simulator, sim::HostThreadId thread);
    void end_abort() { aborted_ = false; }

    aclrtContext handle() const { return handle_; }
    void set_handle(aclrtContext handle) { handle_ = handle; }

  private:
    const sim::DeviceId device_;
    const bool primary_;
    aclrtContext handle_ = nullptr;
    std::atomic<bool> stops_on_failure_ = false;
    std::atomic<aclError> failure_ = ACL_SUCCESS;
    std::atomic<bool> aborted_ = false;
    mutable std::mutex mutex_;
    bool alive_ = true;
    std::vector<std::shared_ptr<Stream>> streams_;  ///< [0] is the default stream
    std::shared_ptr<Stream> copy_stream_;
    std::shared_ptr<HostFunctionThread> host_functions_;
};

/// The thread's current context. Sets the default device of aclInit's configuration when there is
/// none. Throws Failure{107002}.
std::shared_ptr<Context> current_context(Caller& caller);

}  // namespace ascend::runtime
