/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* DETERMINISTIC: no (waits for descriptors are the outside world's to end) */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* Time limits of every call that waits for descriptors: none comes, so they take what they say in
 * the program's time. Then data comes from another thread. */
enum { kLimitMs = 30 };

static const int64_t kMs = 1000000;
static int64_t begun;

static void begin(void) {
    begun = now_ns();
}
static void took_the_limit(void) {
    CHECK(about(now_ns() - begun, kLimitMs * kMs, kLimitMs * kMs));
}

static void polls(int descriptor) {
    struct pollfd one = {descriptor, POLLIN, 0};
    const struct timespec limit = {0, kLimitMs * 1000000};
    sigset_t none;
    OK(sigemptyset(&none));
    CHECK(poll(&one, 1, 0) == 0);
    begin();
    CHECK(poll(&one, 1, kLimitMs) == 0);
    took_the_limit();
    begin();
    CHECK(ppoll(&one, 1, &limit, &none) == 0);
    took_the_limit();
}

static void selects(int descriptor) {
    fd_set set;
    struct timeval limit = {0, kLimitMs * 1000};
    const struct timespec precise = {0, kLimitMs * 1000000};
    FD_ZERO(&set);
    FD_SET(descriptor, &set);
    begin();
    CHECK(select(descriptor + 1, &set, NULL, NULL, &limit) == 0);
    CHECK(!FD_ISSET(descriptor, &set));
    took_the_limit();
    FD_SET(descriptor, &set);
    begin();
    CHECK(pselect(descriptor + 1, &set, NULL, NULL, &precise, NULL) == 0);
    took_the_limit();
    limit.tv_sec = 0;
    limit.tv_usec = kLimitMs * 1000;
    begin();
    CHECK(select(0, NULL, NULL, NULL, &limit) == 0);
    took_the_limit();
}

static void epolls(int descriptor) {
    const int epoll = epoll_create1(0);
    struct epoll_event event, got;
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    OK(epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event));
    begin();
    CHECK(epoll_wait(epoll, &got, 1, kLimitMs) == 0);
    took_the_limit();
    begin();
    CHECK(epoll_pwait(epoll, &got, 1, kLimitMs, NULL) == 0);
    took_the_limit();
    OK(close(epoll));
}

static void sockets(int descriptor) {
    const struct timeval limit = {0, kLimitMs * 1000};
    char byte;
    OK(setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit));
    begin();
    CHECK(recv(descriptor, &byte, 1, 0) == -1 && errno == EAGAIN);
    took_the_limit();
    CHECK(recv(descriptor, &byte, 1, MSG_DONTWAIT) == -1 && errno == EAGAIN);
}

static void* write_later(void* value) {
    usleep(10000);
    CHECK(write(*(int*)value, "x", 1) == 1);
    return NULL;
}

int main(void) {
    int pair[2];
    char byte = 0;
    pthread_t thread;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    polls(pair[0]);
    selects(pair[0]);
    epolls(pair[0]);
    sockets(pair[0]);
    OK(pthread_create(&thread, NULL, write_later, &pair[1]));
    const struct timeval none = {0, 0};
    OK(setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &none, sizeof none));
    begin();
    CHECK(read(pair[0], &byte, 1) == 1 && byte == 'x');
    CHECK(about(now_ns() - begun, 10 * kMs, 30 * kMs));
    OK(pthread_join(thread, NULL));
    return aclFinalize();
}
