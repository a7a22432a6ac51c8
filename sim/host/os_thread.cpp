// SPDX-License-Identifier: Apache-2.0
#include "sim/host/os_thread.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

#include <array>
#include <string_view>
#include <utility>

#include "sim/host/os_call.h"

namespace ascend::sim {

OsThread::OsThread() : id_(gettid()), processor_clock_{} {
    pthread_getcpuclockid(pthread_self(), &processor_clock_);
}

bool OsThread::gone(std::uint64_t calls, std::chrono::milliseconds grace,
                    std::chrono::milliseconds asleep_grace) {
    const auto wall = wall_now();
    const auto processor = processor_time();
    if (processor != std::exchange(last_processor_time_, processor)) idle_since_ = wall;
    if (calls != std::exchange(calls_, calls)) {
        idle_since_ = wall;
        processor_time_ = processor;
        return false;
    }
    if (processor - processor_time_ >= grace) return true;
    return wall - idle_since_ >= asleep_grace && asleep();
}

/// The state letter of /proc/self/task/ID/stat, after the name in parentheses: asleep, or a main
/// thread that has ended before others. A thread whose entry cannot be read counts as asleep: then
/// wall time alone decides.
bool OsThread::asleep() const {
    const int file =
        open(fmt::format("/proc/self/task/{}/stat", id_).c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return true;
    std::array<char, 256> buffer{};
    const ssize_t length = read(file, buffer.data(), buffer.size());
    close(file);
    const std::string_view text(buffer.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
    const std::size_t name_end = text.rfind(')');
    if (name_end == std::string_view::npos || name_end + 2 >= text.size()) return true;
    const char state = text[name_end + 2];
    return state == 'S' || state == 'Z';
}

std::chrono::nanoseconds OsThread::processor_time() const {
    return os_clock(processor_clock_);
}

}  // namespace ascend::sim
