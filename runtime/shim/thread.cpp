// SPDX-License-Identifier: Apache-2.0
#include "runtime/shim/thread.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <mutex>
#include <new>
#include <string>

#include "runtime/shim/clocks.h"
#include "runtime/shim/object.h"
#include "runtime/shim/real.h"
#include "runtime/shim/signals.h"
#include "runtime/shim/wait.h"
#include "sim/host/host_mutex.h"

namespace ascend::shim {

constinit Process process;

namespace {

/// Ours wants to be in the last round of thread-specific destructors that libc makes but one, which
/// is the sanitizers': after it, none of what they see may be called.
constexpr int kDestructorRounds = PTHREAD_DESTRUCTOR_ITERATIONS - 1;

constinit thread_local Thread* current __attribute__((tls_model("initial-exec"))) = nullptr;
constinit thread_local int exit_rounds __attribute__((tls_model("initial-exec"))) = 0;

sim::HostMutex threads_mutex;
Thread* first_thread = nullptr;
Thread* last_thread = nullptr;
pthread_key_t exit_key;
pthread_once_t exit_key_once = PTHREAD_ONCE_INIT;

void interrupt(sim::ThreadLink& link) {
    const auto& thread = reinterpret_cast<Thread&>(link);
    const std::uint64_t one = 1;
    sim::os_call(SYS_write, thread.wake_descriptor, sim::os_address(&one), sizeof one);
}

Thread& add_thread() {
    Thread& thread = *new Thread;
    thread.link.deliver = deliver_signals;
    thread.link.interrupt = interrupt;
    thread.link.work_factor = process.work_factor;
    const std::lock_guard lock(threads_mutex);
    (first_thread == nullptr ? first_thread : last_thread->next) = &thread;
    last_thread = &thread;
    return thread;
}

void end_thread(Thread& self) {
    if (self.wake_descriptor >= 0) close(self.wake_descriptor);
    if (self.known && process.active) {
        const sim::InSimulator inside(&self.link);
        release_clock(self, &self);
        self.finished = true;
        wake(&self, 1 << 30);
        process.library->end_thread(&self.link);
    }
    self.finished = true;
}

/// Comes before other keys' destructors in each round, so only the last round is the end.
void on_thread_exit(void* value) {
    if (++exit_rounds < kDestructorRounds) {
        pthread_setspecific(exit_key, value);
        return;
    }
    end_thread(*static_cast<Thread*>(value));
}

void become(Thread& thread) {
    current = &thread;
    thread.handle = pthread_self();
    thread.system_id = gettid();
    ASCEND_SIM_REAL(pthread_once)
    (&exit_key_once, [] { pthread_key_create(&exit_key, on_thread_exit); });
    pthread_setspecific(exit_key, &thread);
}

void forget_thread(Thread& thread) {
    const std::lock_guard lock(threads_mutex);
    Thread** link = &first_thread;
    Thread* before = nullptr;
    while (*link != nullptr && *link != &thread) {
        before = *link;
        link = &before->next;
    }
    if (*link == nullptr) return;
    *link = thread.next;
    if (last_thread == &thread) last_thread = before;
}

void* run_thread(void* value) {
    auto& self = *static_cast<Thread*>(value);
    become(self);
    if (self.known && process.active) {
        if (self.link.work_factor != 0) self.link.processor_mark = sim::thread_processor_time();
        const sim::InSimulator inside(&self.link);
        process.library->begin_thread(&self.link);
    }
    return self.start(self.argument);
}

int create(pthread_t* handle, const pthread_attr_t* attributes, void* (*start)(void*),
           void* argument, bool helper) {
    Thread* parent = process.active ? &this_thread() : nullptr;
    Thread& thread = add_thread();
    thread.start = start;
    thread.argument = argument;
    thread.link.helper = helper;
    sim::InSimulator inside(parent == nullptr ? nullptr : &parent->link);
    if (parent != nullptr) {
        if (parent->link.inside.load() == 1) take_turn(*parent);
        thread.known = true;
        process.library->adopt(&thread.link, &parent->link, false);
    }
    const int result =
        ASCEND_SIM_REAL(pthread_create)(&thread.handle, attributes, run_thread, &thread);
    if (result == 0) {
        *handle = thread.handle;
    } else {
        thread.finished = true;
        if (parent != nullptr) process.library->end_thread(&thread.link);
    }
    return result;
}

sim::ThreadLink* current_link() {
    return current == nullptr && !process.active ? nullptr : &this_thread().link;
}

void attach(const LibraryTable* library, const void* begin, const void* end) {
    if (process.active) return;
    process.library = library;
    process.library_begin = reinterpret_cast<std::uintptr_t>(begin);
    process.library_end = reinterpret_cast<std::uintptr_t>(end);
    Thread& self = this_thread();
    self.known = true;
    library->adopt(&self.link, nullptr, true);
    for (Thread* thread = first_thread; thread != nullptr; thread = thread->next) {
        if (thread->known || thread->finished) continue;
        thread->known = true;
        library->adopt(&thread->link, nullptr, false);
    }
    start_clocks();
    if (self.link.work_factor != 0) self.link.processor_mark = sim::thread_processor_time();
    process.process_id = getpid();
    process.active = true;
    complete_output_on_signals();
}

}  // namespace

Thread& this_thread() {
    if (current != nullptr) {
        if (current->known || !process.active) return *current;
    } else {
        become(add_thread());
    }
    if (process.active && !current->known) {
        current->known = true;
        process.library->adopt(&current->link, nullptr, false);
    }
    return *current;
}

Thread* find_thread(pthread_t handle) {
    const std::lock_guard lock(threads_mutex);
    Thread* found = nullptr;
    for (Thread* thread = first_thread; thread != nullptr; thread = thread->next) {
        if (thread->handle != 0 && pthread_equal(thread->handle, handle) != 0) found = thread;
    }
    return found;
}

Thread* thread_of_system_id(int id) {
    const std::lock_guard lock(threads_mutex);
    Thread* thread = first_thread;
    while (thread != nullptr && (thread->system_id != id || thread->finished))
        thread = thread->next;
    return thread;
}

void start_helper(void* (*start)(void*)) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t handle;
    create(&handle, nullptr, start, nullptr, true);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

namespace {

__attribute__((constructor)) void know_the_first_thread() {
    process.one_at_a_time = getenv("ASCEND_SIM_PARALLEL_HOST") == nullptr;
    if (const char* factor = getenv("ASCEND_SIM_HOST_WORK"))
        process.work_factor = static_cast<std::int64_t>(atof(factor) * (1 << 16));
    this_thread();
    pthread_atfork(
        [] {
            if (current != nullptr) sim::enter_simulator(current->link);
            lock_objects();
            threads_mutex.lock();
        },
        [] {
            threads_mutex.unlock();
            unlock_objects();
            if (current != nullptr) sim::leave_simulator(current->link);
        },
        [] {
            process.active = false;
            new (&threads_mutex) sim::HostMutex;
            renew_objects_lock();
            if (current != nullptr) current->link.inside = 0;
        });
}

}  // namespace
}  // namespace ascend::shim

using namespace ascend::shim;

extern "C" __attribute__((visibility("default"))) const ShimTable ascend_sim_shim_table;
const ShimTable ascend_sim_shim_table = {
    .this_thread = current_link,
    .take_turn = [] { take_turn(this_thread(), 0); },
    .attach = attach,
    .set_clock_read_cost = [](std::int64_t cost) { process.clock_read_cost = cost; },
    .has_signal_handlers = has_signal_handlers,
};

ASCEND_SIM_INTERPOSE int pthread_create(pthread_t* handle, const pthread_attr_t* attributes,
                                        void* (*start)(void*), void* argument) noexcept {
    return create(handle, attributes, start, argument, false);
}

namespace {

std::string name_of(const Thread& thread) {
    return "the end of thread " + std::to_string(thread.link.index);
}

/// Waits in simulated time for the end of the thread; then libc's own join takes no time.
int await_end(pthread_t handle, std::int64_t (*timeout)(const Thread&, const timespec&),
              const timespec* when) {
    Thread* self = managed();
    Thread* other = self == nullptr ? nullptr : find_thread(handle);
    if (other == nullptr || !other->known || other == self) return 0;
    for (;;) {
        pthread_testcancel();
        const Operation operation(*self);
        const WaitEnd end = acquire(
            *self, other, [other] { return other->finished; }, [other] { return name_of(*other); },
            timeout == nullptr ? kNoTimeout : timeout(*self, *when), Interruption::kCancellation);
        if (end != kInterrupted) return end == kTimedOut ? ETIMEDOUT : 0;
    }
}

/// The handle may come again.
int forget_if(int result, pthread_t handle) {
    Thread* thread = result == 0 ? find_thread(handle) : nullptr;
    if (thread != nullptr) forget_thread(*thread);
    return result;
}

}  // namespace

ASCEND_SIM_INTERPOSE int pthread_join(pthread_t handle, void** value) {
    await_end(handle, nullptr, nullptr);
    return forget_if(ASCEND_SIM_REAL(pthread_join)(handle, value), handle);
}

ASCEND_SIM_INTERPOSE int pthread_tryjoin_np(pthread_t handle, void** value) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_tryjoin_np)(handle, value);
    const Thread* other = find_thread(handle);
    const Operation operation(*self);
    if (other != nullptr && other->known && !other->finished) return EBUSY;
    return forget_if(ASCEND_SIM_REAL(pthread_join)(handle, value), handle);
}

ASCEND_SIM_INTERPOSE int pthread_timedjoin_np(pthread_t handle, void** value,
                                              const timespec* when) {
    if (managed() == nullptr) return ASCEND_SIM_REAL(pthread_timedjoin_np)(handle, value, when);
    const auto timeout = [](const Thread& self, const timespec& end) {
        return until(self, CLOCK_REALTIME, end);
    };
    if (when != nullptr && await_end(handle, timeout, when) != 0) return ETIMEDOUT;
    return pthread_join(handle, value);
}

ASCEND_SIM_INTERPOSE int pthread_clockjoin_np(pthread_t handle, void** value, clockid_t clock,
                                              const timespec* when) {
    if (managed() == nullptr)
        return ASCEND_SIM_REAL(pthread_clockjoin_np)(handle, value, clock, when);
    const auto on_monotonic = [](const Thread& self, const timespec& end) {
        return until(self, CLOCK_MONOTONIC, end);
    };
    if (clock == CLOCK_REALTIME) return pthread_timedjoin_np(handle, value, when);
    if (when != nullptr && await_end(handle, on_monotonic, when) != 0) return ETIMEDOUT;
    return pthread_join(handle, value);
}
