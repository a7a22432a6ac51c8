// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "sim/host/drive.h"
#include "traces/error.h"

/// How threads come to a drive and leave it.
namespace ascend::sim {
namespace {

/// The calling thread's entry. Also looked at while a thread exits, when nothing may be
/// constructed.
struct Membership {
    Drive* drive = nullptr;
    HostThread* thread = nullptr;
};
constinit thread_local Membership membership;

/// Gives the entry back when the thread exits. The main thread's end is that of the process, in
/// which static objects may still call; should others go on, it counts as asleep.
struct Departure {
    ~Departure() {
        const bool main_thread = gettid() == getpid();
        if (membership.drive != nullptr && !main_thread)
            membership.drive->detach(*membership.thread);
    }
    void expect() {}
};
thread_local Departure departure;

Drive* early_drive = nullptr;

}  // namespace

Drive& Drive::open_early(const DriveOptions& options) {
    early_drive = new Drive(options);
    return *early_drive;
}

Drive& Drive::open(DrivenKernel& kernel, const DriveOptions& options) {
    if (early_drive == nullptr) return *new Drive(kernel, options);
    const Lock lock = early_drive->hold();
    early_drive->kernel_ = &kernel;
    return *early_drive;
}

HostThread& Drive::this_thread() {
    ThreadLink* link = options_.link_source == nullptr ? nullptr : options_.link_source();
    if (link != nullptr && link->host_thread != nullptr) {
        return *static_cast<HostThread*>(link->host_thread);
    }
    if (membership.drive != this) {
        membership.thread = &manage_this_thread();
        membership.drive = this;
        departure.expect();
    }
    return *membership.thread;
}

HostThread& Drive::add(Picoseconds start, ThreadLink* link) {
    const auto id = static_cast<HostThreadId>(threads_.size());
    threads_.push_back(std::make_unique<HostThread>(id, start));
    live_.push_back(threads_.back().get());
    HostThread& thread = *live_.back();
    if (link != nullptr) {
        thread.link = link;
        link->host_thread = &thread;
        link->index = id;
    }
    return thread;
}

HostThread& Drive::manage_this_thread() {
    Lock lock = hold();
    const HostKey bound = next_bound();
    const Picoseconds now = kernel_->now();
    HostThread& thread = add(bound.time == kForever ? now : std::max(now, bound.time), nullptr);
    thread.os.emplace();
    if (options_.one_at_a_time) {
        resume(thread);
        await(lock, thread);
    }
    return thread;
}

HostThread& Drive::thread(HostThreadId id) {
    if (membership.drive == this && membership.thread->index == id) return *membership.thread;
    const Lock lock = hold();
    if (id >= threads_.size()) {
        throw Error(ErrorCode::kNotFound, fmt::format("host thread {} does not exist", id));
    }
    return *threads_[id];
}

/// A thread of the shim ends when the shim says so, after everything else of it.
void Drive::detach(HostThread& thread) {
    if (thread.link == &thread.own_link) end_thread(thread);
}

HostThread& Drive::adopt(ThreadLink& link, ThreadLink* parent, bool present) {
    const Lock lock = hold();
    auto* creator = parent == nullptr ? nullptr : static_cast<HostThread*>(parent->host_thread);
    const Picoseconds start = creator == nullptr ? kernel_->now() : creator->clock;
    HostThread& thread = add(start, &link);
    link.clock = start.count();
    if (creator != nullptr) {
        resume(thread);
    } else if (present) {
        thread.os.emplace();
        if (options_.one_at_a_time) turn_ = &thread;
    } else {
        thread.state = HostThreadState::kLetGo;
        deterministic_ = false;
    }
    return thread;
}

void Drive::begin_thread(HostThread& thread) {
    Lock lock = hold();
    thread.os.emplace();
    await(lock, thread);
}

void Drive::end_thread(HostThread& thread) {
    if (membership.thread == &thread) membership.drive = nullptr;
    const Lock lock = hold();
    thread.state = HostThreadState::kDetached;
    if (thread.inbox.empty()) std::erase(live_, &thread);
    if (turn_ == &thread) turn_ = nullptr;
    if (watch_ == &thread) watch_ = nullptr;
    pass_drive();
}

}  // namespace ascend::sim
