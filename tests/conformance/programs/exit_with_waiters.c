/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* STATUS: 9 */
/* OUTPUT: trace */
#include <pthread.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* The end of main() while detached threads wait: one in a condition that nobody signals, one for
 * callbacks without a limit. */
static void* wait_for_ever(void* unused) {
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
    (void)unused;
    OK(pthread_mutex_lock(&mutex));
    for (;;) pthread_cond_wait(&never, &mutex);
    return NULL;
}

static void* wait_for_reports(void* unused) {
    aclrtStream stream;
    (void)unused;
    OK(aclrtSetDevice(0));
    OK(aclrtCreateStream(&stream));
    OK(aclrtSubscribeReport(pthread_self(), stream));
    for (;;) aclrtProcessReport(-1);
    return NULL;
}

int main(void) {
    pthread_t thread;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(pthread_create(&thread, NULL, wait_for_ever, NULL));
    OK(pthread_detach(thread));
    OK(pthread_create(&thread, NULL, wait_for_reports, NULL));
    OK(pthread_detach(thread));
    usleep(350000);
    return 9;
}
