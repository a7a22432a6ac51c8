// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace ascend::shim {

/// How a timer is set, in picoseconds; `value` 0: it is not running.
struct TimerSetting {
    std::int64_t value = 0;     ///< until it expires next
    std::int64_t interval = 0;  ///< between expirations after that; 0: only once
};

using TimerId = int;

/// A timer of simulated time; `expire` runs in a thread of the shim's own, made on first use.
TimerId make_timer(std::function<void()> expire);
/// Returns how it was set.
TimerSetting set_timer(TimerId id, const TimerSetting& setting);
TimerSetting timer_setting(TimerId id);
void delete_timer(TimerId id);

}  // namespace ascend::shim
