// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "runtime/shim/outside.h"
#include "runtime/shim/real.h"

/// Calls that wait for file descriptors. A file is always ready, so reading one counts as running.
using namespace ascend::shim;

namespace {

std::int64_t milliseconds_timeout(int timeout) {
    return timeout < 0 ? kNoTimeout : timeout * std::int64_t{1'000'000'000};
}

std::int64_t timeout_of(const timespec* timeout) {
    return timeout == nullptr ? kNoTimeout : picoseconds(*timeout);
}

/// How long a read of the descriptor waits (SO_RCVTIMEO), if it is a socket with a limit.
std::int64_t receive_timeout(int descriptor) {
    timeval limit{};
    socklen_t length = sizeof limit;
    if (getsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, &length) != 0) return kNoTimeout;
    if (limit.tv_sec == 0 && limit.tv_usec == 0) return kNoTimeout;
    return picoseconds({limit.tv_sec, limit.tv_usec * 1000});
}

/// Waits until the descriptor can do `events`, unless it need not wait. False: the call has to fail
/// with `errno`, after a handler or a time limit of its own.
bool await_one(int descriptor, short events, const char* what) {
    Thread* self = managed();
    if (self == nullptr) return true;
    const int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || (flags & O_NONBLOCK) != 0) return true;
    const std::int64_t timeout = receive_timeout(descriptor);
    pollfd one{descriptor, events, 0};
    for (;;) {
        self->restart = false;
        const int ready = await_descriptors(*self, what, &one, 1, timeout);
        if (ready > 0) return true;
        if (ready == 0) errno = EAGAIN;
        if (ready == 0 || !self->restart) return false;
    }
}

bool await_message(int descriptor, int flags) {
    return (flags & MSG_DONTWAIT) != 0 || await_one(descriptor, POLLIN, "a message");
}

/// select() as poll().
struct Selection {
    std::vector<pollfd> descriptors;

    Selection(int count, const fd_set* read, const fd_set* write, const fd_set* except) {
        for (int i = 0; i < count; ++i) {
            short events = 0;
            if (read != nullptr && FD_ISSET(i, read)) events |= POLLIN;
            if (write != nullptr && FD_ISSET(i, write)) events |= POLLOUT;
            if (except != nullptr && FD_ISSET(i, except)) events |= POLLPRI;
            if (events != 0) descriptors.push_back({i, events, 0});
        }
    }
};

int select_for(Thread& self, int count, fd_set* read, fd_set* write, fd_set* except,
               std::int64_t timeout, const sigset_t* mask = nullptr) {
    Selection selection(count, read, write, except);
    const int ready = await_descriptors(self, "file descriptors", selection.descriptors.data(),
                                        selection.descriptors.size(), timeout, mask);
    if (ready < 0) return -1;
    const timespec now{};
    return ASCEND_SIM_REAL(pselect)(count, read, write, except, &now, nullptr);
}

}  // namespace

ASCEND_SIM_INTERPOSE int poll(pollfd* descriptors, nfds_t count, int timeout) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(poll)(descriptors, count, timeout);
    return await_descriptors(*self, "file descriptors", descriptors, count,
                             milliseconds_timeout(timeout));
}

extern "C" __attribute__((visibility("default"))) int __poll_chk(pollfd* descriptors, nfds_t count,
                                                                 int timeout, std::size_t) {
    return poll(descriptors, count, timeout);
}

ASCEND_SIM_INTERPOSE int ppoll(pollfd* descriptors, nfds_t count, const timespec* timeout,
                               const sigset_t* mask) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(ppoll)(descriptors, count, timeout, mask);
    return await_descriptors(*self, "file descriptors", descriptors, count, timeout_of(timeout),
                             mask);
}

ASCEND_SIM_INTERPOSE int select(int count, fd_set* read, fd_set* write, fd_set* except,
                                timeval* timeout) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(select)(count, read, write, except, timeout);
    const std::int64_t limit =
        timeout == nullptr ? kNoTimeout : picoseconds({timeout->tv_sec, timeout->tv_usec * 1000});
    return select_for(*self, count, read, write, except, limit);
}

ASCEND_SIM_INTERPOSE int pselect(int count, fd_set* read, fd_set* write, fd_set* except,
                                 const timespec* timeout, const sigset_t* mask) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pselect)(count, read, write, except, timeout, mask);
    return select_for(*self, count, read, write, except, timeout_of(timeout), mask);
}

namespace {

int wait_for_epoll(Thread& self, int epoll, epoll_event* events, int most, std::int64_t timeout,
                   const sigset_t* mask = nullptr) {
    pollfd one{epoll, POLLIN, 0};
    if (await_descriptors(self, "epoll", &one, 1, timeout, mask) < 0) return -1;
    return ASCEND_SIM_REAL(epoll_wait)(epoll, events, most, 0);
}

}  // namespace

ASCEND_SIM_INTERPOSE int epoll_wait(int epoll, epoll_event* events, int most, int timeout) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(epoll_wait)(epoll, events, most, timeout);
    return wait_for_epoll(*self, epoll, events, most, milliseconds_timeout(timeout));
}

ASCEND_SIM_INTERPOSE int epoll_pwait(int epoll, epoll_event* events, int most, int timeout,
                                     const sigset_t* mask) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(epoll_pwait)(epoll, events, most, timeout, mask);
    return wait_for_epoll(*self, epoll, events, most, milliseconds_timeout(timeout), mask);
}

ASCEND_SIM_INTERPOSE int epoll_pwait2(int epoll, epoll_event* events, int most,
                                      const timespec* timeout, const sigset_t* mask) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(epoll_pwait2)(epoll, events, most, timeout, mask);
    return wait_for_epoll(*self, epoll, events, most, timeout_of(timeout), mask);
}

ASCEND_SIM_INTERPOSE ssize_t read(int descriptor, void* buffer, std::size_t bytes) {
    if (!await_one(descriptor, POLLIN, "a file descriptor")) return -1;
    return ASCEND_SIM_REAL(read)(descriptor, buffer, bytes);
}

extern "C" __attribute__((visibility("default"))) ssize_t __read_chk(int descriptor, void* buffer,
                                                                     std::size_t bytes,
                                                                     std::size_t room) {
    if (bytes > room) abort();
    return read(descriptor, buffer, bytes);
}

ASCEND_SIM_INTERPOSE ssize_t readv(int descriptor, const iovec* parts, int count) {
    if (!await_one(descriptor, POLLIN, "a file descriptor")) return -1;
    return ASCEND_SIM_REAL(readv)(descriptor, parts, count);
}

ASCEND_SIM_INTERPOSE ssize_t recv(int descriptor, void* buffer, std::size_t bytes, int flags) {
    if (!await_message(descriptor, flags)) return -1;
    return ASCEND_SIM_REAL(recv)(descriptor, buffer, bytes, flags);
}

extern "C" __attribute__((visibility("default"))) ssize_t __recv_chk(int descriptor, void* buffer,
                                                                     std::size_t bytes,
                                                                     std::size_t room, int flags) {
    if (bytes > room) abort();
    return recv(descriptor, buffer, bytes, flags);
}

ASCEND_SIM_INTERPOSE ssize_t recvfrom(int descriptor, void* buffer, std::size_t bytes, int flags,
                                      sockaddr* address, socklen_t* length) {
    if (!await_message(descriptor, flags)) return -1;
    return ASCEND_SIM_REAL(recvfrom)(descriptor, buffer, bytes, flags, address, length);
}

ASCEND_SIM_INTERPOSE ssize_t recvmsg(int descriptor, msghdr* message, int flags) {
    if (!await_message(descriptor, flags)) return -1;
    return ASCEND_SIM_REAL(recvmsg)(descriptor, message, flags);
}

ASCEND_SIM_INTERPOSE int accept(int descriptor, sockaddr* address, socklen_t* length) {
    if (!await_one(descriptor, POLLIN, "a connection")) return -1;
    return ASCEND_SIM_REAL(accept)(descriptor, address, length);
}

ASCEND_SIM_INTERPOSE int accept4(int descriptor, sockaddr* address, socklen_t* length, int flags) {
    if (!await_one(descriptor, POLLIN, "a connection")) return -1;
    return ASCEND_SIM_REAL(accept4)(descriptor, address, length, flags);
}
