// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/process_settings.h"

namespace ascend::runtime {

void ProcessSettings::set_option(const void* context, aclSysParamOpt option, std::int64_t value) {
    const std::lock_guard lock(mutex_);
    options_[{context, option}] = value;
}

std::optional<std::int64_t> ProcessSettings::option(const void* context,
                                                    aclSysParamOpt option) const {
    const std::lock_guard lock(mutex_);
    const auto found = options_.find({context, option});
    if (found == options_.end()) return std::nullopt;
    return found->second;
}

void ProcessSettings::set_overflow_mode(sim::DeviceId device, aclrtFloatOverflowMode mode) {
    const std::lock_guard lock(mutex_);
    overflow_modes_[device] = mode;
}

aclrtFloatOverflowMode ProcessSettings::overflow_mode(sim::DeviceId device) const {
    const std::lock_guard lock(mutex_);
    const auto found = overflow_modes_.find(device);
    return found == overflow_modes_.end() ? ACL_RT_OVERFLOW_MODE_SATURATION : found->second;
}

void ProcessSettings::set_execute_timeout(std::uint64_t microseconds) {
    const std::lock_guard lock(mutex_);
    execute_timeout_us_ = microseconds;
}

std::uint64_t ProcessSettings::execute_timeout() const {
    const std::lock_guard lock(mutex_);
    return execute_timeout_us_;
}

}  // namespace ascend::runtime
