// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

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

ASCEND_SIM_INTERPOSE int pause() {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pause)();
    while (await_descriptors(*self, "a signal", nullptr, 0, kNoTimeout) >= 0) {
    }
    return -1;
}

ASCEND_SIM_INTERPOSE int sigsuspend(const sigset_t* mask) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sigsuspend)(mask);
    sigset_t before;
    pthread_sigmask(SIG_SETMASK, mask, &before);
    const int result = pause();
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = EINTR;
    return result;
}

ASCEND_SIM_INTERPOSE int sigwait(const sigset_t* set, int* number) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sigwait)(set, number);
    const Operation operation(*self);
    return outside(*self, "a signal", [&] { return ASCEND_SIM_REAL(sigwait)(set, number); });
}

ASCEND_SIM_INTERPOSE int sigwaitinfo(const sigset_t* set, siginfo_t* information) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sigwaitinfo)(set, information);
    const Operation operation(*self);
    return outside(*self, "a signal",
                   [&] { return ASCEND_SIM_REAL(sigwaitinfo)(set, information); });
}

ASCEND_SIM_INTERPOSE int sigtimedwait(const sigset_t* set, siginfo_t* information,
                                      const timespec* timeout) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sigtimedwait)(set, information, timeout);
    const Operation operation(*self);
    return outside(*self, "a signal",
                   [&] { return ASCEND_SIM_REAL(sigtimedwait)(set, information, timeout); });
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

/// The arguments of execl and its kin, up to their null.
std::vector<char*> collect(const char* first, va_list rest) {
    std::vector<char*> arguments{const_cast<char*>(first)};
    while (arguments.back() != nullptr) arguments.push_back(va_arg(rest, char*));
    return arguments;
}

}  // namespace

ASCEND_SIM_INTERPOSE int execl(const char* path, const char* argument, ...) noexcept {
    va_list rest;
    va_start(rest, argument);
    const std::vector<char*> arguments = collect(argument, rest);
    va_end(rest);
    return execve(path, arguments.data(), environ);
}
ASCEND_SIM_INTERPOSE int execlp(const char* file, const char* argument, ...) noexcept {
    va_list rest;
    va_start(rest, argument);
    const std::vector<char*> arguments = collect(argument, rest);
    va_end(rest);
    return execvpe(file, arguments.data(), environ);
}
ASCEND_SIM_INTERPOSE int execle(const char* path, const char* argument, ...) noexcept {
    va_list rest;
    va_start(rest, argument);
    const std::vector<char*> arguments = collect(argument, rest);
    char* const* environment = va_arg(rest, char* const*);
    va_end(rest);
    return execve(path, arguments.data(), environment);
}
