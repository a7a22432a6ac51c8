// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <set>
#include <vector>

#include "acl/acl_prof.h"

/// What is profiled, on which devices.
struct aclprofConfig {
    std::vector<std::uint32_t> devices;
    aclprofAicoreMetrics metrics = ACL_AICORE_NONE;
    std::uint64_t data = 0;  ///< ACL_PROF bits
};

/// One step of a program.
struct aclprofStepInfo {
    std::uint64_t index = 0;
    bool started = false, ended = false;
};

namespace ascend::runtime {

/// Order of the calls that profile into files. What the run did goes to the simulator's own output
/// folder in any case. Thread-safe. source: facts 8.1
class Profiling {
  public:
    /// Throws Failure: 100042 initialised already; 100000, 100003 for the folder.
    void initialise(const char* folder, std::size_t length);
    /// Throws Failure{100043} when it is not initialised; the same for the calls below.
    void finalise();
    /// Throws Failure{100042} when one of the devices is profiled already.
    void start(const aclprofConfig& config);
    /// Throws Failure{100000} unless exactly this was started.
    void stop(const aclprofConfig& config);
    std::uint64_t next_step();

  private:
    std::mutex mutex_;
    bool initialised_ = false;
    std::vector<aclprofConfig> running_;
    std::uint64_t last_step_ = 0;
};

}  // namespace ascend::runtime
