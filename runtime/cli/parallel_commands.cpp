// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/parallel_commands.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <thread>

#include "traces/error.h"

namespace ascend::cli {
namespace {

struct Child {
    pid_t process = -1;
    int output = -1;
};

void check(int error, const std::string& what) {
    if (error != 0) throw Error(ErrorCode::kIo, fmt::format("{}: {}", what, std::strerror(error)));
}

Child start(const std::vector<std::string>& command) {
    int ends[2];
    check(pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno, "pipe");
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    Child child{-1, ends[0]};
    const int error = posix_spawn(&child.process, arguments.front(), &actions, nullptr,
                                  arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (error != 0) close(ends[0]);
    check(error, command.front());
    return child;
}

std::optional<std::string> finish(const Child& child) {
    std::string text;
    char buffer[4096];
    while (true) {
        const ssize_t count = read(child.output, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        text.append(buffer, static_cast<std::size_t>(count));
    }
    close(child.output);
    int status = 0;
    while (waitpid(child.process, &status, 0) < 0 && errno == EINTR) continue;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS) return std::nullopt;
    return text;
}

/// Children that still run are waited for, whatever happens.
class Running {
  public:
    Running() = default;
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        while (!children_.empty()) finish_first();
    }
    void add(const std::vector<std::string>& command) { children_.push_back(start(command)); }
    std::size_t size() const { return children_.size(); }
    std::optional<std::string> finish_first() {
        const Child first = children_.front();
        children_.pop_front();
        return finish(first);
    }

  private:
    std::deque<Child> children_;
};

}  // namespace

std::vector<std::optional<std::string>> run_commands(
    const std::vector<std::vector<std::string>>& commands,
    const std::function<void(std::size_t)>& done) {
    const std::size_t at_a_time = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::optional<std::string>> results;
    Running running;
    std::size_t next = 0;
    while (results.size() < commands.size()) {
        while (next < commands.size() && running.size() < at_a_time) running.add(commands[next++]);
        results.push_back(running.finish_first());
        done(results.size());
    }
    return results;
}

}  // namespace ascend::cli
