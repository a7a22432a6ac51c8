// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <systemc>

#include "sim/device/progress.h"
#include "sim/device/simulated_time.h"
#include "traces/units.h"

namespace ascend::sim {

/// The one sc_event of an engine, set to the earliest time at which its process has work.
class Alarm {
  public:
    Alarm(const char* name, Progress& progress) : event_(name), progress_(progress) {}

    const sc_core::sc_event& event() const { return event_; }

    /// The process runs at `time` at the latest: in the next delta cycle if that is now.
    void set(Picoseconds time) {
        if (time >= set_for_) return;
        set_for_ = time;
        event_.notify(to_sc_time(time - simulated_now()));
    }

    /// As set(), but gives up an earlier time: what was due then no longer is.
    void put_off(Picoseconds time) {
        event_.cancel();
        set_for_ = kForever;
        set(time);
    }

    /// The process runs: call first, then set() the alarm again.
    void acknowledge() {
        set_for_ = kForever;
        progress_.count_activation();
    }

  private:
    sc_core::sc_event event_;
    Progress& progress_;
    Picoseconds set_for_{kForever};
};

}  // namespace ascend::sim
