// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sim/device/machine.h"

namespace ascend::runtime {

struct Caller;

/// A message of the program on the timeline.
struct Stamp {
    std::string message;
};

/// Marks and ranges that a program draws on the timeline of its threads (aclprofMark, Push and Pop,
/// RangeStart and RangeStop). Thread-safe.
class StampTable {
  public:
    void* create();
    void destroy(void* stamp);
    /// Throws Failure{100000} for what create() did not return, or was destroyed.
    void set_message(void* stamp, std::string message);
    std::string message_of(void* stamp) const;

    /// Draws an instant.
    static void mark(const Caller& caller, const std::string& message);
    /// Ranges of a thread that lie in each other. Throws Failure{100000} when none is open.
    static void push(const Caller& caller, std::string message);
    static void pop(const Caller& caller);
    /// Ranges that lie anywhere. Throws Failure{100000} for an unknown one.
    std::uint32_t start(const Caller& caller, std::string message);
    void stop(const Caller& caller, std::uint32_t range);

  private:
    struct Range {
        std::string message;
        Picoseconds start;
    };
    static std::vector<Range>& open_ranges();

    mutable std::mutex mutex_;
    std::map<const void*, std::unique_ptr<Stamp>> stamps_;
    std::map<std::uint32_t, Range> ranges_;
    std::uint32_t last_range_ = 0;
};

}  // namespace ascend::runtime
