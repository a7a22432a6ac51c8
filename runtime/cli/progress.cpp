// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace ascend::cli {
namespace {

constexpr auto kSilence = std::chrono::milliseconds(300);
constexpr const char* kClearLine = "\r\033[K";

}  // namespace

Progress::Progress()
    : terminal_(isatty(STDERR_FILENO) == 1), start_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
    if (shown_) fmt::print(stderr, "{}", kClearLine);
}

void Progress::show(std::string_view text) {
    if (!terminal_ || std::chrono::steady_clock::now() - start_ < kSilence) return;
    shown_ = true;
    fmt::print(stderr, "{}{}", kClearLine, text);
    std::fflush(stderr);
}

}  // namespace ascend::cli
