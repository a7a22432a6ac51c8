// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/statistics.h"

#include <boost/json.hpp>

namespace ascend::runtime {
namespace {

namespace json = boost::json;
using traces::TaskRecord;

constexpr std::uint32_t kNoModel = 0xffffffff;

/// Kernels are what occupies cores or the AI CPU; the rest orders and copies.
bool is_kernel(const TaskRecord& record) {
    return record.block_dim > 0 || record.task_type == "AI_CPU";
}

json::object times_json(const std::map<std::string, Picoseconds>& times) {
    json::object result;
    for (const auto& [name, time] : times) result[name] = to_microseconds(time);
    return result;
}

class StatisticsSink final : public traces::Sink {
  public:
    explicit StatisticsSink(Statistics& statistics) : statistics_(statistics) {}
    void declare(const traces::Track&) override {}
    void slice(const traces::Slice&) override {}
    void counter(const traces::Counter&) override {}
    void task(const TaskRecord& record) override { statistics_.add(record); }
    void finish(Picoseconds) override {}

  private:
    Statistics& statistics_;
};

}  // namespace

void Statistics::add(const TaskRecord& record) {
    const std::lock_guard lock(mutex_);
    ++tasks_;
    if (record.model != kNoModel) ++model_tasks_;
    if (record.task_type == "MODEL_EXECUTE") {
        ++executions_;
        device_time_ += record.end - record.start;
    }
    if (is_kernel(record)) add_kernel(record);
}

void Statistics::add_kernel(const TaskRecord& record) {
    const Picoseconds time = record.end - record.start;
    kernel_time_ += time;
    flops_ += record.flops;
    bounds_[std::string(record.bound)] += time;
    const auto [found, added] =
        operator_index_.try_emplace({record.name, record.type}, operators_.size());
    if (added)
        operators_.push_back({record.name,
                              record.type,
                              std::string(record.task_type),
                              std::string(record.bound),
                              record.block_dim,
                              0,
                              {},
                              {}});
    Operator& op = operators_[found->second];
    ++op.count;
    op.total += time;
    for (const traces::PipeTime& pipe : record.pipes) {
        op.pipes[std::string(pipe.pipe)] += pipe.busy;
        pipes_[std::string(pipe.pipe)] += pipe.busy;
    }
}

void Statistics::reset() {
    const std::lock_guard lock(mutex_);
    tasks_ = model_tasks_ = executions_ = flops_ = 0;
    kernel_time_ = device_time_ = {};
    bounds_.clear();
    pipes_.clear();
    operators_.clear();
    operator_index_.clear();
}

std::string Statistics::to_json() const {
    const std::lock_guard lock(mutex_);
    json::array operators;
    for (const Operator& op : operators_)
        operators.push_back({{"name", op.name},
                             {"type", op.type},
                             {"task_type", op.task_type},
                             {"bound", op.bound},
                             {"block_dim", op.block_dim},
                             {"count", op.count},
                             {"total_us", to_microseconds(op.total)},
                             {"pipes", times_json(op.pipes)}});
    return json::serialize(json::object{{"tasks", tasks_},
                                        {"kernel_us", to_microseconds(kernel_time_)},
                                        {"flops", flops_},
                                        {"executions", executions_},
                                        {"device_us", to_microseconds(device_time_)},
                                        {"model_tasks", model_tasks_},
                                        {"bounds", times_json(bounds_)},
                                        {"pipes", times_json(pipes_)},
                                        {"operators", std::move(operators)}});
}

std::unique_ptr<traces::Sink> make_statistics_sink(Statistics& statistics) {
    return std::make_unique<StatisticsSink>(statistics);
}

}  // namespace ascend::runtime
