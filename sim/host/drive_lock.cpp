// SPDX-License-Identifier: Apache-2.0
#include "sim/host/drive_lock.h"

#include <algorithm>

#include "sim/host/host_thread.h"

namespace ascend::sim {

DriveLock::DriveLock(HostMutex& mutex, LinkSource source)
    : mutex_(&mutex), link_(source == nullptr ? nullptr : source()) {
    if (link_ != nullptr) enter_simulator(*link_);
    mutex_->lock();
    take_clock();
}

DriveLock::~DriveLock() {
    if (mutex_ == nullptr) return;
    give_clock();
    mutex_->unlock();
    if (link_ != nullptr) leave_simulator(*link_);
}

void DriveLock::let_signals_in() {
    give_clock();
    mutex_->unlock();
    const int depth = link_->inside.exchange(1, std::memory_order_relaxed);
    leave_simulator(*link_);
    enter_simulator(*link_);
    link_->inside.store(depth, std::memory_order_relaxed);
    mutex_->lock();
    take_clock();
}

void DriveLock::take_clock() const {
    if (link_ == nullptr || link_->host_thread == nullptr) return;
    auto& thread = *static_cast<HostThread*>(link_->host_thread);
    const Picoseconds clock(link_->clock.load(std::memory_order_relaxed));
    thread.clock = std::max(thread.clock, clock);
}

void DriveLock::give_clock() const {
    if (link_ == nullptr || link_->host_thread == nullptr) return;
    const auto& thread = *static_cast<const HostThread*>(link_->host_thread);
    link_->clock.store(thread.clock.count(), std::memory_order_relaxed);
}

}  // namespace ascend::sim
