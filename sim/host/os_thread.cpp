// SPDX-License-Identifier: Apache-2.0
#include "sim/host/os_thread.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

#include <array>
#include <string_view>

namespace ascend::sim {

OsThread::OsThread() : id_(gettid()), processor_clock_{} {
    pthread_getcpuclockid(pthread_self(), &processor_clock_);
}

bool OsThread::gone(std::uint64_t calls, std::chrono::milliseconds grace) {
    const auto now = std::chrono::steady_clock::now();
    if (calls != calls_) {
        calls_ = calls;
        since_ = now;
        processor_time_ = processor_time();
        return false;
    }
    if (now - since_ < grace) return false;
    return asleep() || processor_time() - processor_time_ >= grace;
}

/// The state letter of /proc/self/task/ID/stat, after the name in parentheses. A thread whose entry
/// cannot be read counts as asleep: then wall time alone decides.
bool OsThread::asleep() const {
    const int file = open(fmt::format("/proc/self/task/{}/stat", id_).c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return true;
    std::array<char, 256> buffer{};
    const ssize_t length = read(file, buffer.data(), buffer.size());
    close(file);
    const std::string_view text(buffer.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
    const std::size_t name_end = text.rfind(')');
    if (name_end == std::string_view::npos || name_end + 2 >= text.size()) return true;
    return text[name_end + 2] == 'S';
}

std::chrono::nanoseconds OsThread::processor_time() const {
    timespec time{};
    if (clock_gettime(processor_clock_, &time) != 0) return std::chrono::nanoseconds::zero();
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace ascend::sim
