// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "acl/acl_rt.h"
#include "sim/device/task.h"

namespace ascend::runtime {

/// Values that programs set and ask for again; kernels of the simulator do not depend on them.
/// Thread-safe.
class ProcessSettings {
  public:
    /// Options of the process (`context` null) or of a context; nullopt: never set.
    void set_option(const void* context, aclSysParamOpt option, std::int64_t value);
    std::optional<std::int64_t> option(const void* context, aclSysParamOpt option) const;

    void set_overflow_mode(sim::DeviceId device, aclrtFloatOverflowMode mode);
    aclrtFloatOverflowMode overflow_mode(sim::DeviceId device) const;

    /// Limit of kernels that are launched later, in microseconds; 0: the largest.
    void set_execute_timeout(std::uint64_t microseconds);
    std::uint64_t execute_timeout() const;

  private:
    mutable std::mutex mutex_;
    std::map<std::pair<const void*, aclSysParamOpt>, std::int64_t> options_;
    std::map<sim::DeviceId, aclrtFloatOverflowMode> overflow_modes_;
    std::uint64_t execute_timeout_us_ = 0;
};

}  // namespace ascend::runtime
