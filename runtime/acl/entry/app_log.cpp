// SPDX-License-Identifier: Apache-2.0
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "acl/acl_base.h"

namespace {

constexpr int kDefaultLevel = ACL_ERROR;
constexpr const char* kLevelNames[] = {"DEBUG", "INFO", "WARNING", "ERROR"};

bool printed() {
    const char* value = std::getenv("ASCEND_SLOG_PRINT_TO_STDOUT");
    return value != nullptr && std::strcmp(value, "1") == 0;
}

int least_level() {
    const char* value = std::getenv("ASCEND_GLOBAL_LOG_LEVEL");
    return value == nullptr ? kDefaultLevel : std::atoi(value);
}

}  // namespace

void aclAppLog(aclLogLevel logLevel, const char* func, const char* file, uint32_t line,
               const char* fmt, ...) {
    if (fmt == nullptr || logLevel < ACL_DEBUG || logLevel > ACL_ERROR) return;
    if (!printed() || logLevel < least_level()) return;
    std::va_list arguments;
    va_start(arguments, fmt);
    std::fprintf(stderr, "[%s] APP %s:%u %s: ", kLevelNames[logLevel], file == nullptr ? "" : file,
                 line, func == nullptr ? "" : func);
    std::vfprintf(stderr, fmt, arguments);
    std::fputc('\n', stderr);
    va_end(arguments);
}
