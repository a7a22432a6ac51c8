/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* DETERMINISTIC: no (a thread was there before the library) */
#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* The library comes by dlopen(), as it does in Python, beside a thread that was there before. From
 * then on time is simulated. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int stop = 0, asleep = 0;

static void* wait_for_the_end(void* unused) {
    OK(pthread_mutex_lock(&mutex));
    STORE(asleep, 1);
    while (!stop) OK(pthread_cond_wait(&changed, &mutex));
    OK(pthread_mutex_unlock(&mutex));
    return unused;
}

typedef aclError (*Initialise)(const char*);
typedef aclError (*SetDevice)(int32_t);
typedef aclError (*Finalise)(void);

int main(void) {
    pthread_t thread;
    OK(pthread_create(&thread, NULL, wait_for_the_end, NULL));
    while (!LOAD(asleep)) usleep(1000);
    void* library = dlopen("libascendcl.so", RTLD_NOW | RTLD_LOCAL);
    CHECK(library != NULL);
    Initialise initialise;
    SetDevice set_device;
    Finalise finalise;
    *(void**)&initialise = dlsym(library, "aclInit");
    *(void**)&set_device = dlsym(library, "aclrtSetDevice");
    *(void**)&finalise = dlsym(library, "aclFinalize");
    OK(initialise(NULL));
    OK(set_device(0));
    int64_t begun = now_ns();
    usleep(50000);
    CHECK(about(now_ns() - begun, 50000000, 5000000));
    OK(pthread_mutex_lock(&mutex));
    stop = 1;
    OK(pthread_cond_signal(&changed));
    OK(pthread_mutex_unlock(&mutex));
    OK(pthread_join(thread, NULL));
    begun = now_ns();
    usleep(50000);
    CHECK(about(now_ns() - begun, 50000000, 10000));
    return finalise();
}
