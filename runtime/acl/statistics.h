// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "traces/trace.h"

namespace ascend::runtime {

/// Totals of device tasks since the last reset: what ascend_sim_statistics() answers. Filled by the
/// thread that drives the simulation, read by any.
class Statistics {
  public:
    void add(const traces::TaskRecord& record);
    void reset();
    /// The JSON text that ascend_sim.h documents.
    std::string to_json() const;

  private:
    struct Operator {
        std::string name, type;
        std::string task_type, bound;
        std::uint32_t block_dim = 0;
        std::int64_t count = 0;
        Picoseconds total;
        std::map<std::string, Picoseconds> pipes;
    };

    void add_kernel(const traces::TaskRecord& record);

    mutable std::mutex mutex_;
    std::int64_t tasks_ = 0, model_tasks_ = 0, executions_ = 0, flops_ = 0;
    Picoseconds kernel_time_, device_time_;
    std::map<std::string, Picoseconds> bounds_, pipes_;
    std::vector<Operator> operators_;
    std::map<std::pair<std::string, std::string>, std::size_t> operator_index_;
};

/// A sink that adds every task to `statistics`, which outlives it.
std::unique_ptr<traces::Sink> make_statistics_sink(Statistics& statistics);

}  // namespace ascend::runtime
