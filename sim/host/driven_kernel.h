// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "traces/units.h"

namespace ascend::sim {

struct HostAction;
struct HostThread;

/// The simulated machine as the drive sees it. Called by one thread at a time.
class DrivenKernel {
  public:
    virtual ~DrivenKernel() = default;

    virtual Picoseconds now() const = 0;
    /// When the next process is due: now() if one is due at once, kForever if none is left.
    virtual Picoseconds next_activity() const = 0;
    /// Executes everything that is due before `limit` and moves time there, but leaves what is due
    /// at `limit`. With kForever, time stays at the last thing executed. Returns true, possibly
    /// early (all of that instant executed), when something changed that a waiting thread asked
    /// for.
    virtual bool run_until(Picoseconds limit) = 0;
    /// A host action at now(). Returns true as run_until() does.
    virtual bool apply(const HostThread& thread, HostAction& action) = 0;
};

}  // namespace ascend::sim
