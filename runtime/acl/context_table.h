// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "runtime/acl/context.h"
#include "runtime/acl/handle_table.h"

namespace ascend::runtime {

/// The contexts of the process, and of each device the primary one with its reference count.
/// Thread-safe. source: facts 4.2, 4.3
class ContextTable {
  public:
    void set_device_count(std::uint32_t count);

    /// Throws Failure{107001} for a device outside the range.
    void check_device(std::int32_t device) const;
    /// True the first time it is asked for a device.
    bool first_use(std::int32_t device);
    /// Whether a thread holds a reference on the primary context of the device.
    bool is_set(std::int32_t device) const;
    /// Takes a reference on the primary context of the device.
    std::shared_ptr<Context> set_device(Simulator& simulator, sim::HostThreadId thread,
                                        std::int32_t device);
    /// Gives a reference (with `force`: all of them) back; without any left, contexts, events,
    /// models and memory of the device go. Throws Failure: 107001; 507007 when it is not set.
    void reset_device(Simulator& simulator, sim::HostThreadId thread, std::int32_t device,
                      bool force);

    /// Aborts what runs in all contexts of the device. Throws Failure: 107001, 507033 not set.
    void abort_device(Simulator& simulator, sim::HostThreadId thread, std::int32_t device);

    std::shared_ptr<Context> create(Simulator& simulator, sim::HostThreadId thread,
                                    std::int32_t device);
    /// Throws Failure{107002} for a primary or destroyed context.
    void destroy(Simulator& simulator, sim::HostThreadId thread, aclrtContext handle);
    /// Null when destroyed or foreign.
    std::shared_ptr<Context> find(aclrtContext handle) const { return contexts_.find(handle); }

    void release_all(Simulator& simulator, sim::HostThreadId thread);

  private:
    struct Primary {
        std::shared_ptr<Context> context;
        std::uint32_t references = 0;
        bool used = false;
    };
    std::shared_ptr<Context> open(Simulator& simulator, sim::HostThreadId thread,
                                  sim::DeviceId device, bool primary);
    /// Counts a reference on the primary context, which becomes `if_there_is_none` when there is
    /// none; null when there is neither.
    std::shared_ptr<Context> refer_to_primary(sim::DeviceId device,
                                              const std::shared_ptr<Context>& if_there_is_none);
    std::vector<std::shared_ptr<Context>> contexts_of(sim::DeviceId device) const;

    HandleTable<Context> contexts_{HandleKind::kContext};
    mutable std::mutex mutex_;
    std::vector<Primary> primaries_;
};

}  // namespace ascend::runtime
