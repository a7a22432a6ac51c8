/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* DETERMINISTIC: no (a signal may come from outside) */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* Waits for signals: those that are blocked and fetched, and those whose handler ends a wait. */
static volatile sig_atomic_t handled = 0;

static void count(int number) {
    CHECK(number == SIGUSR2);
    handled = handled + 1;
}

static void* send_later(void* value) {
    usleep(5000);
    OK(kill(getpid(), *(int*)value));
    return NULL;
}

static pthread_t send(int* number) {
    pthread_t thread;
    OK(pthread_create(&thread, NULL, send_later, number));
    return thread;
}

static void fetched(const sigset_t* set) {
    static int usr1 = SIGUSR1;
    const struct timespec limit = {0, 30000000};
    siginfo_t information;
    int number = 0;
    int64_t begun = now_ns();
    CHECK(sigtimedwait(set, &information, &limit) == -1 && errno == EAGAIN);
    CHECK(about(now_ns() - begun, 30000000, 30000000));
    pthread_t thread = send(&usr1);
    begun = now_ns();
    OK(sigwait(set, &number));
    CHECK(number == SIGUSR1);
    CHECK(about(now_ns() - begun, 5000000, 30000000));
    OK(pthread_join(thread, NULL));
    thread = send(&usr1);
    CHECK(sigwaitinfo(set, &information) == SIGUSR1);
    CHECK(information.si_pid == getpid());
    OK(pthread_join(thread, NULL));
}

static void in_a_handler(void) {
    static int usr2 = SIGUSR2;
    sigset_t blocked, before;
    pthread_t thread = send(&usr2);
    CHECK(pause() == -1 && errno == EINTR);
    CHECK(handled == 1);
    OK(pthread_join(thread, NULL));
    /* One that is pending already ends the wait that lets it in. */
    OK(sigemptyset(&blocked));
    OK(sigaddset(&blocked, SIGUSR2));
    OK(pthread_sigmask(SIG_BLOCK, &blocked, &before));
    OK(raise(SIGUSR2));
    CHECK(handled == 1);
    CHECK(sigsuspend(&before) == -1 && errno == EINTR);
    CHECK(handled == 2);
    OK(pthread_sigmask(SIG_SETMASK, &before, NULL));
}

int main(void) {
    struct sigaction action;
    sigset_t set;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(sigemptyset(&set));
    OK(sigaddset(&set, SIGUSR1));
    OK(pthread_sigmask(SIG_BLOCK, &set, NULL));
    action.sa_handler = count;
    action.sa_flags = 0;
    OK(sigemptyset(&action.sa_mask));
    OK(sigaction(SIGUSR2, &action, NULL));
    fetched(&set);
    in_a_handler();
    return aclFinalize();
}
