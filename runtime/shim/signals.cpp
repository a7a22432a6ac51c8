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

/// The program did it to itself, at this instruction: cannot wait.
bool is_synchronous(int number) {
    return number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL ||
           number == SIGTRAP || number == SIGABRT || number == SIGSYS;
}

void call_handler(int number, siginfo_t* information, void* context) {
    const struct sigaction& action = handlers[static_cast<std::size_t>(number)];
    if ((action.sa_flags & SA_SIGINFO) != 0) {
        action.sa_sigaction(number, information, context);
    } else if (action.sa_handler != nullptr) {
        action.sa_handler(number);
    }
}

void on_signal(int number, siginfo_t* information, void* context) {
    const int error = errno;
    ++signals_seen;
    Thread* self = process.active ? &this_thread() : nullptr;
    if (self != nullptr && self->link.inside > 0 && !is_synchronous(number)) {
        self->signal_information[number] = *information;
        self->pending_signals |= std::uint64_t{1} << (number - 1);
        self->link.signalled = true;
        self->link.woken = 1;
        if (self->wake_descriptor >= 0) self->link.interrupt(self->link);
    } else {
        if (self != nullptr) ++self->in_handler;
        call_handler(number, information, context);
        if (self != nullptr) --self->in_handler;
    }
    errno = error;
}

bool is_handled(const struct sigaction& action) {
    return action.sa_handler != nullptr;
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

bool is_ours(const struct sigaction& action) {
    return (action.sa_flags & SA_SIGINFO) != 0 && action.sa_sigaction == on_signal;
}

int change_action(int number, const struct sigaction* action, struct sigaction* old) {
    if (number <= 0 || number >= kSignals) return ASCEND_SIM_REAL(sigaction)(number, action, old);
    struct sigaction& mine = handlers[static_cast<std::size_t>(number)];
    const struct sigaction before = mine;
    struct sigaction wrapped {};
    if (action != nullptr) wrapped = *action;
    if (action != nullptr && is_function(*action)) {
        mine = *action;
        wrapped.sa_flags |= SA_SIGINFO;
        wrapped.sa_sigaction = on_signal;
        if (!is_synchronous(number)) any_handler = true;
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
