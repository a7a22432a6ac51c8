// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "runtime/acl/model.h"

namespace ascend::runtime {

/// The loaded models of the process, by id: counted from 1 and never used again. Thread-safe.
class ModelTable {
  public:
    std::uint32_t add(std::shared_ptr<Model> model);
    /// Throws Failure{145003}.
    std::shared_ptr<Model> find(std::uint32_t id) const;
    /// The task of a loaded model on that device, with its model held; null: none.
    std::shared_ptr<const sim::TaskInfo> find_task(sim::DeviceId device, sim::StreamId stream,
                                                   std::uint32_t task) const;
    /// Throws Failure{145003}.
    void unload(Simulator& simulator, sim::HostThreadId thread, std::uint32_t id);
    void unload_context(Simulator& simulator, sim::HostThreadId thread, const Context& context);
    void unload_all(Simulator& simulator, sim::HostThreadId thread);

  private:
    std::shared_ptr<Model> take(std::uint32_t id);
    std::vector<std::shared_ptr<Model>> all() const;

    mutable std::mutex mutex_;
    std::map<std::uint32_t, std::shared_ptr<Model>> models_;
    std::uint32_t last_id_ = 0;
};

}  // namespace ascend::runtime
