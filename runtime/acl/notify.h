// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "acl/acl_rt.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

struct Caller;
class Stream;

/// A flag between streams of one device: a record sets it, a wait passes and clears it.
/// source: facts 2.9
class Notify {
  public:
    /// Throws Failure{207009} when the device has none left.
    explicit Notify(Caller& caller);

    sim::EventId id() const { return id_; }
    void record(Caller& caller, const Stream& stream) const;
    /// A limit that passes shows as 107020 at the next synchronisation.
    void wait(Caller& caller, const Stream& stream, Picoseconds limit) const;
    void reset(Caller& caller, const Stream& stream) const;
    void release(sim::Machine& machine, sim::HostThreadId thread) const;

  private:
    sim::EventId id_ = 0;
};

/// Throws Failure: 100000 for null, 107017 when destroyed or foreign.
std::shared_ptr<Notify> find_notify(Caller& caller, aclrtNotify handle);

}  // namespace ascend::runtime
