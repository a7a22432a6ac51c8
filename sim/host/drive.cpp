// SPDX-License-Identifier: Apache-2.0
#include "sim/host/drive.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "traces/error.h"

namespace ascend::sim {
namespace {

/// The calling thread's entry, given back when the thread exits.
struct Membership {
    Drive* drive = nullptr;
    HostThread* thread = nullptr;
    ~Membership() {
        if (drive != nullptr) drive->detach(*thread);
    }
};
thread_local Membership membership;

}  // namespace

Drive::Drive(DrivenKernel& kernel, const DriveOptions& options)
    : kernel_(kernel), options_(options) {}

HostThread& Drive::this_thread() {
    if (membership.drive != this) {
        membership.thread = &manage_this_thread();
        membership.drive = this;
    }
    return *membership.thread;
}

HostThread& Drive::manage_this_thread() {
    const Lock lock(mutex_);
    const HostKey bound = next_bound();
    const Picoseconds start =
        bound.time == kForever ? kernel_.now() : std::max(kernel_.now(), bound.time);
    const auto id = static_cast<HostThreadId>(threads_.size());
    threads_.push_back(std::make_unique<HostThread>(id, start));
    live_.push_back(threads_.back().get());
    return *live_.back();
}

HostThread& Drive::thread(HostThreadId id) {
    if (membership.drive == this && membership.thread->index == id) return *membership.thread;
    const Lock lock(mutex_);
    if (id >= threads_.size()) {
        throw Error(ErrorCode::kNotFound, fmt::format("host thread {} does not exist", id));
    }
    return *threads_[id];
}

Picoseconds Drive::clock(HostThread& thread) {
    const Lock lock(mutex_);
    return thread.clock;
}

void Drive::spend(HostThread& thread, Picoseconds cost) {
    const Lock lock = enter(thread);
    thread.clock += cost;
}

void Drive::detach(HostThread& thread) {
    if (membership.thread == &thread) membership.drive = nullptr;
    const Lock lock(mutex_);
    thread.state = HostThreadState::kDetached;
    if (thread.inbox.empty()) std::erase(live_, &thread);
    appoint_watch();
    if (watch_ != nullptr) watch_->wake.notify_one();
}

Drive::Lock Drive::enter(HostThread& thread) {
    Lock lock(mutex_);
    ++thread.calls;
    if (thread.state == HostThreadState::kLetGo) {
        thread.clock = std::max(thread.clock, kernel_.now());
        thread.state = HostThreadState::kRunning;
    }
    return lock;
}

void Drive::post(HostThread& thread, HostAction action) {
    action.time = thread.clock;
    thread.inbox.push_back(std::move(action));
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
    await(lock, thread);
    if (thread.failure) std::rethrow_exception(std::exchange(thread.failure, nullptr));
    return thread.outcome;
}

void Drive::await(Lock& lock, HostThread& thread) {
    while (thread.in_call()) {
        if (!driving_ && !draining_ && !stopped_) {
            driving_ = true;
            drive(lock, thread);
            driving_ = false;
            drive_free_.notify_all();
        }
        if (thread.in_call()) stand_by(lock, thread);
    }
    if (watch_ == &thread) watch_ = nullptr;
    appoint_watch();
}

void Drive::drive(Lock& lock, const HostThread& thread) {
    while (thread.in_call() && !draining_ && !stopped_) {
        if (!step(lock)) return;
        stuck_ = false;
    }
}

/// The next host action if its time has come and no running thread can act before it; otherwise
/// kernel time moves on as far as it may. False: nothing may happen before a running thread acts.
bool Drive::step(Lock& lock) {
    const HostKey action = next_action();
    const HostKey bound = next_bound();
    const Picoseconds now = kernel_.now();
    if (action.time <= now && action < bound) {
        paced_until_ = kForever;
        perform(*threads_[action.index]);
        return true;
    }
    const Picoseconds limit = paced(std::min(action, bound));
    if (limit <= now) return false;
    if (limit == kForever && kernel_.next_activity() == kForever) return false;
    run(lock, limit);
    return true;
}

void Drive::run(Lock& lock, Picoseconds limit) {
    lock.unlock();
    const bool changed = kernel_.run_until(limit);
    lock.lock();
    if (changed) end_waits_that_are_ready();
}

void Drive::perform(HostThread& thread) {
    if (!thread.inbox.empty()) {
        const bool changed = kernel_.apply(thread, thread.inbox.front());
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
    thread.clock = std::max(thread.clock, kernel_.now());
    const Picoseconds timeout = thread.wait->timeout;
    thread.deadline = timeout < kForever - thread.clock ? thread.clock + timeout : kForever;
    if (!thread.wait->ready) end_wait(thread, WaitStatus::kDone);
    end_waits_that_are_ready();
}

void Drive::end_wait(HostThread& thread, WaitStatus outcome) {
    thread.state = HostThreadState::kRunning;
    thread.clock = std::max(thread.clock, kernel_.now());
    thread.outcome = outcome;
    thread.wait = nullptr;
    thread.wake.notify_one();
}

void Drive::end_waits_that_are_ready() {
    for (HostThread* thread : live_) {
        if (thread->state == HostThreadState::kWaiting && thread->wait->ready()) {
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
    Lock lock(mutex_);
    drive_free_.wait(lock, [this] { return !driving_; });
    look();
}

void Drive::stop() {
    Lock lock(mutex_);
    stopped_ = true;
    drive_free_.wait(lock, [this] { return !driving_; });
}

void Drive::drain() {
    Lock lock(mutex_);
    draining_ = true;
    drive_free_.wait(lock, [this] { return !driving_; });
    driving_ = !stopped_;
    while (driving_) {
        const HostKey posted = next_posted();
        if (posted.time <= kernel_.now()) {
            perform(*threads_[posted.index]);
        } else if (posted.time < kForever || kernel_.next_activity() < kForever) {
            run(lock, posted.time);
        } else {
            break;
        }
    }
    driving_ = false;
    draining_ = false;
    drive_free_.notify_all();
    appoint_watch();
}

}  // namespace ascend::sim
