/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* SIGINT comes while the main thread is parked for ever: its handler posts what ends the wait. Then
 * again while it sleeps, and while it waits for a stream, which goes on. */
static sem_t stop;
static volatile sig_atomic_t signals = 0;

static void on_interrupt(int number) {
    CHECK(number == SIGINT);
    signals = signals + 1;
    sem_post(&stop);
}

static void* interrupt_later(void* main_thread) {
    usleep(3000);
    OK(pthread_kill(*(pthread_t*)main_thread, SIGINT));
    return NULL;
}

static pthread_t self;

static pthread_t interrupt_me(void) {
    pthread_t thread;
    OK(pthread_create(&thread, NULL, interrupt_later, &self));
    return thread;
}

static void parked(void) {
    const int64_t start = now_ns();
    const pthread_t sender = interrupt_me();
    int interruptions = 0;
    while (sem_wait(&stop) != 0) {
        CHECK(errno == EINTR);
        ++interruptions;
    }
    CHECK(interruptions == 1 && signals == 1);
    CHECK(about(now_ns() - start, 3000000, 50000));
    OK(pthread_join(sender, NULL));
}

static void asleep(void) {
    const int64_t start = now_ns();
    const pthread_t sender = interrupt_me();
    const struct timespec ten_ms = {0, 10000000};
    struct timespec rest = {0, 0};
    CHECK(nanosleep(&ten_ms, &rest) == -1 && errno == EINTR);
    CHECK(signals == 2);
    CHECK(about(now_ns() - start, 3000000, 50000));
    CHECK(about(rest.tv_nsec, 6900000, 100000));
    OK(pthread_join(sender, NULL));
}

static void in_a_stream(void) {
    const size_t bytes = (size_t)128 << 20;
    void *host, *device;
    aclrtStream stream;
    OK(aclrtCreateStream(&stream));
    OK(aclrtMallocHost(&host, bytes));
    OK(aclrtMalloc(&device, bytes, ACL_MEM_MALLOC_HUGE_FIRST));
    const int64_t start = now_ns();
    OK(aclrtMemcpyAsync(device, bytes, host, bytes, ACL_MEMCPY_HOST_TO_DEVICE, stream));
    const pthread_t sender = interrupt_me();
    OK(aclrtSynchronizeStream(stream));
    CHECK(now_ns() - start > 5000000);
    CHECK(signals == 3);
    OK(pthread_join(sender, NULL));
}

int main(void) {
    struct sigaction action;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(sem_init(&stop, 0, 0));
    action.sa_handler = on_interrupt;
    action.sa_flags = 0;
    OK(sigemptyset(&action.sa_mask));
    OK(sigaction(SIGINT, &action, NULL));
    self = pthread_self();
    parked();
    asleep();
    in_a_stream();
    return aclFinalize();
}
