// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "traces/output_file.h"
#include "traces/sinks.h"
#include "traces/timestamp.h"

namespace ascend::traces {
namespace {

namespace json = boost::json;

json::object arguments_of(const Slice& slice) {
    json::object result;
    for (const auto& [key, value] : slice.arguments)
        std::visit([&, name = key](const auto& v) { result[name] = v; }, value);
    return result;
}

// Microseconds with nanosecond decimals, which Chrome's viewer wants as a number.
double microseconds_number(Picoseconds t) {
    return static_cast<double>(to_nanoseconds(t)) / 1e3;
}

class ChromeSink final : public Sink {
  public:
    explicit ChromeSink(const std::filesystem::path& file) : file_(file) {
        file_.write("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n");
    }

    void declare(const Track& track) override {
        const TrackId process =
            track.kind == TrackKind::kProcess ? track.id : places_.at(track.parent).process;
        places_[track.id] = {process, track.name};
        if (track.kind == TrackKind::kCounter) return;
        const bool is_process = track.kind == TrackKind::kProcess;
        append({{"ph", "M"},
                {"name", is_process ? "process_name" : "thread_name"},
                {"pid", process},
                {"tid", track.id},
                {"args", {{"name", label(track)}}}});
    }

    void slice(const Slice& slice) override {
        const json::object place = {{"pid", places_.at(slice.track).process}, {"tid", slice.track}};
        json::object event = place;
        event["ph"] = "X";
        event["name"] = slice.name;
        event["cat"] = slice.category;
        event["ts"] = microseconds_number(slice.start);
        event["dur"] =
            static_cast<double>(to_nanoseconds(slice.end) - to_nanoseconds(slice.start)) / 1e3;
        event["args"] = arguments_of(slice);
        append(event);
        for (std::uint64_t flow : slice.flows) append(flow_event(place, slice, flow));
    }

    void counter(const Counter& counter) override {
        const Place& place = places_.at(counter.track);
        append({{"ph", "C"},
                {"name", place.name},
                {"pid", place.process},
                {"ts", microseconds_number(counter.time)},
                {"args", {{"value", counter.value}}}});
    }

    void task(const TaskRecord&) override {}

    void finish(Picoseconds) override {
        file_.write("\n]}\n");
        file_.commit();
    }

  private:
    struct Place {
        TrackId process = 0;
        std::string name;
    };

    // Pipes are rows of their own: prefix them with their core, since Chrome has two levels only.
    std::string label(const Track& track) const {
        return track.kind == TrackKind::kPipe ? places_.at(track.parent).name + " " + track.name
                                              : track.name;
    }

    // The first slice that names a flow starts it; a later one ends it there.
    json::object flow_event(const json::object& place, const Slice& slice, std::uint64_t flow) {
        json::object event = place;
        const bool first = open_flows_.insert(flow).second;
        if (!first) open_flows_.erase(flow);
        event["ph"] = first ? "s" : "f";
        if (!first) event["bp"] = "e";
        event["id"] = flow;
        event["cat"] = "HostToDevice";
        event["name"] = "HostToDevice";
        event["ts"] = microseconds_number(slice.start);
        return event;
    }

    void append(const json::object& event) {
        if (!first_) file_.write(",\n");
        first_ = false;
        file_.write(json::serialize(event));
    }

    OutputFile file_;
    std::map<TrackId, Place> places_;
    std::set<std::uint64_t> open_flows_;  ///< seen once
    bool first_ = true;
};

}  // namespace

std::unique_ptr<Sink> make_chrome_sink(const std::filesystem::path& file) {
    return std::make_unique<ChromeSink>(file);
}

}  // namespace ascend::traces
