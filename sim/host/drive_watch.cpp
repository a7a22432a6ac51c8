// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "sim/host/drive.h"

/// What a drive does while nothing may happen: it waits for threads that run user code, which it
/// cannot see, and decides when to stop waiting for them.
namespace ascend::sim {
namespace {

constexpr std::chrono::nanoseconds kLookAgain = std::chrono::milliseconds(1);

}  // namespace

/// Wall time as a point of simulated time (`--clock paced`).
Picoseconds Drive::wall_time() const {
    return nanoseconds((wall_now() - started_).count());
}

/// How far kernel time may go towards `next`. With a wait for the outside world, or a thread that
/// was let go and may come back, idle time (nothing due but a deadline) passes no faster than the
/// wall clock: a loop of timed waits beside a long accept() must not race ahead.
Picoseconds Drive::paced(const HostKey& next) {
    if (options_.paced) return std::min(next.time, wall_time());
    if (next.time == kForever) return next.time;
    if (!anyone(HostThreadState::kLetGo) && !anyone(HostThreadState::kOutside)) return next.time;
    const HostThread& thread = *threads_[next.index];
    const bool waits =
        thread.state == HostThreadState::kWaiting || thread.state == HostThreadState::kOutside;
    if (!waits || !thread.inbox.empty()) return next.time;
    const Picoseconds activity = kernel_->next_activity();
    if (activity < next.time) return activity + Picoseconds(1);
    const auto wall = wall_now();
    if (paced_until_ != next.time) {
        paced_until_ = next.time;
        paced_since_ = wall;
    }
    const std::chrono::nanoseconds idle((next.time - kernel_->now()).count() / 1000);
    return wall - paced_since_ < idle ? kernel_->now() : next.time;
}

void Drive::sleep(Lock& lock, HostThread& thread, std::chrono::nanoseconds timeout) {
    thread.link->woken.store(0, std::memory_order_seq_cst);
    if (thread.link->signalled && thread.state == HostThreadState::kWaiting) return;
    lock.unlock();
    futex_wait(thread.link->woken, 0, timeout);
    lock.lock();
}

void Drive::stand_by(Lock& lock, HostThread& thread) {
    if (watch_ == nullptr && !driving_) watch_ = &thread;
    if (watch_ == &thread) {
        watch(lock, thread);
    } else {
        sleep(lock, thread, std::chrono::nanoseconds(-1));
    }
}

void Drive::watch(Lock& lock, HostThread& thread) {
    auto until = kLookAgain;
    if (options_.paced && !driving_) {
        const Picoseconds next = std::min(next_action().time, kernel_->next_activity());
        const std::chrono::nanoseconds wait((next - wall_time()).count() / 1000 + 1);
        until = std::clamp(wait, std::chrono::nanoseconds(1), kLookAgain);
    }
    sleep(lock, thread, until);
    let_go_of_absent_threads();
    notice_deadlock(lock);
}

void Drive::appoint_watch() {
    if (watch_ != nullptr) return;
    const auto waiting = std::find_if(live_.begin(), live_.end(),
                                      [](const HostThread* thread) { return thread->in_call(); });
    if (waiting == live_.end()) return;
    watch_ = *waiting;
    watch_->wake();
}

/// Only of those that hold kernel time, or the turn, back.
void Drive::let_go_of_absent_threads() {
    if (driving_ || stopped_ || options_.paced) return;
    for (HostThread* thread : live_) {
        if (thread->state != HostThreadState::kRunning || !thread->os) continue;
        if (thread->awaiting > 0 || thread->link->inside > 0) continue;
        const auto calls = thread->calls + static_cast<std::uint64_t>(thread->link->clock.load());
        const bool holds_back = thread->clock <= kernel_->now() || thread == turn_;
        if (!holds_back || !thread->os->gone(calls, options_.grace, options_.asleep_grace))
            continue;
        thread->state = HostThreadState::kLetGo;
        deterministic_ = false;
        if (turn_ == thread) turn_ = nullptr;
    }
}

/// Every managed thread waits without a deadline and the device has nothing left to do. A thread
/// that we do not know may still come to the rescue, so this is said only after a while, once.
void Drive::notice_deadlock(Lock& lock) {
    const bool stuck = !driving_ && !stopped_ && next_action().time == kForever &&
                       next_bound().time == kForever && !anyone(HostThreadState::kLetGo) &&
                       !anyone(HostThreadState::kOutside) && !anyone(HostThreadState::kRunning) &&
                       kernel_->next_activity() == kForever;
    const auto wall = wall_now();
    if (!stuck || !stuck_) stuck_since_ = wall;
    stuck_ = stuck;
    if (!stuck || deadlock_noticed_ || wall - stuck_since_ < options_.deadlock_notice) return;
    const std::string waits = who_waits();
    if (options_.on_deadlock == nullptr) {
        std::fprintf(stderr, "ascend-sim: deadlock: nothing on the devices can end a wait: %s\n",
                     waits.c_str());
        deadlock_noticed_ = true;
        return;
    }
    lock.unlock();
    const bool done = options_.on_deadlock(waits, wall - stuck_since_);
    lock.lock();
    deadlock_noticed_ = deadlock_noticed_ || done;
}

std::string Drive::who_waits() const {
    std::string waits;
    for (const HostThread* thread : live_) {
        if (!thread->in_call() || thread->link->helper) continue;
        waits += fmt::format("{}thread {} waits for {}", waits.empty() ? "" : ", ", thread->index,
                             thread->wait->what);
    }
    return waits;
}

}  // namespace ascend::sim
