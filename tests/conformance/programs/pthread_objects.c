/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* Every kind of pthread object, and every form of waiting for one: until it is free, and until a
 * point of the clock that the form names. A second thread keeps each for 20 ms. */
enum { kHeldMs = 20 };

static const int64_t kMs = 1000000;

static struct timespec in_ms(clockid_t clock, long ms) {
    struct timespec time;
    OK(clock_gettime(clock, &time));
    time.tv_nsec += ms * kMs;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return time;
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_spinlock_t spin;
static pthread_cond_t changed;
static pthread_barrier_t barrier;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static sem_t semaphore;
static int initialised = 0;

static void* hold_mutex(void* unused) {
    (void)unused;
    OK(pthread_mutex_lock(&mutex));
    usleep(kHeldMs * 1000);
    OK(pthread_mutex_unlock(&mutex));
    return NULL;
}

static void* hold_lock(void* for_writing) {
    OK(for_writing != NULL ? pthread_rwlock_wrlock(&lock) : pthread_rwlock_rdlock(&lock));
    usleep(kHeldMs * 1000);
    OK(pthread_rwlock_unlock(&lock));
    return NULL;
}

static void* hold_spin(void* unused) {
    (void)unused;
    OK(pthread_spin_lock(&spin));
    usleep(kHeldMs * 1000);
    OK(pthread_spin_unlock(&spin));
    return NULL;
}

static void* post_later(void* unused) {
    (void)unused;
    usleep(kHeldMs * 1000);
    OK(sem_post(&semaphore));
    OK(pthread_mutex_lock(&mutex));
    OK(pthread_cond_broadcast(&changed));
    OK(pthread_mutex_unlock(&mutex));
    return NULL;
}

static pthread_t start(void* (*function)(void*), void* argument) {
    pthread_t thread;
    OK(pthread_create(&thread, NULL, function, argument));
    usleep(1000);
    return thread;
}

static void end(pthread_t thread, int64_t begun) {
    CHECK(about(now_ns() - begun, (kHeldMs - 1) * kMs, kMs / 2));
    OK(pthread_join(thread, NULL));
}

static void mutexes(void) {
    pthread_t thread = start(hold_mutex, NULL);
    const int64_t begun = now_ns();
    CHECK(pthread_mutex_trylock(&mutex) == EBUSY);
    struct timespec when = in_ms(CLOCK_REALTIME, 5);
    CHECK(pthread_mutex_timedlock(&mutex, &when) == ETIMEDOUT);
    CHECK(about(now_ns() - begun, 5 * kMs, kMs / 10));
    when = in_ms(CLOCK_MONOTONIC, 5);
    CHECK(pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &when) == ETIMEDOUT);
    CHECK(about(now_ns() - begun, 10 * kMs, kMs / 10));
    when.tv_nsec = 1000000000;
    CHECK(pthread_mutex_timedlock(&mutex, &when) == EINVAL);
    when = in_ms(CLOCK_REALTIME, 1000);
    OK(pthread_mutex_timedlock(&mutex, &when));
    OK(pthread_mutex_unlock(&mutex));
    end(thread, begun);

    pthread_mutexattr_t attributes;
    pthread_mutex_t other;
    OK(pthread_mutexattr_init(&attributes));
    OK(pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE));
    OK(pthread_mutex_init(&other, &attributes));
    OK(pthread_mutex_lock(&other));
    OK(pthread_mutex_lock(&other));
    OK(pthread_mutex_unlock(&other));
    OK(pthread_mutex_unlock(&other));
    OK(pthread_mutex_destroy(&other));
    OK(pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK));
    OK(pthread_mutex_init(&other, &attributes));
    OK(pthread_mutex_lock(&other));
    CHECK(pthread_mutex_lock(&other) == EDEADLK);
    OK(pthread_mutex_unlock(&other));
    CHECK(pthread_mutex_unlock(&other) == EPERM);
    OK(pthread_mutex_destroy(&other));
}

static void read_write_locks(void) {
    int writer;
    pthread_t thread = start(hold_lock, NULL);
    int64_t begun = now_ns();
    OK(pthread_rwlock_tryrdlock(&lock));
    OK(pthread_rwlock_rdlock(&lock));
    OK(pthread_rwlock_unlock(&lock));
    OK(pthread_rwlock_unlock(&lock));
    CHECK(pthread_rwlock_trywrlock(&lock) == EBUSY);
    struct timespec when = in_ms(CLOCK_REALTIME, 5);
    CHECK(pthread_rwlock_timedwrlock(&lock, &when) == ETIMEDOUT);
    CHECK(about(now_ns() - begun, 5 * kMs, kMs / 10));
    when = in_ms(CLOCK_MONOTONIC, 5);
    CHECK(pthread_rwlock_clockwrlock(&lock, CLOCK_MONOTONIC, &when) == ETIMEDOUT);
    OK(pthread_rwlock_wrlock(&lock));
    OK(pthread_rwlock_unlock(&lock));
    end(thread, begun);

    thread = start(hold_lock, &writer);
    begun = now_ns();
    CHECK(pthread_rwlock_tryrdlock(&lock) == EBUSY);
    when = in_ms(CLOCK_REALTIME, 5);
    CHECK(pthread_rwlock_timedrdlock(&lock, &when) == ETIMEDOUT);
    when = in_ms(CLOCK_MONOTONIC, 5);
    CHECK(pthread_rwlock_clockrdlock(&lock, CLOCK_MONOTONIC, &when) == ETIMEDOUT);
    CHECK(about(now_ns() - begun, 10 * kMs, kMs / 10));
    OK(pthread_rwlock_rdlock(&lock));
    OK(pthread_rwlock_unlock(&lock));
    end(thread, begun);
}

static void spin_locks(void) {
    OK(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE));
    const pthread_t thread = start(hold_spin, NULL);
    const int64_t begun = now_ns();
    CHECK(pthread_spin_trylock(&spin) == EBUSY);
    OK(pthread_spin_lock(&spin));
    OK(pthread_spin_unlock(&spin));
    end(thread, begun);
    OK(pthread_spin_destroy(&spin));
}

static void semaphores_and_conditions(void) {
    OK(sem_init(&semaphore, 0, 0));
    pthread_t thread = start(post_later, NULL);
    int64_t begun = now_ns();
    CHECK(sem_trywait(&semaphore) == -1 && errno == EAGAIN);
    struct timespec when = in_ms(CLOCK_REALTIME, 5);
    CHECK(sem_timedwait(&semaphore, &when) == -1 && errno == ETIMEDOUT);
    when = in_ms(CLOCK_MONOTONIC, 5);
    CHECK(sem_clockwait(&semaphore, CLOCK_MONOTONIC, &when) == -1 && errno == ETIMEDOUT);
    CHECK(about(now_ns() - begun, 10 * kMs, kMs / 10));
    OK(sem_wait(&semaphore));
    end(thread, begun);

    /* The condition's own clock decides what a point of time means. */
    pthread_condattr_t attributes;
    OK(pthread_condattr_init(&attributes));
    OK(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC));
    OK(pthread_cond_init(&changed, &attributes));
    thread = start(post_later, NULL);
    begun = now_ns();
    OK(pthread_mutex_lock(&mutex));
    when = in_ms(CLOCK_MONOTONIC, 5);
    CHECK(pthread_cond_timedwait(&changed, &mutex, &when) == ETIMEDOUT);
    when = in_ms(CLOCK_REALTIME, 5);
    CHECK(pthread_cond_clockwait(&changed, &mutex, CLOCK_REALTIME, &when) == ETIMEDOUT);
    CHECK(about(now_ns() - begun, 10 * kMs, kMs / 10));
    OK(pthread_cond_wait(&changed, &mutex));
    OK(pthread_mutex_unlock(&mutex));
    end(thread, begun);
    OK(pthread_cond_destroy(&changed));
    OK(sem_destroy(&semaphore));
}

static void initialise(void) {
    usleep(kHeldMs * 1000);
    ++initialised;
}

static void* arrive(void* serial) {
    OK(pthread_once(&once, initialise));
    CHECK(initialised == 1);
    const int result = pthread_barrier_wait(&barrier);
    if (result == PTHREAD_BARRIER_SERIAL_THREAD) ++*(int*)serial;
    return NULL;
}

static void barriers(void) {
    pthread_t threads[3];
    int serial = 0;
    OK(pthread_barrier_init(&barrier, NULL, 3));
    const int64_t begun = now_ns();
    for (int i = 0; i < 3; ++i) OK(pthread_create(&threads[i], NULL, arrive, &serial));
    for (int i = 0; i < 3; ++i) OK(pthread_join(threads[i], NULL));
    CHECK(serial == 1);
    CHECK(about(now_ns() - begun, kHeldMs * kMs, kMs / 2));
    OK(pthread_barrier_destroy(&barrier));
}

static void joins(void) {
    pthread_t thread = start(hold_mutex, NULL);
    const int64_t begun = now_ns();
    CHECK(pthread_tryjoin_np(thread, NULL) == EBUSY);
    struct timespec when = in_ms(CLOCK_REALTIME, 5);
    CHECK(pthread_timedjoin_np(thread, NULL, &when) == ETIMEDOUT);
    when = in_ms(CLOCK_MONOTONIC, 5);
    CHECK(pthread_clockjoin_np(thread, NULL, CLOCK_MONOTONIC, &when) == ETIMEDOUT);
    CHECK(about(now_ns() - begun, 10 * kMs, kMs / 10));
    when = in_ms(CLOCK_REALTIME, 1000);
    OK(pthread_timedjoin_np(thread, NULL, &when));
    CHECK(about(now_ns() - begun, (kHeldMs - 1) * kMs, kMs / 2));
    thread = start(hold_mutex, NULL);
    usleep(2 * kHeldMs * 1000);
    OK(pthread_tryjoin_np(thread, NULL));
}

int main(void) {
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    mutexes();
    read_write_locks();
    spin_locks();
    semaphores_and_conditions();
    barriers();
    joins();
    return aclFinalize();
}
