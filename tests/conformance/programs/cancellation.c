/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* Threads that are cancelled in each kind of wait after 5 ms: they end there, with their mutex
 * locked for their clean-up, and no later. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static sem_t semaphore;
static pthread_t sleeper;
static int cleaned = 0;

static void clean_up(void* unused) {
    (void)unused;
    ++cleaned;
    OK(pthread_mutex_unlock(&mutex));
}

static void* in_a_condition(void* unused) {
    OK(pthread_mutex_lock(&mutex));
    pthread_cleanup_push(clean_up, unused);
    for (;;) pthread_cond_wait(&never, &mutex);
    pthread_cleanup_pop(0);
    return NULL;
}

static void* in_a_semaphore(void* unused) {
    sem_wait(&semaphore);
    return unused;
}

static void* in_a_sleep(void* unused) {
    sleep(3600);
    return unused;
}

static void* in_a_join(void* unused) {
    pthread_join(sleeper, NULL);
    return unused;
}

static void* not_yet(void* unused) {
    OK(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL));
    usleep(20000);
    ++cleaned;
    OK(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL));
    sleep(3600);
    return unused;
}

static void cancel(void* (*wait)(void*), int64_t ms) {
    pthread_t thread;
    void* result = NULL;
    const int64_t begun = now_ns();
    OK(pthread_create(&thread, NULL, wait, NULL));
    usleep(5000);
    OK(pthread_cancel(thread));
    OK(pthread_join(thread, &result));
    CHECK(result == PTHREAD_CANCELED);
    CHECK(about(now_ns() - begun, ms * 1000000, 500000));
}

int main(void) {
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(sem_init(&semaphore, 0, 0));
    cancel(in_a_condition, 5);
    CHECK(cleaned == 1);
    OK(pthread_mutex_trylock(&mutex));
    cancel(in_a_semaphore, 5);
    cancel(in_a_sleep, 5);
    OK(pthread_create(&sleeper, NULL, in_a_sleep, NULL));
    cancel(in_a_join, 5);
    OK(pthread_cancel(sleeper));
    OK(pthread_join(sleeper, NULL));
    cancel(not_yet, 20);
    CHECK(cleaned == 2);
    return aclFinalize();
}
