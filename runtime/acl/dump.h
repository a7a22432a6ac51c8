// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "runtime/acl/dump_recorder.h"

namespace ascend::runtime {

class Stream;

/// aclmdlInitDump to aclmdlFinalizeDump: which operators leave what, and where it goes.
/// Thread-safe.
/// source: facts acl_semantics.md 7
class Dump {
  public:
    /// Throws Failure: 100001 before aclInit, 100002 the second time, 100044 when aclInit's file
    /// had set the dump.
    void initialise(bool after_init);
    /// For models that are loaded from now on. Throws Failure: 100045 before initialise(), 100000
    /// for null, and as read_dump_configuration().
    void configure(Caller& caller, const char* file);
    /// The same from the file of aclInit, if it has an object "dump".
    void configure_from_init(Caller& caller, const char* file);
    /// Delivers what is outstanding and stops. Throws Failure{100045}.
    void finalise(Caller& caller);
    /// The same when the dump runs, nothing otherwise (aclFinalize).
    void stop(Caller& caller);

    /// Throws Failure{500001} for a null callback or a flag that is not 0.
    void set_callback(DumpOutlet::Callback callback, std::int32_t flag);
    void clear_callback() { outlet_.set_callback(nullptr); }

    /// What a model that is being loaded will leave; null: nothing.
    std::shared_ptr<const DumpPlan> plan(const models::Program& program) const;
    /// Call after an execution was queued in `stream`. Nothing happens when its step is left out,
    /// or the dump has been finalised since the load.
    void follow(Caller& caller, sim::StreamId stream, DumpedExecution execution);
    /// Call after an operator outside models was queued in `stream`. Nothing happens when single
    /// operators are not dumped, or the stream is under capture.
    void follow(Caller& caller, const Stream& stream, const sim::TaskInfo& single_operator);

  private:
    enum class State { kOff, kInitialised, kSetByInit };
    void use(Caller& caller, const char* file);
    DumpRecorder& recorder(Caller& caller, sim::DeviceId device);

    mutable std::mutex mutex_;
    State state_ = State::kOff;
    DumpPlan next_plan_;  ///< without a configuration: nothing is dumped
    DumpOutlet outlet_;
    std::mutex recorders_mutex_;
    std::map<sim::DeviceId, std::unique_ptr<DumpRecorder>> recorders_;
};

}  // namespace ascend::runtime
