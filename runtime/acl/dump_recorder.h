// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <thread>

#include "acl/acl_dump.h"
#include "runtime/acl/dump_file.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

struct Caller;

/// Where dump files go: to the program's callback in chunks, or to the disk. Thread-safe; one file
/// at a time. source: facts acl_semantics.md 7.3
class DumpOutlet {
  public:
    using Callback = std::int32_t (*)(const acldumpChunk*, std::int32_t);

    /// Null: to the disk.
    void set_callback(Callback callback);
    /// A file that cannot be written is reported on stderr.
    void deliver(const DumpFile& file);

  private:
    std::mutex one_file_;
    std::mutex mutex_;
    Callback callback_ = nullptr;
};

/// The thread that delivers what models leave on one device: a host thread as any other, which
/// waits for the device to report the end of each dumped execution.
class DumpRecorder {
  public:
    /// Starts the thread.
    DumpRecorder(Caller& caller, sim::DeviceId device, DumpOutlet& outlet);

    /// Call after the execution was queued in `stream`: its files follow its end.
    void follow(Caller& caller, sim::StreamId stream, DumpedExecution execution);
    /// Waits until everything is delivered, and ends the thread.
    void stop(Caller& caller);

  private:
    struct Job {
        sim::StreamId stream = 0;
        DumpedExecution execution;
    };
    void run(sim::Machine& machine);
    void deliver(const DumpedExecution& execution, Picoseconds time);
    void wait_for_executions(Caller& caller);
    Job take(std::uint64_t token);

    DumpOutlet& outlet_;
    std::uint32_t queue_;
    sim::StreamId stream_;  ///< for the end mark
    std::mutex mutex_;
    std::map<std::uint64_t, Job> jobs_;  ///< by token
    std::uint64_t last_token_ = 0;
    std::thread thread_;
};

}  // namespace ascend::runtime
