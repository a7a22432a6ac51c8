// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/child_program.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>

#include "traces/error.h"

namespace ascend::cli {
namespace {

constexpr std::array kPassedOn = {SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGQUIT, SIGINT};

volatile sig_atomic_t child = 0;

/// The terminal sends SIGINT and SIGQUIT to the program as well; then it has them already.
void pass_on(int number, siginfo_t* information, void*) {
    const bool from_terminal = information->si_code == SI_KERNEL;
    if (child > 0 && !from_terminal) kill(static_cast<pid_t>(child), number);
}

/// In the child: becomes the program. What went wrong goes back through the pipe.
[[noreturn]] void become(const std::vector<std::string>& program,
                         const std::vector<std::pair<std::string, std::string>>& environment,
                         int pipe) {
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> arguments;
    for (const std::string& argument : program)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    const int error = errno;
    [[maybe_unused]] const auto written = write(pipe, &error, sizeof error);
    _exit(1);
}

void pass_signals_on() {
    struct sigaction action {};
    action.sa_sigaction = pass_on;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    for (const int number : kPassedOn) sigaction(number, &action, nullptr);
}

/// The error number of a failed start, or 0 once the program runs.
int error_from(int pipe) {
    int error = 0;
    if (read(pipe, &error, sizeof error) != sizeof error) error = 0;
    close(pipe);
    return error;
}

ChildEnd await(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    child = 0;
    if (WIFSIGNALED(status)) return {0, WTERMSIG(status)};
    return {WEXITSTATUS(status), 0};
}

}  // namespace

ChildEnd run_program(const std::vector<std::string>& program,
                     const std::vector<std::pair<std::string, std::string>>& environment) {
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0)
        throw Error(ErrorCode::kIo, fmt::format("no pipe: {}", std::strerror(errno)));
    std::fflush(nullptr);
    const pid_t process = fork();
    if (process < 0)
        throw Error(ErrorCode::kIo, fmt::format("no process: {}", std::strerror(errno)));
    if (process == 0) become(program, environment, pipe[1]);
    close(pipe[1]);
    child = process;
    pass_signals_on();
    if (const int error = error_from(pipe[0])) {
        await(process);
        throw Error(ErrorCode::kNotFound,
                    fmt::format("{}: cannot be run: {}", program.front(), std::strerror(error)));
    }
    return await(process);
}

}  // namespace ascend::cli
