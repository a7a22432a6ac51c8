// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "acl/acl_base.h"

namespace ascend::runtime {

/// What the JSON file of aclInit says.
struct InitConfiguration {
    std::optional<std::int32_t> default_device;
    bool messages_of_process = false;
};

/// aclInit and aclFinalize: which calls are refused. Thread-safe. source: facts 4.1
class Lifecycle {
  public:
    /// Throws Failure: 100003 no such file, 100006 not JSON or deeper than 10, 100002 already
    /// initialised, 100000 another configuration than at the first aclInit.
    void initialise(const char* path);
    /// Throws Failure{100037} when the last call was a finalise, too.
    void finalise();
    /// As often as aclInit was called: gives one of its calls back. True when it was the last, and
    /// the library is to be finalised. Throws Failure{100037} as finalise(). source: facts 4.1
    bool release(std::uint64_t& left);
    /// aclInit was called, and aclFinalize not since.
    bool initialised() const;
    std::optional<std::int32_t> default_device() const;
    /// aclGetRecentErrMsg tells of all threads.
    bool messages_of_process() const;

  private:
    mutable std::mutex mutex_;
    bool initialised_ = false, finalised_ = false;
    std::uint64_t references_ = 0;
    std::optional<std::string> first_text_;
    InitConfiguration configuration_;
};

}  // namespace ascend::runtime
