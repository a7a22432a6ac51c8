// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace ascend::sim {

/// A managed host thread: creation order, deterministic under `run`.
using HostThreadId = std::uint32_t;

enum class WaitStatus { kDone, kTimeout, kInterrupted };

}  // namespace ascend::sim
