// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <thread>

#include "sim/device/machine.h"

namespace ascend::runtime {

/// Starts a host thread of the library's own that runs `body`. It is managed, with its place in the
/// order of threads, before this returns: what the caller does next finds it there.
std::thread start_managed_thread(sim::Machine& machine, std::function<void()> body);

}  // namespace ascend::runtime
