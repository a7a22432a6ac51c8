// SPDX-License-Identifier: Apache-2.0
#include "traces/sinks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>

#include "perfetto.pb.h"
#include "traces/timestamp.h"

namespace ascend::traces {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string stamped(const std::string& table) {
    return table + "_" + std::string(kRunStamp) + ".csv";
}

/// Cells of a CSV row, minding quotes.
int columns(const std::string& row) {
    bool quoted = false;
    int commas = 0;
    for (char c : row) {
        if (c == '"') quoted = !quoted;
        if (c == ',' && !quoted) ++commas;
    }
    return commas + 1;
}

TaskRecord convolution(Picoseconds start, Picoseconds end) {
    TaskRecord task;
    task.name = "Conv_0, \"first\"";
    task.type = "Conv2D";
    task.task_type = "AI_CORE";
    task.stream = 3;
    task.start = start;
    task.end = end;
    task.core_time = end - start - nanoseconds(500);
    task.block_dim = 2;
    task.pipes = {{"CUBE", nanoseconds(1'500)}, {"MTE2", nanoseconds(300)}};
    task.cycles = 1'590;
    task.bound = "cube";
    task.inputs = {{"1,3,224,224", "FLOAT", "NCHW"}, {"64,3,7,7", "FLOAT16", "FRACTAL_Z"}};
    task.outputs = {{"1,4,112,112,16", "FLOAT16", "NC1HWC0"}};
    return task;
}

/// One run of every event type through one sink.
class Sinks : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) /
                  testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    void play(std::unique_ptr<Sink> sink) {
        Recorder recorder;
        recorder.add(std::move(sink));
        const TrackId host = recorder.declare(TrackKind::kProcess, 0, "Host");
        const TrackId thread = recorder.declare(TrackKind::kHostThread, host, "Thread 1");
        const TrackId device = recorder.declare(TrackKind::kProcess, 0, "Device 0");
        const TrackId core = recorder.declare(TrackKind::kEngine, device, "ai_core_0");
        const TrackId cube = recorder.declare(TrackKind::kPipe, core, "CUBE");
        const TrackId dram = recorder.declare(TrackKind::kCounter, device, "DRAM", "GB/s");
        const std::uint64_t flow = recorder.next_flow();
        recorder.slice(
            {thread, "aclmdlExecute", "acl", nanoseconds(100), nanoseconds(150), {flow}, {}});
        recorder.slice(
            {cube, "Conv_0", "pipe", Picoseconds(1'000'999), nanoseconds(2'000), {}, {}});
        recorder.slice(
            {core,
             "Conv_0",
             "kernel",
             nanoseconds(1'000),
             nanoseconds(2'500),
             {flow},
             {{"blocks", std::int64_t{2}}, {"share", 0.5}, {"bound", std::string("cube")}}});
        recorder.counter({dram, nanoseconds(1'000), 17.5});
        recorder.task(convolution(nanoseconds(1'000), nanoseconds(2'500)));
        recorder.finish(nanoseconds(3'000));
        EXPECT_FALSE(recorder.enabled());
    }

    fs::path folder_;
};

TEST_F(Sinks, PerfettoPacketsCarryTracksSlicesFlowsAndCounters) {
    play(make_perfetto_sink(folder_ / "trace.pftrace"));
    perfetto::Trace trace;
    ASSERT_TRUE(trace.ParseFromString(read(folder_ / "trace.pftrace")));
    ASSERT_EQ(trace.packet_size(), 6 + 3 * 2 + 1);
    EXPECT_EQ(trace.packet(0).track_descriptor().process().process_name(), "Host");
    EXPECT_EQ(trace.packet(4).track_descriptor().parent_uuid(), 4u);
    const auto& kernel = trace.packet(10);
    EXPECT_EQ(kernel.timestamp(), 1'000u);
    EXPECT_EQ(kernel.track_event().name(), "Conv_0");
    EXPECT_EQ(kernel.track_event().flow_ids(0), trace.packet(6).track_event().flow_ids(0));
    ASSERT_EQ(kernel.track_event().debug_annotations_size(), 3);
    EXPECT_EQ(kernel.track_event().debug_annotations(2).string_value(), "cube");
    EXPECT_EQ(trace.packet(12).track_event().double_counter_value(), 17.5);
    for (const auto& packet : trace.packet()) EXPECT_EQ(packet.trusted_packet_sequence_id(), 1u);
}

TEST_F(Sinks, PerfettoSlicesBeginAndEndInPairs) {
    play(make_perfetto_sink(folder_ / "trace.pftrace"));
    perfetto::Trace trace;
    ASSERT_TRUE(trace.ParseFromString(read(folder_ / "trace.pftrace")));
    int open = 0;
    for (const auto& packet : trace.packet()) {
        if (packet.track_event().type() == perfetto::TrackEvent::TYPE_SLICE_BEGIN) ++open;
        if (packet.track_event().type() == perfetto::TrackEvent::TYPE_SLICE_END) --open;
        EXPECT_GE(open, 0);
    }
    EXPECT_EQ(open, 0);
}

TEST_F(Sinks, ChromeJsonParsesAndFlowsPair) {
    play(make_chrome_sink(folder_ / "trace.json"));
    const auto trace = boost::json::parse(read(folder_ / "trace.json"));
    std::string phases;
    for (const auto& event : trace.at("traceEvents").as_array())
        phases += std::string(event.at("ph").as_string());
    EXPECT_EQ(phases, "MMMMMXsXXfC");
}

TEST_F(Sinks, OpSummaryHasMsprofsColumnsInEveryRow) {
    play(make_msprof_sink(folder_));
    std::ifstream in(folder_ / stamped("op_summary"));
    std::string header, row;
    ASSERT_TRUE(std::getline(in, header));
    ASSERT_TRUE(std::getline(in, row));
    EXPECT_EQ(std::ranges::count(header, ','), 45);
    EXPECT_NE(row.find("\"Conv_0, \"\"first\"\"\""), std::string::npos) << row;
    EXPECT_NE(row.find("1.000\t,1.500,1.000,2,0,NO"), std::string::npos) << row;
    EXPECT_NE(row.find(",1.000,1590,0.750,0.750,"), std::string::npos) << row;
    EXPECT_EQ(columns(row), 46) << row;
}

TEST_F(Sinks, OpStatisticSharesAddUpTo100) {
    play(make_msprof_sink(folder_));
    std::ifstream in(folder_ / stamped("op_statistic"));
    std::string header, row;
    ASSERT_TRUE(std::getline(in, header));
    ASSERT_TRUE(std::getline(in, row));
    EXPECT_EQ(row, "0,Conv2D,AI_CORE,1,1.500,1.500,1.500,1.500,100.000");
}

TEST_F(Sinks, SummaryAddsUpTasksAndEngines) {
    play(make_summary_sink(folder_ / "summary.json"));
    const auto summary = boost::json::parse(read(folder_ / "summary.json"));
    EXPECT_DOUBLE_EQ(summary.at("simulated_us").to_number<double>(), 3.0);
    EXPECT_EQ(summary.at("devices").at("0").at("types").at("Conv2D").at("count"), 1);
    EXPECT_DOUBLE_EQ(summary.at("engine_busy_share").at("Device 0/ai_core_0").to_number<double>(),
                     0.5);
}

TEST_F(Sinks, EqualRunsGiveEqualBytes) {
    const auto all = [&](const fs::path& folder) {
        fs::create_directories(folder);
        play(make_perfetto_sink(folder / "t"));
        play(make_chrome_sink(folder / "c"));
        play(make_msprof_sink(folder / "m"));
        play(make_summary_sink(folder / "s"));
        std::string bytes;
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file()) files.push_back(entry.path());
        std::ranges::sort(files);
        for (const fs::path& file : files) bytes += file.filename().string() + read(file);
        return bytes;
    };
    EXPECT_EQ(all(folder_ / "a"), all(folder_ / "b"));
}

}  // namespace
}  // namespace ascend::traces
