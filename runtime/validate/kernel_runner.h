// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/lowering/kernel_kind.h"
#include "models/lowering/operator.h"
#include "sim/device/machine.h"
#include "sim/kernel/kernel_plan.h"

namespace ascend::validate {

/// What L2 holds when a measured kernel starts.
enum class L2Start {
    kWarm,  ///< what the same kernel left behind
    kCold,  ///< nothing
    kUsed,  ///< what other kernels read and wrote, of which what they wrote has to leave
};

/// A kernel as the device ran it.
struct KernelMeasurement {
    double time_us = 0;                         ///< dispatch to end, as profilers count
    std::map<std::string, double> pipe_shares;  ///< busy share of the cores' time, by pipe name
};

/// Runs single kernels on a machine of its own, one device per SoC. One per process, as a machine
/// is.
class KernelRunner {
  public:
    KernelRunner(const std::vector<std::string>& socs, bool exact);

    const sim::SocSpec& soc(const std::string& name) const;
    /// Lowers the operator and runs it. Throws Error as models::lower(); Error{kUnsupported} for
    /// one that runs on the AI CPU.
    KernelMeasurement run(const std::string& soc, const models::OperatorShape& op, L2Start l2,
                          models::KernelKind kind = models::KernelKind::kLibrary);
    KernelMeasurement run(const std::string& soc, std::shared_ptr<const sim::KernelPlan> plan,
                          L2Start l2);
    /// Kernels that follow each other: the first operand of each is the last of the one before.
    KernelMeasurement run(const std::string& soc, const std::vector<models::OperatorShape>& chain,
                          L2Start l2);

  private:
    class Records;
    struct Device {
        sim::DeviceId id = 0;
        sim::StreamId stream = 0;
    };
    KernelMeasurement run(const std::string& soc, const std::vector<sim::KernelTask>& tasks,
                          L2Start l2);
    void submit(const Device& device, const sim::KernelTask& task);

    std::shared_ptr<Records> records_;
    sim::Machine* machine_ = nullptr;
    sim::HostThreadId thread_ = 0;
    std::map<std::string, Device> devices_;
};

}  // namespace ascend::validate
