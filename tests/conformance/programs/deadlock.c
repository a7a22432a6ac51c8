/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* STATUS: 1 */
/* STDERR: deadlock: .*thread 0 waits for a mutex held by thread 1 */
/* STDERR: deadlock: .*thread 1 waits for a mutex held by thread 0 */
#include <pthread.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* Two threads that take two mutexes in the two orders. */
static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER, second = PTHREAD_MUTEX_INITIALIZER;

static void take(pthread_mutex_t* one, pthread_mutex_t* other) {
    OK(pthread_mutex_lock(one));
    usleep(1000);
    OK(pthread_mutex_lock(other));
}

static void* take_in_the_other_order(void* unused) {
    (void)unused;
    take(&second, &first);
    return NULL;
}

int main(void) {
    pthread_t thread;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(pthread_create(&thread, NULL, take_in_the_other_order, NULL));
    take(&first, &second);
    return 0;
}
