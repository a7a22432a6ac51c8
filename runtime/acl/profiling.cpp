// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/profiling.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "runtime/acl/failure.h"

namespace ascend::runtime {
namespace {

constexpr std::size_t kLongestPath = 4096;

bool same(const aclprofConfig& a, const aclprofConfig& b) {
    return a.devices == b.devices && a.metrics == b.metrics && a.data == b.data;
}

bool shares_device(const aclprofConfig& a, const aclprofConfig& b) {
    return std::any_of(a.devices.begin(), a.devices.end(), [&](std::uint32_t device) {
        return std::find(b.devices.begin(), b.devices.end(), device) != b.devices.end();
    });
}

void check_initialised(bool initialised) {
    require(initialised, ACL_ERROR_PROF_NOT_RUN, "aclprofInit was not called");
}

}  // namespace

void Profiling::initialise(const char* folder, std::size_t length) {
    require_argument(folder, "profilerResultPath");
    require(length > 0 && length < kLongestPath && length == std::strlen(folder),
            ACL_ERROR_INVALID_PARAM, "length is not that of the path, or beyond 4095");
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    require(std::filesystem::is_directory(folder, error), ACL_ERROR_INVALID_FILE,
            "profilerResultPath is no folder and cannot be made one");
    const std::lock_guard lock(mutex_);
    require(!initialised_, ACL_ERROR_PROF_ALREADY_RUN, "aclprofInit was called before");
    initialised_ = true;
}

void Profiling::finalise() {
    const std::lock_guard lock(mutex_);
    check_initialised(initialised_);
    initialised_ = false;
    running_.clear();
}

void Profiling::start(const aclprofConfig& config) {
    const std::lock_guard lock(mutex_);
    check_initialised(initialised_);
    for (const aclprofConfig& other : running_)
        require(!shares_device(config, other), ACL_ERROR_PROF_ALREADY_RUN,
                "a device of the configuration is profiled already");
    running_.push_back(config);
}

void Profiling::stop(const aclprofConfig& config) {
    const std::lock_guard lock(mutex_);
    check_initialised(initialised_);
    const auto found =
        std::find_if(running_.begin(), running_.end(),
                     [&](const aclprofConfig& other) { return same(config, other); });
    require(found != running_.end(), ACL_ERROR_INVALID_PARAM,
            "profiling was not started with this configuration");
    running_.erase(found);
}

std::uint64_t Profiling::next_step() {
    const std::lock_guard lock(mutex_);
    return ++last_step_;
}

}  // namespace ascend::runtime
