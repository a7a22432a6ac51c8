// SPDX-License-Identifier: Apache-2.0
#include "runtime/shim/timers.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "runtime/shim/object.h"
#include "sim/host/host_mutex.h"

namespace ascend::shim {
namespace {

struct Timer {
    std::function<void()> expire;
    std::int64_t deadline = kNoTimeout;
    std::int64_t interval = 0;
};

struct Timers {
    sim::HostMutex mutex;
    std::map<TimerId, Timer> timers;
    TimerId last = 0;
    bool has_thread = false;
};

Timers& all() {
    static Timers& instance = *new Timers;
    return instance;
}

std::int64_t first_deadline() {
    const std::lock_guard lock(all().mutex);
    std::int64_t first = kNoTimeout;
    for (const auto& [id, timer] : all().timers) first = std::min(first, timer.deadline);
    return first;
}

/// What is due, in order of the timers' creation; sets the next expirations.
std::vector<std::function<void()>> take_due(std::int64_t now) {
    const std::lock_guard lock(all().mutex);
    std::vector<std::function<void()>> due;
    for (auto& [id, timer] : all().timers) {
        if (timer.deadline > now) continue;
        due.push_back(timer.expire);
        timer.deadline = timer.interval > 0 ? timer.deadline + timer.interval : kNoTimeout;
    }
    return due;
}

void wait_for_next(Thread& self) {
    {
        Objects objects;
        self.link.permit = false;
        objects.at(&all()).append(self);
    }
    const std::int64_t deadline = first_deadline();
    const std::int64_t left =
        deadline >= kNoTimeout ? kNoTimeout : std::max<std::int64_t>(0, deadline - self.link.clock);
    await_permit(self, &all(), "a timer", left, Interruption::kNone);
}

void* serve_timers(void*) {
    Thread& self = this_thread();
    for (;;) {
        const Operation operation(self, 0);
        for (const auto& expire : take_due(self.link.clock)) expire();
        wait_for_next(self);
    }
}

TimerSetting setting_of(const Timer& timer, std::int64_t now) {
    if (timer.deadline >= kNoTimeout) return {};
    return {std::max<std::int64_t>(1, timer.deadline - now), timer.interval};
}

}  // namespace

TimerId make_timer(std::function<void()> expire) {
    const std::lock_guard lock(all().mutex);
    all().timers[++all().last].expire = std::move(expire);
    return all().last;
}

TimerSetting set_timer(TimerId id, const TimerSetting& setting) {
    Thread& self = this_thread();
    const std::int64_t now = self.link.clock;
    TimerSetting before;
    bool needs_thread = false;
    {
        const std::lock_guard lock(all().mutex);
        Timer& timer = all().timers.at(id);
        before = setting_of(timer, now);
        timer.deadline = setting.value > 0 ? now + setting.value : kNoTimeout;
        timer.interval = setting.interval;
        needs_thread = !std::exchange(all().has_thread, true);
    }
    if (needs_thread) start_helper(serve_timers);
    wake(&all(), 1);
    return before;
}

TimerSetting timer_setting(TimerId id) {
    const std::lock_guard lock(all().mutex);
    return setting_of(all().timers.at(id), this_thread().link.clock);
}

void delete_timer(TimerId id) {
    const std::lock_guard lock(all().mutex);
    all().timers.erase(id);
}

}  // namespace ascend::shim
