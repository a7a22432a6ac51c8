// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>

#include "acl/acl_rt.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

class Stream;
struct Caller;

/// Which thread serves the callbacks of which stream, and the callbacks that are queued. A thread
/// has one report queue, for streams of one device; a stream has one thread. Thread-safe.
/// source: facts 3
class CallbackTable {
  public:
    using ThreadKey = std::uint64_t;  ///< pthread_self(), as the program says it

    /// Throws Failure: 107011 the stream has a thread; 107012 it has this one, or the thread serves
    /// another device.
    void subscribe(Caller& caller, ThreadKey thread, const Stream& stream);
    /// Throws Failure: 107011 the stream has no thread; 107012 it has another.
    void unsubscribe(Caller& caller, ThreadKey thread, const Stream& stream);
    /// Queues the callback. Throws Failure{107015} when nobody serves the stream.
    void launch(Caller& caller, const Stream& stream, aclrtCallback function, void* user_data,
                bool blocking);
    /// Waits for a callback and runs all that are due, in the calling thread. Throws Failure:
    /// 107012 the thread serves no stream; 507012 nothing came in time.
    void process(Caller& caller, ThreadKey thread, Picoseconds timeout);

    /// A thread serves the stream.
    bool serves(const Stream& stream) const;
    /// The stream's machine stream is another one now.
    void rename(sim::StreamId from, sim::StreamId to);
    /// The stream goes: so does its subscription.
    void forget(sim::Machine& machine, sim::HostThreadId thread, const Stream& stream);
    void clear(sim::Machine& machine, sim::HostThreadId thread);

  private:
    static constexpr std::size_t kMostServers = 128;  ///< report groups. source: facts 3.1
    struct Server {
        sim::DeviceId device = 0;
        std::uint32_t queue = 0;
        std::set<sim::StreamId> streams;
    };
    struct Callback {
        aclrtCallback function = nullptr;
        void* user_data = nullptr;
    };
    bool join_queue(ThreadKey thread, const Stream& stream);
    void leave_queue(sim::Machine& machine, sim::HostThreadId host_thread, ThreadKey thread,
                     sim::StreamId stream);
    std::uint32_t queue_of_thread(ThreadKey thread) const;
    void run(Caller& caller, std::uint32_t queue, const sim::Report& report);

    mutable std::mutex mutex_;
    std::map<ThreadKey, Server> servers_;
    std::map<sim::StreamId, ThreadKey> thread_of_stream_;
    std::map<std::uint64_t, Callback> queued_;  ///< by token
    std::uint64_t last_token_ = 0;
};

}  // namespace ascend::runtime
