// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <poll.h>
#include <signal.h>

#include <cerrno>

#include "runtime/shim/wait.h"

namespace ascend::shim {

/// Runs a call that blocks in the operating system until the outside world ends it. Others go on
/// meanwhile; afterwards the thread waits for its turn. `errno` is the call's.
template <class Call>
auto outside(Thread& self, const char* what, Call call) {
    process.library->begin_outside(&self.link, what, kNoTimeout);
    const auto result = call();
    const int error = errno;
    process.library->end_outside(&self.link);
    errno = error;
    return result;
}

/// Waits for descriptors as poll() does, at most `timeout` of simulated time (kNoTimeout: no
/// limit), with `mask` in the place of the thread's signal mask unless null. Returns poll's answer;
/// -1 with EINTR when a handler ran. A cancellation point.
int await_descriptors(Thread& self, const char* what, pollfd* descriptors, nfds_t count,
                      std::int64_t timeout, const sigset_t* mask = nullptr);

}  // namespace ascend::shim
