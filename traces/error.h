// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace ascend {

/// What kind of fault of the caller an Error reports. The front end maps it to an ACL code, the
/// command line to exit code 1 (kUsage: 2).
enum class ErrorCode {
    kInvalidArgument,    ///< a value outside its documented range
    kNotFound,           ///< an unknown name, id or file
    kMalformed,          ///< a file or text that does not parse
    kUnsupported,        ///< understood, but not modelled
    kResourceExhausted,  ///< memory, ids or queue space are used up
    kIo,                 ///< the operating system refused to read or write
    kUsage,              ///< a wrong command line
};

/// The caller's fault: says what was given, where, and what was expected, in one line.
class Error : public std::runtime_error {
  public:
    Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
    ErrorCode code() const { return code_; }

  private:
    ErrorCode code_;
};

/// A broken invariant of ours: prints `what` with its place on stderr, runs the exit hook once (it
/// flushes the sinks) and ends the process with code 70.
[[noreturn]] void internal_error(std::string_view what, const char* file, int line);

/// Sets what internal_error runs before it exits; an empty function clears it. Thread-safe.
void set_internal_error_hook(void (*hook)());

}  // namespace ascend

/// An assert that is on in release builds too. `message` is a string.
#define ASCEND_INVARIANT(condition, message)                                     \
    do {                                                                         \
        if (!(condition)) ::ascend::internal_error(message, __FILE__, __LINE__); \
    } while (false)
