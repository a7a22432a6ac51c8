// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "traces/output_file.h"
#include "traces/sinks.h"
#include "traces/timestamp.h"

namespace ascend::traces {
namespace {

// Columns as msprof 8.5 writes them (facts: formats.md 4).
constexpr std::string_view kOpSummaryHeader =
    "Device_id,Model ID,Task ID,Stream ID,Op Name,OP Type,OP State,Task Type,Task Start Time(us),"
    "Task Duration(us),Task Wait Time(us),Block Dim,Mix Block Dim,HF32 Eligible,Input Shapes,"
    "Input Data Types,Input Formats,Output Shapes,Output Data Types,Output Formats,Context ID,"
    "aicore_time(us),aic_total_cycles,aic_mac_time(us),aic_mac_ratio,aic_scalar_time(us),"
    "aic_scalar_ratio,aic_mte1_time(us),aic_mte1_ratio,aic_mte2_time(us),aic_mte2_ratio,"
    "aic_fixpipe_time(us),aic_fixpipe_ratio,aic_icache_miss_rate,aiv_time(us),aiv_total_cycles,"
    "aiv_vec_time(us),aiv_vec_ratio,aiv_scalar_time(us),aiv_scalar_ratio,aiv_mte2_time(us),"
    "aiv_mte2_ratio,aiv_mte3_time(us),aiv_mte3_ratio,aiv_icache_miss_rate,cube_utilization(%)\n";
constexpr std::string_view kOpStatisticHeader =
    "Device_id,OP Type,Core Type,Count,Total Time(us),Min Time(us),Avg Time(us),Max "
    "Time(us),Ratio(%)\n";
constexpr std::string_view kTaskTimeHeader =
    "Device_id,kernel_name,kernel_type,stream_id,task_id,task_time(us),task_start(us),task_stop(us)"
    "\n";
constexpr std::string_view kApiStatisticHeader =
    "Device_id,Level,API Name,Time(us),Count,Avg(us),Min(us),Max(us),Variance\n";

/// Running minimum, maximum, mean and variance of durations (in nanoseconds, so that sums are
/// exact).
class Durations {
  public:
    void add(Picoseconds duration) {
        const std::int64_t ns = to_nanoseconds(duration);
        min_ = count_ == 0 ? ns : std::min(min_, ns);
        max_ = std::max(max_, ns);
        sum_ += ns;
        squares_ += static_cast<double>(ns) * static_cast<double>(ns);
        ++count_;
    }
    std::int64_t count() const { return count_; }
    double total_us() const { return static_cast<double>(sum_) / 1e3; }
    double mean_us() const { return total_us() / static_cast<double>(count_); }
    double min_us() const { return static_cast<double>(min_) / 1e3; }
    double max_us() const { return static_cast<double>(max_) / 1e3; }
    double variance_us2() const {
        const double n = static_cast<double>(count_);
        const double mean = static_cast<double>(sum_) / n;
        return std::max(0.0, squares_ / n - mean * mean) / 1e6;
    }

  private:
    std::int64_t count_ = 0, min_ = 0, max_ = 0, sum_ = 0;
    double squares_ = 0;
};

std::string csv_quoted(std::string_view text) {
    std::string result = "\"";
    for (char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + '"';
}

std::string joined(const std::vector<TensorInfo>& tensors, std::string TensorInfo::*field) {
    std::string result;
    for (const TensorInfo& tensor : tensors) {
        if (!result.empty()) result += ';';
        result += tensor.*field;
    }
    return tensors.empty() ? "N/A" : csv_quoted(result);
}

std::string tensor_columns(const std::vector<TensorInfo>& tensors) {
    return joined(tensors, &TensorInfo::shape) + ',' + joined(tensors, &TensorInfo::data_type) +
           ',' + joined(tensors, &TensorInfo::format);
}

bool on_ai_core(const TaskRecord& task) {
    return task.task_type == "AI_CORE" || task.task_type == "MIX_AIC";
}
bool on_vector_core(const TaskRecord& task) {
    return task.task_type == "AI_VECTOR_CORE";
}

/// "time,ratio" of one pipe: its share of the cores' time, and that share of the kernel's core
/// time.
std::string pipe_columns(const TaskRecord& task, std::string_view pipe) {
    const auto entry = std::ranges::find(task.pipes, pipe, &PipeTime::pipe);
    const Picoseconds cores = task.core_time * std::max<std::int64_t>(task.block_dim, 1);
    if (entry == task.pipes.end() || cores == Picoseconds(0)) return "N/A,N/A";
    const double ratio =
        static_cast<double>(entry->busy.count()) / static_cast<double>(cores.count());
    return fmt::format("{:.3f},{:.3f}", ratio * to_microseconds(task.core_time), ratio);
}

template <std::size_t N>
std::string core_columns(const TaskRecord& task, bool present,
                         const std::array<std::string_view, N>& pipes) {
    std::string result = present
                             ? fmt::format("{},{}", microseconds_text(task.core_time), task.cycles)
                             : std::string("0,0");
    for (std::string_view pipe : pipes)
        result += ',' + (present ? pipe_columns(task, pipe) : std::string("0,0"));
    return result + (present ? ",0" : ",N/A");
}

class MsprofSink final : public Sink {
  public:
    explicit MsprofSink(const std::filesystem::path& folder)
        : op_summary_(table(folder, "op_summary")),
          op_statistic_(table(folder, "op_statistic")),
          task_time_(table(folder, "task_time")),
          api_statistic_(table(folder, "api_statistic")) {
        op_summary_.write(kOpSummaryHeader);
        op_statistic_.write(kOpStatisticHeader);
        task_time_.write(kTaskTimeHeader);
        api_statistic_.write(kApiStatisticHeader);
    }

    void declare(const Track&) override {}
    void counter(const Counter&) override {}

    void slice(const Slice& slice) override {
        if (slice.category == "acl") apis_[slice.name].add(slice.end - slice.start);
    }

    void task(const TaskRecord& task) override {
        task_time_.write(fmt::format("{},{},{},{},{},{},{}\t,{}\t\n", task.device,
                                     csv_quoted(task.name), task.task_type, task.stream, task.task,
                                     microseconds_text(task.end - task.start),
                                     microseconds_text(task.start), microseconds_text(task.end)));
        if (task.core_time == Picoseconds(0) && task.task_type != "AI_CPU") return;
        op_summary_.write(op_summary_row(task));
        types_[{task.device, task.type, std::string(task.task_type)}].add(task.end - task.start);
    }

    void finish(Picoseconds) override {
        write_op_statistic();
        for (const auto& [name, durations] : apis_)
            api_statistic_.write(fmt::format("host,acl,{},{:.3f},{},{:.3f},{:.3f},{:.3f},{:.3f}\n",
                                             name, durations.total_us(), durations.count(),
                                             durations.mean_us(), durations.min_us(),
                                             durations.max_us(), durations.variance_us2()));
        for (OutputFile* file : {&op_summary_, &op_statistic_, &task_time_, &api_statistic_})
            file->commit();
    }

  private:
    struct TypeKey {
        std::uint32_t device = 0;
        std::string type, core_type;
        auto operator<=>(const TypeKey&) const = default;
    };

    static OutputFile table(const std::filesystem::path& folder, std::string_view name) {
        std::error_code ignored;  // OutputFile reports a folder that cannot be used
        std::filesystem::create_directories(folder, ignored);
        return OutputFile(folder / fmt::format("{}_{}.csv", name, kRunStamp));
    }

    std::string op_summary_row(const TaskRecord& task) {
        const Picoseconds wait = std::max(Picoseconds(0), task.start - last_end_[task.device]);
        last_end_[task.device] = std::max(last_end_[task.device], task.end);
        const bool mix = task.task_type == "MIX_AIC";
        return fmt::format(
            "{},{},{},{},{},{},static,{},{}\t,{},{},{},{},NO,{},{},N/A,{},{},{}\n", task.device,
            task.model, task.task, task.stream, csv_quoted(task.name), task.type, task.task_type,
            microseconds_text(task.start), microseconds_text(task.end - task.start),
            microseconds_text(wait), task.block_dim, mix ? 2 * task.block_dim : 0,
            tensor_columns(task.inputs), tensor_columns(task.outputs),
            core_columns(
                task, on_ai_core(task),
                std::array<std::string_view, 5>{"CUBE", "SCALAR", "MTE1", "MTE2", "FIXPIPE"}),
            core_columns(task, on_vector_core(task),
                         std::array<std::string_view, 4>{"VECTOR", "SCALAR", "MTE2", "MTE3"}),
            cube_utilization(task));
    }

    // Share of the task's duration (not core time) in which the cubes of its cores were busy.
    static std::string cube_utilization(const TaskRecord& task) {
        const auto cube = std::ranges::find(task.pipes, std::string_view("CUBE"), &PipeTime::pipe);
        const Picoseconds cores =
            (task.end - task.start) * std::max<std::int64_t>(task.block_dim, 1);
        if (cube == task.pipes.end() || cores == Picoseconds(0)) return "0";
        return fmt::format("{:.3f}", 100.0 * static_cast<double>(cube->busy.count()) /
                                         static_cast<double>(cores.count()));
    }

    void write_op_statistic() {
        std::map<std::uint32_t, double> totals;
        for (const auto& [key, durations] : types_) totals[key.device] += durations.total_us();
        for (const auto& [key, durations] : types_)
            op_statistic_.write(fmt::format("{},{},{},{},{:.3f},{:.3f},{:.3f},{:.3f},{:.3f}\n",
                                            key.device, key.type, key.core_type, durations.count(),
                                            durations.total_us(), durations.min_us(),
                                            durations.mean_us(), durations.max_us(),
                                            100.0 * durations.total_us() / totals[key.device]));
    }

    OutputFile op_summary_, op_statistic_, task_time_, api_statistic_;
    std::map<TypeKey, Durations> types_;
    std::map<std::string, Durations> apis_;
    std::map<std::uint32_t, Picoseconds> last_end_;
};

}  // namespace

std::unique_ptr<Sink> make_msprof_sink(const std::filesystem::path& folder) {
    return std::make_unique<MsprofSink>(folder);
}

}  // namespace ascend::traces
