// SPDX-License-Identifier: Apache-2.0
#include <alloca.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/shim/outside.h"
#include "runtime/shim/real.h"

/// Child processes, waits for signals, and the ends of a process that run no exit hooks.
using namespace ascend::shim;

namespace {

/// Completes the simulation's output, in the process that simulates and not in a child of it.
void close_output() {
    Thread* self = managed();
    if (self == nullptr || getpid() != process.process_id) return;
    process.library->close();
}

/// Asks without waiting first: a child that has ended costs no turn.
template <class Ask, class Wait>
pid_t wait_for_child(bool waits, Ask ask, Wait wait) {
    Thread* self = managed();
    if (self == nullptr) return wait();
    process.library->note_outside();
    if (!waits) return ask();
    const pid_t ended = ask();
    if (ended != 0) return ended;
    const Operation operation(*self);
    return outside(*self, "a child process", wait);
}

}  // namespace

ASCEND_SIM_INTERPOSE pid_t wait4(pid_t child, int* status, int options, rusage* usage) noexcept {
    return wait_for_child(
        (options & WNOHANG) == 0,
        [&] { return ASCEND_SIM_REAL(wait4)(child, status, options | WNOHANG, usage); },
        [&] { return ASCEND_SIM_REAL(wait4)(child, status, options, usage); });
}

ASCEND_SIM_INTERPOSE pid_t waitpid(pid_t child, int* status, int options) {
    return wait4(child, status, options, nullptr);
}
ASCEND_SIM_INTERPOSE pid_t wait3(int* status, int options, rusage* usage) noexcept {
    return wait4(-1, status, options, usage);
}
ASCEND_SIM_INTERPOSE pid_t wait(int* status) {
    return wait4(-1, status, 0, nullptr);
}

ASCEND_SIM_INTERPOSE int waitid(idtype_t type, id_t id, siginfo_t* information, int options) {
    Thread* self = managed();
    if (self == nullptr || (options & WNOHANG) != 0)
        return ASCEND_SIM_REAL(waitid)(type, id, information, options);
    const Operation operation(*self);
    return outside(*self, "a child process",
                   [&] { return ASCEND_SIM_REAL(waitid)(type, id, information, options); });
}

ASCEND_SIM_INTERPOSE int system(const char* command) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(system)(command);
    const Operation operation(*self);
    return outside(*self, "a command", [&] { return ASCEND_SIM_REAL(system)(command); });
}

namespace {

int await_handler(Thread& self, const sigset_t* mask) {
    while (await_descriptors(self, "a signal", nullptr, 0, kNoTimeout, mask) >= 0) {
    }
    return -1;
}

/// The signals of `set` as a descriptor, which is readable when one is pending for the caller.
int await_signal(Thread& self, const sigset_t* set, std::int64_t timeout) {
    const int descriptor = signalfd(-1, set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (descriptor < 0) return -1;
    pollfd one{descriptor, POLLIN, 0};
    const int ready = await_descriptors(self, "a signal", &one, 1, timeout);
    const int error = ready == 0 ? EAGAIN : errno;
    close(descriptor);
    errno = error;
    return ready;
}

}  // namespace

ASCEND_SIM_INTERPOSE int pause() {
    Thread* self = managed();
    return self == nullptr ? ASCEND_SIM_REAL(pause)() : await_handler(*self, nullptr);
}

ASCEND_SIM_INTERPOSE int sigsuspend(const sigset_t* mask) {
    Thread* self = managed();
    return self == nullptr ? ASCEND_SIM_REAL(sigsuspend)(mask) : await_handler(*self, mask);
}

ASCEND_SIM_INTERPOSE int sigtimedwait(const sigset_t* set, siginfo_t* information,
                                      const timespec* timeout) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sigtimedwait)(set, information, timeout);
    const std::int64_t limit = timeout == nullptr ? kNoTimeout : picoseconds(*timeout);
    if (await_signal(*self, set, limit) <= 0) return -1;
    constexpr timespec kNow{};
    return ASCEND_SIM_REAL(sigtimedwait)(set, information, &kNow);
}

ASCEND_SIM_INTERPOSE int sigwaitinfo(const sigset_t* set, siginfo_t* information) {
    if (managed() == nullptr) return ASCEND_SIM_REAL(sigwaitinfo)(set, information);
    return sigtimedwait(set, information, nullptr);
}

ASCEND_SIM_INTERPOSE int sigwait(const sigset_t* set, int* number) {
    if (managed() == nullptr) return ASCEND_SIM_REAL(sigwait)(set, number);
    siginfo_t information{};
    while (sigtimedwait(set, &information, nullptr) < 0) {
        if (errno != EINTR && errno != EAGAIN) return errno;
    }
    *number = information.si_signo;
    return 0;
}

ASCEND_SIM_INTERPOSE void _exit(int status) {
    close_output();
    ASCEND_SIM_REAL(_exit)(status);
    __builtin_unreachable();
}
ASCEND_SIM_INTERPOSE void _Exit(int status) noexcept {
    _exit(status);
}
ASCEND_SIM_INTERPOSE void quick_exit(int status) noexcept {
    close_output();
    ASCEND_SIM_REAL(quick_exit)(status);
    __builtin_unreachable();
}
ASCEND_SIM_INTERPOSE void abort() noexcept {
    close_output();
    ASCEND_SIM_REAL(abort)();
    __builtin_unreachable();
}

ASCEND_SIM_INTERPOSE int execve(const char* path, char* const arguments[],
                                char* const environment[]) noexcept {
    if (access(path, X_OK) == 0) close_output();
    return ASCEND_SIM_REAL(execve)(path, arguments, environment);
}
ASCEND_SIM_INTERPOSE int execv(const char* path, char* const arguments[]) noexcept {
    return execve(path, arguments, environ);
}
ASCEND_SIM_INTERPOSE int fexecve(int file, char* const arguments[],
                                 char* const environment[]) noexcept {
    close_output();
    return ASCEND_SIM_REAL(fexecve)(file, arguments, environment);
}
ASCEND_SIM_INTERPOSE int execvpe(const char* file, char* const arguments[],
                                 char* const environment[]) noexcept {
    close_output();
    return ASCEND_SIM_REAL(execvpe)(file, arguments, environment);
}
ASCEND_SIM_INTERPOSE int execvp(const char* file, char* const arguments[]) noexcept {
    return execvpe(file, arguments, environ);
}

namespace {

/// What follows the first argument of execl and its kin.
struct ArgumentList {
    std::size_t count = 0;               ///< of arguments, without the null
    char* const* environment = environ;  ///< execle's comes after the null
};

ArgumentList measure(const char* first, va_list rest, bool with_environment) {
    ArgumentList list;
    for (const char* each = first; each != nullptr; each = va_arg(rest, const char*)) ++list.count;
    if (with_environment) list.environment = va_arg(rest, char* const*);
    return list;
}

/// The arguments are put on the stack: a child made by vfork() has its parent's heap.
template <class Exec>
int exec_list(const ArgumentList& list, const char* first, va_list rest, Exec exec) {
    auto** arguments = static_cast<char**>(alloca((list.count + 1) * sizeof(char*)));
    arguments[0] = const_cast<char*>(first);
    for (std::size_t i = 1; i <= list.count; ++i) arguments[i] = va_arg(rest, char*);
    return exec(arguments);
}

}  // namespace

ASCEND_SIM_INTERPOSE int execl(const char* path, const char* argument, ...) noexcept {
    va_list rest;
    va_start(rest, argument);
    const ArgumentList list = measure(argument, rest, false);
    va_end(rest);
    va_start(rest, argument);
    const int result = exec_list(list, argument, rest, [&](char* const* arguments) {
        return execve(path, arguments, list.environment);
    });
    va_end(rest);
    return result;
}
ASCEND_SIM_INTERPOSE int execlp(const char* file, const char* argument, ...) noexcept {
    va_list rest;
    va_start(rest, argument);
    const ArgumentList list = measure(argument, rest, false);
    va_end(rest);
    va_start(rest, argument);
    const int result = exec_list(list, argument, rest, [&](char* const* arguments) {
        return execvpe(file, arguments, list.environment);
    });
    va_end(rest);
    return result;
}
ASCEND_SIM_INTERPOSE int execle(const char* path, const char* argument, ...) noexcept {
    va_list rest;
    va_start(rest, argument);
    const ArgumentList list = measure(argument, rest, true);
    va_end(rest);
    va_start(rest, argument);
    const int result = exec_list(list, argument, rest, [&](char* const* arguments) {
        return execve(path, arguments, list.environment);
    });
    va_end(rest);
    return result;
}
