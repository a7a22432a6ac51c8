// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <pthread.h>
#include <threads.h>

#include <cstdint>

#include "runtime/shim/real.h"
#include "runtime/shim/thread.h"

/// C11 threads: glibc's go round the pthread names, so they are led back to them here. Their types
/// have the same layout as pthread's in glibc.
namespace {

struct Start {
    thrd_start_t function;
    void* argument;
};

void* run(void* value) {
    const Start start = *static_cast<Start*>(value);
    delete static_cast<Start*>(value);
    return reinterpret_cast<void*>(static_cast<std::intptr_t>(start.function(start.argument)));
}

int status_of(int error) {
    switch (error) {
        case 0:
            return thrd_success;
        case EBUSY:
            return thrd_busy;
        case ETIMEDOUT:
            return thrd_timedout;
        case ENOMEM:
            return thrd_nomem;
        default:
            return thrd_error;
    }
}

pthread_mutex_t* of(mtx_t* mutex) {
    return reinterpret_cast<pthread_mutex_t*>(mutex);
}
pthread_cond_t* of(cnd_t* condition) {
    return reinterpret_cast<pthread_cond_t*>(condition);
}

}  // namespace

ASCEND_SIM_INTERPOSE int thrd_create(thrd_t* thread, thrd_start_t function, void* argument) {
    auto* start = new Start{function, argument};
    const int result = pthread_create(thread, nullptr, run, start);
    if (result != 0) delete start;
    return result == EAGAIN ? thrd_nomem : status_of(result);
}

ASCEND_SIM_INTERPOSE int thrd_join(thrd_t thread, int* status) {
    void* value = nullptr;
    const int result = pthread_join(thread, &value);
    if (status != nullptr) *status = static_cast<int>(reinterpret_cast<std::intptr_t>(value));
    return status_of(result);
}

ASCEND_SIM_INTERPOSE void thrd_exit(int status) {
    pthread_exit(reinterpret_cast<void*>(static_cast<std::intptr_t>(status)));
}

ASCEND_SIM_INTERPOSE int thrd_sleep(const timespec* duration, timespec* remaining) {
    if (nanosleep(duration, remaining) == 0) return 0;
    return errno == EINTR ? -1 : -2;
}

ASCEND_SIM_INTERPOSE void thrd_yield() {
    sched_yield();
}

ASCEND_SIM_INTERPOSE int mtx_lock(mtx_t* mutex) {
    return status_of(pthread_mutex_lock(of(mutex)));
}
ASCEND_SIM_INTERPOSE int mtx_timedlock(mtx_t* mutex, const timespec* when) {
    return status_of(pthread_mutex_timedlock(of(mutex), when));
}
ASCEND_SIM_INTERPOSE int mtx_trylock(mtx_t* mutex) {
    return status_of(pthread_mutex_trylock(of(mutex)));
}
ASCEND_SIM_INTERPOSE int mtx_unlock(mtx_t* mutex) {
    return status_of(pthread_mutex_unlock(of(mutex)));
}
ASCEND_SIM_INTERPOSE void mtx_destroy(mtx_t* mutex) {
    pthread_mutex_destroy(of(mutex));
}

ASCEND_SIM_INTERPOSE int cnd_init(cnd_t* condition) {
    return status_of(pthread_cond_init(of(condition), nullptr));
}
ASCEND_SIM_INTERPOSE int cnd_signal(cnd_t* condition) {
    return status_of(pthread_cond_signal(of(condition)));
}
ASCEND_SIM_INTERPOSE int cnd_broadcast(cnd_t* condition) {
    return status_of(pthread_cond_broadcast(of(condition)));
}
ASCEND_SIM_INTERPOSE int cnd_wait(cnd_t* condition, mtx_t* mutex) {
    return status_of(pthread_cond_wait(of(condition), of(mutex)));
}
ASCEND_SIM_INTERPOSE int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* when) {
    return status_of(pthread_cond_timedwait(of(condition), of(mutex), when));
}
ASCEND_SIM_INTERPOSE void cnd_destroy(cnd_t* condition) {
    pthread_cond_destroy(of(condition));
}

ASCEND_SIM_INTERPOSE void call_once(once_flag* flag, void (*function)()) {
    static_assert(sizeof(once_flag) == sizeof(pthread_once_t));
    pthread_once(reinterpret_cast<pthread_once_t*>(flag), function);
}
