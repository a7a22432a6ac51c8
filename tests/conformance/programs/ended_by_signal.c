/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* STATUS: -15 */
/* OUTPUT: trace */
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* SIGTERM that nobody handles ends the process; its output is complete all the same. */
static void* wait_for_reports(void* unused) {
    aclrtStream stream;
    OK(aclrtSetDevice(0));
    OK(aclrtCreateStream(&stream));
    OK(aclrtSubscribeReport(pthread_self(), stream));
    for (;;) aclrtProcessReport(100);
    return unused;
}

int main(void) {
    pthread_t thread;
    aclrtStream stream;
    aclrtEvent event;
    struct sigaction action;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(aclrtCreateStream(&stream));
    OK(aclrtCreateEvent(&event));
    OK(aclrtRecordEvent(event, stream));
    OK(pthread_create(&thread, NULL, wait_for_reports, NULL));
    OK(sigaction(SIGTERM, NULL, &action));
    CHECK(action.sa_handler == SIG_DFL);
    usleep(50000);
    OK(kill(getpid(), SIGTERM));
    for (;;) sleep(1);
}
