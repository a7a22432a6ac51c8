// SPDX-License-Identifier: Apache-2.0
#include "runtime/shim/signals.h"

#include <errno.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>

#include "runtime/shim/real.h"

/// Handlers run as user code only: a signal that meets a thread in the shim or the drive waits
/// until the thread leaves them, which it does at once when it merely sleeps there.
namespace ascend::shim {
namespace {

std::array<struct sigaction, kSignals> handlers;
std::atomic<bool> any_handler{false};
std::atomic<std::uint32_t> signals_seen{0};
std::atomic<std::int64_t> sender_clock{0};  ///< of the last signal of the process to itself

/// The program did it to itself, at this instruction: cannot wait.
bool is_synchronous(int number) {
    return number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL ||
           number == SIGTRAP || number == SIGABRT || number == SIGSYS;
}

bool is_handled(const struct sigaction& action) {
    return action.sa_handler != nullptr;
}

bool is_from_here(const siginfo_t& information) {
    return information.si_pid == process.process_id || is_synchronous(information.si_signo);
}

/// The signal ends the process, unless the program says otherwise; then the output is completed
/// first. A second one, or anything that keeps that up, ends it at once.
bool ends_the_process(int number) {
    return number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGALRM;
}

void act_by_default(int number) {
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    ASCEND_SIM_REAL(sigaction)(number, &action, nullptr);
}

/// Sends the signal after a few seconds of the wall clock, whatever this thread does then.
void send_later(int number) {
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = number;
    int timer = 0;
    constexpr itimerspec kPatience{{0, 0}, {3, 0}};
    sim::os_call(SYS_timer_create, CLOCK_MONOTONIC, sim::os_address(&event),
                 sim::os_address(&timer));
    sim::os_call(SYS_timer_settime, timer, 0, sim::os_address(&kPatience), 0);
}

void end_process(int number) {
    act_by_default(number);
    sigset_t just_this;
    sigemptyset(&just_this);
    sigaddset(&just_this, number);
    ASCEND_SIM_REAL(pthread_sigmask)(SIG_UNBLOCK, &just_this, nullptr);
    if (process.active && sim::os_call(SYS_getpid) == process.process_id) {
        send_later(number);
        process.library->close();
    }
    sim::os_call(SYS_tgkill, sim::os_call(SYS_getpid), sim::os_call(SYS_gettid), number);
}

void call_handler(int number, siginfo_t* information, void* context) {
    const struct sigaction& action = handlers[static_cast<std::size_t>(number)];
    if (!is_handled(action)) return end_process(number);
    if ((action.sa_flags & SA_SIGINFO) != 0) {
        action.sa_sigaction(number, information, context);
    } else {
        action.sa_handler(number);
    }
}

void on_signal(int number, siginfo_t* information, void* context) {
    const int error = errno;
    Thread* self = process.active ? &this_thread() : nullptr;
    if (self != nullptr && !is_from_here(*information)) process.library->note_outside();
    const bool again = self != nullptr && (self->pending_signals >> (number - 1) & 1) != 0;
    if (again && !is_handled(handlers[static_cast<std::size_t>(number)])) {
        act_by_default(number);
        sim::os_call(SYS_tgkill, sim::os_call(SYS_getpid), sim::os_call(SYS_gettid), number);
    } else if (self != nullptr && self->link.inside > 0 && !is_synchronous(number)) {
        self->signal_information[number] = *information;
        self->pending_signals |= std::uint64_t{1} << (number - 1);
        if (is_from_here(*information)) self->link.signal_clock = sender_clock.load();
        self->link.signalled = true;
        self->link.woken = 1;
        ++signals_seen;
        if (self->wake_descriptor >= 0) self->link.interrupt(self->link);
    } else {
        if (self != nullptr) ++self->in_handler;
        ++signals_seen;
        call_handler(number, information, context);
        if (self != nullptr) --self->in_handler;
    }
    errno = error;
}

void run_with_its_mask(Thread& self, int number) {
    const struct sigaction& action = handlers[static_cast<std::size_t>(number)];
    if ((action.sa_flags & SA_RESTART) == 0) self.restart = false;
    sigset_t mask = action.sa_mask, before;
    if ((action.sa_flags & SA_NODEFER) == 0) sigaddset(&mask, number);
    ASCEND_SIM_REAL(pthread_sigmask)(SIG_BLOCK, &mask, &before);
    siginfo_t information = self.signal_information[number];
    call_handler(number, &information, nullptr);
    ASCEND_SIM_REAL(pthread_sigmask)(SIG_SETMASK, &before, nullptr);
}

/// A signal of the process to itself reaches its handler before simulated time goes on, unless
/// every thread blocks it.
template <class Send>
int send_and_await(int number, Send send) {
    const bool handled = number > 0 && number < kSignals && process.active &&
                         is_handled(handlers[static_cast<std::size_t>(number)]);
    const std::uint32_t before = signals_seen;
    if (process.active) sender_clock = this_thread().link.clock.load();
    const int result = send();
    constexpr std::chrono::milliseconds kPatience(20);
    const auto end = sim::wall_now() + kPatience;
    while (result == 0 && handled && signals_seen == before && sim::wall_now() < end) {
        sim::os_call(SYS_sched_yield);
    }
    return result;
}

bool is_function(const struct sigaction& action) {
    return (action.sa_flags & SA_SIGINFO) != 0 ||
           (action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN);
}

constexpr struct sigaction kNoHandler {};

bool completes_output_by_default(int number, const struct sigaction& action) {
    return process.active && ends_the_process(number) && action.sa_handler == SIG_DFL;
}

bool is_ours(const struct sigaction& action) {
    return (action.sa_flags & SA_SIGINFO) != 0 && action.sa_sigaction == on_signal;
}

int change_action(int number, const struct sigaction* action, struct sigaction* old) {
    if (number <= 0 || number >= kSignals) return ASCEND_SIM_REAL(sigaction)(number, action, old);
    struct sigaction& mine = handlers[static_cast<std::size_t>(number)];
    const struct sigaction before = mine;
    struct sigaction wrapped {};
    if (action != nullptr) wrapped = *action;
    if (action != nullptr) mine = is_function(*action) ? *action : kNoHandler;
    if (action != nullptr &&
        (is_function(*action) || completes_output_by_default(number, *action))) {
        wrapped.sa_flags |= SA_SIGINFO;
        wrapped.sa_sigaction = on_signal;
        if (is_function(*action) && !is_synchronous(number)) any_handler = true;
    }
    struct sigaction real_old {};
    const int result =
        ASCEND_SIM_REAL(sigaction)(number, action == nullptr ? nullptr : &wrapped, &real_old);
    if (result != 0) {
        mine = before;
    } else if (old != nullptr) {
        *old = is_ours(real_old) ? before : real_old;
    }
    return result;
}

}  // namespace

void deliver_signals(sim::ThreadLink& link) {
    auto& self = reinterpret_cast<Thread&>(link);
    self.restart = true;
    while (link.signalled.exchange(false)) {
        while (self.pending_signals != 0) {
            const int bit = __builtin_ctzll(self.pending_signals);
            self.pending_signals &= ~(std::uint64_t{1} << bit);
            run_with_its_mask(self, bit + 1);
        }
    }
}

void complete_output_on_signals() {
    for (int number = 1; number < kSignals; ++number) {
        struct sigaction action {};
        if (!ends_the_process(number) ||
            ASCEND_SIM_REAL(sigaction)(number, nullptr, &action) != 0 || is_function(action) ||
            action.sa_handler != SIG_DFL)
            continue;
        change_action(number, &action, nullptr);
    }
}

bool has_signal_handlers() {
    return any_handler;
}

}  // namespace ascend::shim

using namespace ascend::shim;

ASCEND_SIM_INTERPOSE int sigaction(int number, const struct sigaction* action,
                                   struct sigaction* old) noexcept {
    return change_action(number, action, old);
}

ASCEND_SIM_INTERPOSE sighandler_t signal(int number, sighandler_t handler) noexcept {
    struct sigaction action {
    }, old{};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    return change_action(number, &action, &old) == 0 ? old.sa_handler : SIG_ERR;
}

ASCEND_SIM_INTERPOSE int kill(pid_t process_id, int number) noexcept {
    const auto send = [&] { return ASCEND_SIM_REAL(kill)(process_id, number); };
    return process_id == getpid() ? send_and_await(number, send) : send();
}

ASCEND_SIM_INTERPOSE int sigqueue(pid_t process_id, int number, const sigval value) noexcept {
    const auto send = [&] { return ASCEND_SIM_REAL(sigqueue)(process_id, number, value); };
    return process_id == getpid() ? send_and_await(number, send) : send();
}

ASCEND_SIM_INTERPOSE int pthread_kill(pthread_t thread, int number) noexcept {
    return send_and_await(number, [&] { return ASCEND_SIM_REAL(pthread_kill)(thread, number); });
}
