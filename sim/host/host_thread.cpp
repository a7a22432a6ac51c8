// SPDX-License-Identifier: Apache-2.0
#include "sim/host/host_thread.h"

namespace ascend::sim {

HostKey HostThread::next_action() const {
    if (!inbox.empty()) return {inbox.front().time, index};
    if (state == HostThreadState::kTurn) return {clock, index};
    if (state == HostThreadState::kWaiting && deadline < kForever) return {deadline, index};
    return {};
}

HostKey HostThread::bound() const {
    return state == HostThreadState::kRunning ? HostKey{clock, index} : HostKey{};
}

}  // namespace ascend::sim
