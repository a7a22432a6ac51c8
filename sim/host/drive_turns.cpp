// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "sim/host/drive.h"

/// Who executes user code: one thread at a time under `run`, and what happens while a thread waits
/// in the operating system.
namespace ascend::sim {

/// The thread may execute user code, when its turn comes.
void Drive::resume(HostThread& thread) {
    thread.state = options_.one_at_a_time ? HostThreadState::kReady : HostThreadState::kRunning;
    if (!options_.one_at_a_time) {
        thread.link->alone_until = kForever.count();
        return thread.wake();
    }
    if (turn_ == nullptr) return;
    auto& alone_until = turn_->link->alone_until;
    alone_until = std::min(alone_until.load(), thread.clock.count());
}

/// Kernel time has come to the clock of `thread`. False: another has the turn.
bool Drive::give_turn(HostThread& thread) {
    if (turn_ != nullptr || thread.state != HostThreadState::kReady) return false;
    turn_ = &thread;
    thread.state = HostThreadState::kRunning;
    thread.link->alone_until = alone_until(thread).count();
    if (watch_ == &thread) watch_ = nullptr;
    thread.wake();
    return true;
}

/// Until then nothing that anybody else does can matter to `thread`.
Picoseconds Drive::alone_until(const HostThread& thread) const {
    Picoseconds first = thread.inbox.empty() ? kForever : thread.inbox.front().time;
    for (const HostThread* other : live_) {
        if (other == &thread) continue;
        first = std::min({first, other->bound().time, other->next_action().time});
        if (other->state == HostThreadState::kWaiting) {
            first = std::min(first, kernel_->next_activity());
        }
    }
    return first;
}

/// Signals end waits at the time at which they come; a wait that they may not end goes on after the
/// handlers.
void Drive::interrupt_signalled() {
    for (HostThread* thread : live_) {
        if (thread->state != HostThreadState::kWaiting || !thread->link->signalled) continue;
        const bool ends =
            thread->wait->interruptible || (thread->wait->cancellable && thread->link->cancelled);
        if (!ends) thread->suspended = thread->wait;
        end_wait(*thread, WaitStatus::kInterrupted);
    }
}

/// It is the thread's turn: the handlers are user code.
void Drive::handle_signals(Lock& lock, HostThread& thread) {
    const HostWait* wait = std::exchange(thread.suspended, nullptr);
    const Picoseconds deadline = thread.deadline;
    lock.let_signals_in();
    thread.wait = wait;
    thread.deadline = deadline;
    thread.state = HostThreadState::kWaiting;
    if (turn_ == &thread) turn_ = nullptr;
    if (driving_ && !wait->by_permit) {
        look_again_ = true;
    } else if (thread.wait_is_over()) {
        end_wait(thread, WaitStatus::kDone);
    }
}

void Drive::begin_outside(HostThread& thread, const HostWait& wait) {
    const Lock lock = enter(thread);
    deterministic_ = false;
    thread.wait = &wait;
    thread.state = HostThreadState::kOutside;
    thread.outside_since = wall_now();
    thread.deadline =
        wait.timeout < kForever - thread.clock ? thread.clock + wait.timeout : kForever;
    if (turn_ == &thread) turn_ = nullptr;
    pass_drive();
}

/// The outside world lives in wall time, so that is what the wait took, if it ended by itself.
WaitStatus Drive::end_outside(HostThread& thread) {
    Lock lock = hold();
    if (thread.state == HostThreadState::kOutside) {
        const auto took = wall_now() - thread.outside_since;
        const Picoseconds end = std::min(thread.clock + nanoseconds(took.count()), thread.deadline);
        thread.clock = std::max({thread.clock, end, kernel_->now()});
        end_wait(thread, WaitStatus::kDone);
    }
    await(lock, thread);
    return thread.outcome;
}

/// Nobody drives: one of those that wait takes over.
void Drive::pass_drive() {
    if (driving_) return;
    if (watch_ == nullptr) return appoint_watch();
    watch_->wake();
}

}  // namespace ascend::sim
