// SPDX-License-Identifier: Apache-2.0
#include "sim/host/drive.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ascend::sim {

Drive::Drive(DrivenKernel& kernel, const DriveOptions& options)
    : kernel_(&kernel), options_(options) {}

Drive::Drive(const DriveOptions& options) : Drive(idle_, options) {}

Picoseconds Drive::clock(HostThread& thread) {
    const Lock lock = hold();
    return thread.clock;
}

void Drive::spend(HostThread& thread, Picoseconds cost) {
    const Lock lock = enter(thread);
    thread.clock += cost;
}

Drive::Lock Drive::hold() {
    return {mutex_, options_.link_source};
}

Drive::Lock Drive::enter(HostThread& thread) {
    Lock lock = hold();
    ++thread.calls;
    if (options_.paced) thread.clock = std::max(thread.clock, wall_time());
    if (thread.state == HostThreadState::kLetGo) {
        if (!thread.os) thread.os.emplace();
        thread.clock = std::max(thread.clock, kernel_->now());
        resume(thread);
        await(lock, thread);
    }
    return lock;
}

void Drive::post(HostThread& thread, HostAction action) {
    action.time = thread.clock;
    thread.inbox.push_back(std::move(action));
    if (options_.one_at_a_time) thread.link->alone_until = 0;
}

void Drive::act(HostThread& thread, std::function<void()> action) {
    HostWait turn;
    turn.begin = std::move(action);
    wait(thread, turn);
}

WaitStatus Drive::wait(HostThread& thread, const HostWait& wait) {
    Lock lock = enter(thread);
    thread.wait = &wait;
    thread.state = HostThreadState::kTurn;
    if (turn_ == &thread) turn_ = nullptr;
    await(lock, thread);
    if (thread.failure) std::rethrow_exception(std::exchange(thread.failure, nullptr));
    return thread.outcome;
}

void Drive::await(Lock& lock, HostThread& thread) {
    ++thread.awaiting;
    while (thread.state != HostThreadState::kRunning) {
        if (!driving_ && !draining_ && !stopped_) {
            driving_ = true;
            drive(lock, thread);
            free_drive();
        }
        if (thread.state != HostThreadState::kRunning) stand_by(lock, thread);
        if (thread.state == HostThreadState::kRunning && thread.suspended != nullptr) {
            handle_signals(lock, thread);
        }
    }
    --thread.awaiting;
    if (watch_ == &thread) watch_ = nullptr;
    if (options_.one_at_a_time) {
        appoint_watch();
    } else {
        pass_drive();
    }
}

void Drive::drive(Lock& lock, const HostThread& thread) {
    while (thread.state != HostThreadState::kRunning && !draining_ && !stopped_) {
        if (!step(lock)) return;
        stuck_ = false;
    }
}

/// The next host action if its time has come and no running thread can act before it; otherwise
/// kernel time moves on as far as it may, and where it stops for a thread, that thread gets the
/// turn. False: nothing may happen before a running thread acts.
bool Drive::step(Lock& lock) {
    interrupt_signalled();
    const HostKey action = next_action();
    const HostKey bound = next_bound();
    const Picoseconds now = kernel_->now();
    if (action.time <= now && action < bound) {
        paced_until_ = kForever;
        perform(*threads_[action.index]);
        return true;
    }
    if (bound.time <= now && bound < action) return give_turn(*threads_[bound.index]);
    const Picoseconds limit = paced(std::min(action, bound));
    if (limit <= now) return false;
    if (limit == kForever && kernel_->next_activity() == kForever) return false;
    run(lock, limit);
    return true;
}

void Drive::run(Lock& lock, Picoseconds limit) {
    lock.unlock();
    const bool changed = kernel_->run_until(limit);
    lock.lock();
    if (std::exchange(look_again_, false) || changed) end_waits_that_are_ready();
}

void Drive::perform(HostThread& thread) {
    if (!thread.inbox.empty()) {
        const bool changed = kernel_->apply(thread, thread.inbox.front());
        thread.inbox.pop_front();
        if (changed) end_waits_that_are_ready();
        if (thread.state == HostThreadState::kDetached && thread.inbox.empty()) {
            std::erase(live_, &thread);
        }
    } else if (thread.state == HostThreadState::kTurn) {
        begin(thread);
    } else {
        end_wait(thread, WaitStatus::kTimeout);
    }
}

void Drive::begin(HostThread& thread) {
    try {
        if (thread.wait->begin) thread.wait->begin();
    } catch (...) {
        thread.failure = std::current_exception();
        return end_wait(thread, WaitStatus::kDone);
    }
    thread.state = HostThreadState::kWaiting;
    thread.clock = std::max(thread.clock, kernel_->now());
    const Picoseconds timeout = thread.wait->timeout;
    thread.deadline = timeout < kForever - thread.clock ? thread.clock + timeout : kForever;
    if (!thread.wait->ready && !thread.wait->by_permit) end_wait(thread, WaitStatus::kDone);
    end_waits_that_are_ready();
}

void Drive::end_wait(HostThread& thread, WaitStatus outcome) {
    const bool outside = thread.state == HostThreadState::kOutside;
    thread.clock = std::max(thread.clock, kernel_->now());
    if (thread.link->permit && outcome == WaitStatus::kDone) {
        const Picoseconds given(thread.link->permit_clock.load());
        thread.clock = std::max(thread.clock, given);
    }
    if (outcome == WaitStatus::kInterrupted) {
        thread.clock = std::max(thread.clock, Picoseconds(thread.link->signal_clock.load()));
    }
    thread.outcome = outcome;
    thread.wait = nullptr;
    resume(thread);
    if (outside && thread.link->interrupt != nullptr) thread.link->interrupt(*thread.link);
}

void Drive::end_waits_that_are_ready() {
    for (HostThread* thread : live_) {
        if (thread->state == HostThreadState::kWaiting && thread->wait_is_over()) {
            end_wait(*thread, WaitStatus::kDone);
        }
    }
}

void Drive::end_waits_for_permits() {
    const Lock lock = hold();
    for (HostThread* thread : live_) {
        if (thread->state == HostThreadState::kWaiting && thread->wait->by_permit &&
            thread->wait_is_over()) {
            end_wait(*thread, WaitStatus::kDone);
        }
    }
}

HostKey Drive::next_action() const {
    HostKey first;
    for (const HostThread* thread : live_) first = std::min(first, thread->next_action());
    return first;
}

HostKey Drive::next_bound() const {
    HostKey first;
    if (options_.paced) return first;
    for (const HostThread* thread : live_) first = std::min(first, thread->bound());
    return first;
}

HostKey Drive::next_posted() const {
    HostKey first;
    for (const HostThread* thread : live_) {
        if (!thread->inbox.empty()) first = std::min(first, thread->next_action());
    }
    return first;
}

bool Drive::anyone(HostThreadState state) const {
    return std::any_of(live_.begin(), live_.end(),
                       [state](const HostThread* thread) { return thread->state == state; });
}

void Drive::exclusive(const std::function<void()>& look) {
    Lock lock = hold();
    await_free_drive(lock);
    look();
}

void Drive::stop() {
    Lock lock = hold();
    stopped_ = true;
    await_free_drive(lock);
}

void Drive::drain() {
    Lock lock = hold();
    draining_ = true;
    await_free_drive(lock);
    driving_ = !stopped_;
    while (driving_) {
        const HostKey posted = next_posted();
        if (posted.time <= kernel_->now()) {
            perform(*threads_[posted.index]);
        } else if (posted.time < kForever || kernel_->next_activity() < kForever) {
            run(lock, posted.time);
        } else {
            break;
        }
    }
    draining_ = false;
    free_drive();
    appoint_watch();
}

void Drive::await_free_drive(Lock& lock) {
    ++drive_awaited_;
    while (driving_) {
        const std::uint32_t freed = drive_freed_;
        lock.unlock();
        futex_wait(drive_freed_, freed);
        lock.lock();
    }
    --drive_awaited_;
}

void Drive::free_drive() {
    driving_ = false;
    if (drive_awaited_ == 0) return;
    ++drive_freed_;
    futex_wake(drive_freed_, std::numeric_limits<int>::max());
}

}  // namespace ascend::sim
