/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* DETERMINISTIC: no (another process ends the waits) */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* Objects that a child process shares: it posts and unlocks in its own time, the real one. */
typedef struct Shared {
    sem_t posted, never;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int ready;
} Shared;

static Shared* make(void) {
    pthread_mutexattr_t mutex;
    pthread_condattr_t condition;
    Shared* shared = (Shared*)mmap(NULL, sizeof(Shared), PROT_READ | PROT_WRITE,
                                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(shared != MAP_FAILED);
    OK(sem_init(&shared->posted, 1, 0));
    OK(sem_init(&shared->never, 1, 0));
    OK(pthread_mutexattr_init(&mutex));
    OK(pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED));
    OK(pthread_mutex_init(&shared->mutex, &mutex));
    OK(pthread_condattr_init(&condition));
    OK(pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED));
    OK(pthread_condattr_setclock(&condition, CLOCK_MONOTONIC));
    OK(pthread_cond_init(&shared->changed, &condition));
    return shared;
}

static void be_the_child(Shared* shared) {
    usleep(30000);
    OK(sem_post(&shared->posted));
    usleep(30000);
    OK(pthread_mutex_lock(&shared->mutex));
    shared->ready = 1;
    OK(pthread_cond_signal(&shared->changed));
    OK(pthread_mutex_unlock(&shared->mutex));
    _exit(0);
}

static struct timespec in_ms(clockid_t clock, long ms) {
    struct timespec time;
    OK(clock_gettime(clock, &time));
    time.tv_nsec += ms * 1000000;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return time;
}

int main(void) {
    int status = 0;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    Shared* shared = make();
    const pid_t child = fork();
    if (child == 0) be_the_child(shared);
    OK(sem_wait(&shared->posted));

    struct timespec deadline = in_ms(CLOCK_MONOTONIC, 60000);
    OK(pthread_mutex_lock(&shared->mutex));
    while (!shared->ready) OK(pthread_cond_timedwait(&shared->changed, &shared->mutex, &deadline));
    OK(pthread_mutex_unlock(&shared->mutex));
    CHECK(waitpid(child, &status, 0) == child && status == 0);

    /* Nobody comes: the time limit ends it, in the program's time. */
    const int64_t start = now_ns();
    deadline = in_ms(CLOCK_REALTIME, 50);
    CHECK(sem_timedwait(&shared->never, &deadline) == -1 && errno == ETIMEDOUT);
    CHECK(about(now_ns() - start, 50000000, 40000000));
    return aclFinalize();
}
