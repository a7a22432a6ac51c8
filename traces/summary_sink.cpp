// SPDX-License-Identifier: Apache-2.0
#include <boost/json.hpp>
#include <map>

#include "traces/json_text.h"
#include "traces/output_file.h"
#include "traces/sinks.h"
#include "traces/timestamp.h"

namespace ascend::traces {
namespace {

namespace json = boost::json;

struct Totals {
    std::int64_t count = 0;
    Picoseconds time;
};

struct DeviceTotals {
    Totals tasks;
    std::int64_t flops = 0;
    Bytes l2_read, l2_write, dram_read, dram_write;
    std::map<std::string, Totals> types, bounds;
    std::map<std::string, Picoseconds> pipes;
};

json::object totals_json(const std::map<std::string, Totals>& totals) {
    json::object result;
    for (const auto& [name, total] : totals)
        result[name] = {{"count", total.count}, {"time_us", to_microseconds(total.time)}};
    return result;
}

void add(Totals& totals, Picoseconds time) {
    ++totals.count;
    totals.time += time;
}

json::object device_json(const DeviceTotals& device) {
    json::object pipes;
    for (const auto& [pipe, busy] : device.pipes) pipes[pipe] = to_microseconds(busy);
    return {{"tasks", device.tasks.count},
            {"task_time_us", to_microseconds(device.tasks.time)},
            {"flops", device.flops},
            {"l2_read_bytes", device.l2_read.count()},
            {"l2_write_bytes", device.l2_write.count()},
            {"dram_read_bytes", device.dram_read.count()},
            {"dram_write_bytes", device.dram_write.count()},
            {"types", totals_json(device.types)},
            {"bounds", totals_json(device.bounds)},
            {"pipe_busy_core_us", pipes}};
}

class SummarySink final : public Sink {
  public:
    explicit SummarySink(const std::filesystem::path& file) : file_(file) {}

    void declare(const Track& track) override { names_[track.id] = track; }
    void counter(const Counter&) override {}

    void slice(const Slice& slice) override {
        const auto track = names_.find(slice.track);
        if (track == names_.end() || track->second.kind != TrackKind::kEngine) return;
        engines_[slice.track] += slice.end - slice.start;
    }

    void task(const TaskRecord& task) override {
        DeviceTotals& device = devices_[task.device];
        const Picoseconds time = task.end - task.start;
        add(device.tasks, time);
        add(device.types[task.type], time);
        if (!task.bound.empty()) add(device.bounds[std::string(task.bound)], time);
        device.flops += task.flops;
        device.l2_read += task.l2_read;
        device.l2_write += task.l2_write;
        device.dram_read += task.dram_read;
        device.dram_write += task.dram_write;
        for (const PipeTime& pipe : task.pipes) device.pipes[std::string(pipe.pipe)] += pipe.busy;
    }

    void finish(Picoseconds end) override {
        json::object devices, engines;
        for (const auto& [id, device] : devices_) devices[std::to_string(id)] = device_json(device);
        for (const auto& [id, busy] : engines_)
            engines[path_of(id)] =
                end.count() ? static_cast<double>(busy.count()) / static_cast<double>(end.count())
                            : 0.0;
        const json::object summary = {{"simulated_us", to_microseconds(end)},
                                      {"devices", devices},
                                      {"engine_busy_share", engines}};
        file_.write(json_text(summary) + '\n');
        file_.commit();
    }

  private:
    std::string path_of(TrackId id) const {
        const Track& track = names_.at(id);
        const auto parent = names_.find(track.parent);
        return parent == names_.end() ? track.name : parent->second.name + "/" + track.name;
    }

    OutputFile file_;
    std::map<TrackId, Track> names_;
    std::map<std::uint32_t, DeviceTotals> devices_;
    std::map<TrackId, Picoseconds> engines_;
};

}  // namespace

std::unique_ptr<Sink> make_summary_sink(const std::filesystem::path& file) {
    return std::make_unique<SummarySink>(file);
}

}  // namespace ascend::traces
