// SPDX-License-Identifier: Apache-2.0
#include "sim/host/host_thread.h"

namespace ascend::sim {

bool HostThread::wait_is_over() const {
    return wait->by_permit ? link->permit.load() : wait->ready && wait->ready();
}

HostKey HostThread::next_action() const {
    if (!inbox.empty()) return {inbox.front().time, index};
    if (state == HostThreadState::kTurn) return {clock, index};
    const bool waits = state == HostThreadState::kWaiting || state == HostThreadState::kOutside;
    if (waits && deadline < kForever) return {deadline, index};
    return {};
}

HostKey HostThread::bound() const {
    return runs() ? HostKey{clock, index} : HostKey{};
}

void HostThread::wake() {
    link->woken.store(1, std::memory_order_seq_cst);
    futex_wake(link->woken, 1);
}

}  // namespace ascend::sim
