// SPDX-License-Identifier: Apache-2.0
#include "runtime/shim/outside.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

namespace ascend::shim {
namespace {

/// Polls without libc: negative is an error number.
long poll_now(pollfd* descriptors, nfds_t count, const timespec* timeout) {
    timespec copy = timeout == nullptr ? timespec{} : *timeout;
    return sim::os_call(SYS_ppoll, sim::os_address(descriptors), static_cast<long>(count),
                        timeout == nullptr ? 0 : sim::os_address(&copy), 0, sizeof(sigset_t));
}

void clear_wake_descriptor(Thread& self) {
    std::uint64_t value = 0;
    sim::os_call(SYS_read, self.wake_descriptor, sim::os_address(&value), sizeof value);
}

void make_wake_descriptor(Thread& self) {
    if (self.wake_descriptor < 0) self.wake_descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

/// Sleeps in the operating system until a descriptor is ready, the drive interrupts, a signal
/// comes, or as much wall time has passed.
void sleep_on(Thread& self, pollfd* descriptors, nfds_t count, std::int64_t timeout) {
    std::vector<pollfd> all(descriptors, descriptors + count);
    all.push_back({self.wake_descriptor, POLLIN, 0});
    const timespec limit = to_timespec(std::min(timeout, kNoTimeout));
    if (!self.link.signalled)
        poll_now(all.data(), all.size(), timeout < kNoTimeout ? &limit : nullptr);
}

/// Another signal mask, for the time of a wait. A handler that it lets in runs after the wait.
class MaskDuring {
  public:
    explicit MaskDuring(const sigset_t* mask) : changed_(mask != nullptr) {
        if (changed_) pthread_sigmask(SIG_SETMASK, mask, &before_);
    }
    ~MaskDuring() {
        if (changed_) pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    MaskDuring(const MaskDuring&) = delete;
    MaskDuring& operator=(const MaskDuring&) = delete;

  private:
    bool changed_;
    sigset_t before_{};
};

constexpr timespec kNow{};

long wait_in_turn(Thread& self, const char* what, pollfd* descriptors, nfds_t count,
                  std::int64_t timeout, const sigset_t* mask) {
    const Operation operation(self);
    const MaskDuring masked(mask);
    if (timeout > 0 && !self.link.signalled) {
        make_wake_descriptor(self);
        process.library->begin_outside(&self.link, what, timeout);
        sleep_on(self, descriptors, count, timeout);
        process.library->end_outside(&self.link);
        clear_wake_descriptor(self);
    }
    const long ready = poll_now(descriptors, count, &kNow);
    return ready == 0 && self.link.signalled ? -EINTR : ready;
}

}  // namespace

int await_descriptors(Thread& self, const char* what, pollfd* descriptors, nfds_t count,
                      std::int64_t timeout, const sigset_t* mask) {
    pthread_testcancel();
    long ready = poll_now(descriptors, count, &kNow);
    if (ready == 0) ready = wait_in_turn(self, what, descriptors, count, timeout, mask);
    if (ready <= 0) pthread_testcancel();
    if (ready >= 0) return static_cast<int>(ready);
    errno = static_cast<int>(-ready);
    return -1;
}

}  // namespace ascend::shim
