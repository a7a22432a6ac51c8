// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

class Capture;
class GroupUpdate;

/// What a stream was made with.
struct StreamSettings {
    std::uint32_t priority = 0;  ///< 0 (highest) .. 7
    std::uint32_t flags = 0;     ///< known ACL_STREAM bits
};

/// A queue of one device's task scheduler, as a context owns it.
class Stream {
  public:
    Stream(std::weak_ptr<Context> context, sim::StreamId id, StreamSettings settings = {})
        : context_(std::move(context)), settings_(settings), id_(id) {}

    std::shared_ptr<Context> context() const { return context_.lock(); }
    const StreamSettings& settings() const { return settings_; }
    /// The machine's stream; an abort puts another in its place.
    sim::StreamId id() const { return id_; }
    aclrtStream handle() const { return handle_; }
    void set_handle(aclrtStream handle) { handle_ = handle; }

    /// Takes an abort's new machine stream; waits that began before it see that aborts() changed.
    void replace(sim::StreamId id);
    std::uint32_t aborts() const { return aborts_; }

    /// The number of the next task: 16 bits that wrap. source: facts 1.5
    std::uint16_t count_task() const { return tasks_++; }
    std::uint16_t tasks() const { return tasks_; }

    /// The capture that takes this stream's tasks, if any.
    std::shared_ptr<Capture> capture() const;
    void set_capture(std::shared_ptr<Capture> capture) const;
    /// The update of a captured group that takes this stream's tasks, if any.
    std::shared_ptr<GroupUpdate> group_update() const;
    void set_group_update(std::shared_ptr<GroupUpdate> update) const;

    mutable std::atomic<bool> reports_overflow = false;
    /// aclrtLaunchHostFunc was called for it: no thread of the program can serve it any more.
    mutable std::atomic<bool> launches_host_functions = false;

  private:
    std::weak_ptr<Context> context_;
    const StreamSettings settings_;
    std::atomic<sim::StreamId> id_;
    std::atomic<std::uint32_t> aborts_ = 0;
    mutable std::atomic<std::uint16_t> tasks_ = 0;
    aclrtStream handle_ = nullptr;  ///< null: hidden
    mutable std::mutex mutex_;
    mutable std::shared_ptr<Capture> capture_;
    mutable std::shared_ptr<GroupUpdate> group_update_;
};

/// Makes a stream in the current context. Priorities beyond 7 count as 7, unknown flags are
/// dropped. Throws Failure: 100000 for null, 107002, 207008. source: facts 1.2
void create_stream(Caller& caller, aclrtStream* handle, StreamSettings settings);
/// The stream of a handle; null: the default one. Throws Failure: 107002, or 107017 when the handle
/// is destroyed or foreign.
std::shared_ptr<Stream> any_stream(Caller& caller, aclrtStream handle);
/// The same, of the current context. Throws Failure{107003} for one of another context.
std::shared_ptr<Stream> own_stream(Caller& caller, aclrtStream handle);

/// Queues a task, or gives it to the capture or group update that the stream is under. Throws
/// Failure: the code that stopped the context, where it stops on failures. source: facts 1.8
void submit(Caller& caller, const Stream& stream, sim::Task task);
/// Throws Failure{107027} for a stream that is being captured.
void refuse_captured(const Stream& stream);

/// Milliseconds of a ...WithTimeout call. Throws Failure{107000} for 0 or less than -1.
Picoseconds parse_timeout(std::int32_t milliseconds);
/// Throws Failure: `timeout_code` when time ran out, else the code of the device's error.
void check_wait(const sim::WaitResult& result, aclError timeout_code);
/// Waits for one stream and wakes up. Throws Failure: 507046 when `timeout` passed, 107023 when the
/// stream was aborted meanwhile, 107027 when it is being captured, the code that stopped the
/// context, else as check_wait().
void synchronize(const Caller& caller, const Stream& stream, Picoseconds timeout);
void synchronize(const Caller& caller, const Stream& stream);

}  // namespace ascend::runtime
