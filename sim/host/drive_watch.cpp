// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "sim/host/drive.h"

/// What a drive does while nothing may happen: it waits for threads that run user code, which it
/// cannot see, and decides when to stop waiting for them.
namespace ascend::sim {
namespace {

constexpr std::chrono::milliseconds kLookAgain{1};

}  // namespace

/// How far kernel time may go towards `next`. With a thread that was let go and may come back, idle
/// time (nothing due but a deadline) passes no faster than the wall clock: a loop of timed waits
/// beside a long accept() must not race ahead.
Picoseconds Drive::paced(const HostKey& next) {
    if (next.time == kForever || !anyone(HostThreadState::kLetGo)) return next.time;
    const HostThread& thread = *threads_[next.index];
    if (thread.state != HostThreadState::kWaiting || !thread.inbox.empty()) return next.time;
    const Picoseconds activity = kernel_.next_activity();
    if (activity < next.time) return activity + Picoseconds(1);
    const auto wall = std::chrono::steady_clock::now();
    if (paced_until_ != next.time) {
        paced_until_ = next.time;
        paced_since_ = wall;
    }
    const std::chrono::nanoseconds idle((next.time - kernel_.now()).count() / 1000);
    return wall - paced_since_ < idle ? kernel_.now() : next.time;
}

void Drive::stand_by(Lock& lock, HostThread& thread) {
    if (watch_ == nullptr && !driving_) watch_ = &thread;
    if (watch_ == &thread) {
        watch(lock, thread);
    } else {
        thread.wake.wait(lock);
    }
}

void Drive::watch(Lock& lock, HostThread& thread) {
    thread.wake.wait_for(lock, kLookAgain);
    let_go_of_absent_threads();
    notice_deadlock();
}

void Drive::appoint_watch() {
    if (watch_ != nullptr) return;
    const auto waiting = std::find_if(live_.begin(), live_.end(),
                                      [](const HostThread* thread) { return thread->in_call(); });
    if (waiting == live_.end()) return;
    watch_ = *waiting;
    watch_->wake.notify_one();
}

/// Only of those that hold kernel time back.
void Drive::let_go_of_absent_threads() {
    if (driving_) return;
    for (HostThread* thread : live_) {
        if (thread->bound().time <= kernel_.now() &&
            thread->os.gone(thread->calls, options_.grace)) {
            thread->state = HostThreadState::kLetGo;
        }
    }
}

/// Every managed thread waits without a deadline and the device has nothing left to do. A thread
/// that we do not know may still come to the rescue, so this is said only after a while, once.
void Drive::notice_deadlock() {
    const bool stuck = !driving_ && next_action().time == kForever &&
                       !anyone(HostThreadState::kRunning) && !anyone(HostThreadState::kLetGo) &&
                       kernel_.next_activity() == kForever;
    const auto wall = std::chrono::steady_clock::now();
    if (!stuck || !stuck_) stuck_since_ = wall;
    stuck_ = stuck;
    if (!stuck || deadlock_noticed_ || wall - stuck_since_ < options_.deadlock_notice) return;
    deadlock_noticed_ = true;
    std::string waits;
    for (const HostThread* thread : live_) {
        if (!thread->in_call()) continue;
        waits += fmt::format("{}thread {} waits for {}", waits.empty() ? "" : ", ", thread->index,
                             thread->wait->what);
    }
    std::fprintf(stderr, "ascend-sim: deadlock: nothing on the devices can end a wait: %s\n",
                 waits.c_str());
}

}  // namespace ascend::sim
