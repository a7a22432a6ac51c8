/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* STATUS: 4 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* The main thread ends with pthread_exit(); another joins it and ends the process. */
static pthread_t main_thread;

static void* carry_on(void* unused) {
    (void)unused;
    const int64_t begun = now_ns();
    OK(pthread_join(main_thread, NULL));
    CHECK(about(now_ns() - begun, 20000000, 100000));
    OK(aclrtSetDevice(0));
    OK(aclFinalize());
    exit(4);
}

int main(void) {
    pthread_t thread;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    main_thread = pthread_self();
    OK(pthread_create(&thread, NULL, carry_on, NULL));
    usleep(20000);
    pthread_exit(NULL);
}
