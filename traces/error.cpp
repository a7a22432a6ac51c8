// SPDX-License-Identifier: Apache-2.0
#include "traces/error.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>

namespace ascend {
namespace {

constexpr int kExitInternalError = 70;
std::atomic<void (*)()> exit_hook{nullptr};

}  // namespace

void set_internal_error_hook(void (*hook)()) {
    exit_hook.store(hook);
}

void internal_error(std::string_view what, const char* file, int line) {
    std::fprintf(stderr, "ascend-sim: internal error: %.*s (%s:%d)\n",
                 static_cast<int>(what.size()), what.data(), file, line);
    if (auto* hook = exit_hook.exchange(nullptr)) hook();
    _exit(kExitInternalError);
}

}  // namespace ascend
