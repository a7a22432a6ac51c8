// SPDX-License-Identifier: Apache-2.0
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "perfetto.pb.h"
#include "traces/output_file.h"
#include "traces/sinks.h"
#include "traces/timestamp.h"

namespace ascend::traces {
namespace {

constexpr std::uint32_t kSequence = 1;
constexpr std::uint32_t kSequenceStart = 1;  // SEQ_INCREMENTAL_STATE_CLEARED
constexpr std::size_t kBufferBytes = 1 << 16;

void annotate(perfetto::TrackEvent& event, const Argument& argument) {
    auto& annotation = *event.add_debug_annotations();
    annotation.set_name(std::string(argument.first));
    if (const auto* integer = std::get_if<std::int64_t>(&argument.second))
        annotation.set_int_value(*integer);
    else if (const auto* real = std::get_if<double>(&argument.second))
        annotation.set_double_value(*real);
    else
        annotation.set_string_value(std::get<std::string>(argument.second));
}

class PerfettoSink final : public Sink {
  public:
    explicit PerfettoSink(const std::filesystem::path& file) : file_(file) {}

    void declare(const Track& track) override {
        perfetto::TracePacket packet;
        if (track.id == 1) packet.set_sequence_flags(kSequenceStart);
        auto& descriptor = *packet.mutable_track_descriptor();
        descriptor.set_uuid(track.id);
        if (track.kind == TrackKind::kProcess) {
            descriptor.mutable_process()->set_pid(static_cast<std::int32_t>(track.id));
            descriptor.mutable_process()->set_process_name(track.name);
        } else {
            descriptor.set_name(track.name);
            descriptor.set_parent_uuid(track.parent);
        }
        if (track.kind == TrackKind::kCounter)
            descriptor.mutable_counter()->set_unit_name(track.unit);
        append(packet);
    }

    void slice(const Slice& slice) override {
        perfetto::TracePacket packet;
        packet.set_timestamp(static_cast<std::uint64_t>(to_nanoseconds(slice.start)));
        auto& begin = event(packet, perfetto::TrackEvent::TYPE_SLICE_BEGIN, slice.track);
        begin.set_name(slice.name);
        begin.add_categories(std::string(slice.category));
        for (std::uint64_t flow : slice.flows) begin.add_flow_ids(flow);
        for (const Argument& argument : slice.arguments) annotate(begin, argument);
        append(packet);

        perfetto::TracePacket last;
        last.set_timestamp(static_cast<std::uint64_t>(to_nanoseconds(slice.end)));
        event(last, perfetto::TrackEvent::TYPE_SLICE_END, slice.track);
        append(last);
    }

    void counter(const Counter& counter) override {
        perfetto::TracePacket packet;
        packet.set_timestamp(static_cast<std::uint64_t>(to_nanoseconds(counter.time)));
        event(packet, perfetto::TrackEvent::TYPE_COUNTER, counter.track)
            .set_double_counter_value(counter.value);
        append(packet);
    }

    void task(const TaskRecord&) override {}

    void finish(Picoseconds) override {
        flush();
        file_.commit();
    }

  private:
    static perfetto::TrackEvent& event(perfetto::TracePacket& packet,
                                       perfetto::TrackEvent::Type type, TrackId track) {
        auto& event = *packet.mutable_track_event();
        event.set_type(type);
        event.set_track_uuid(track);
        return event;
    }

    // A file is the concatenation of its packets, each as field 1 of Trace.
    void append(perfetto::TracePacket& packet) {
        packet.set_trusted_packet_sequence_id(kSequence);
        google::protobuf::io::StringOutputStream bytes(&buffer_);
        google::protobuf::io::CodedOutputStream coded(&bytes);
        coded.WriteTag(perfetto::Trace::kPacketFieldNumber << 3 | 2);
        coded.WriteVarint32(static_cast<std::uint32_t>(packet.ByteSizeLong()));
        packet.SerializeWithCachedSizes(&coded);
        coded.Trim();
        if (buffer_.size() >= kBufferBytes) flush();
    }

    void flush() {
        file_.write(buffer_);
        buffer_.clear();
    }

    OutputFile file_;
    std::string buffer_;
};

}  // namespace

std::unique_ptr<Sink> make_perfetto_sink(const std::filesystem::path& file) {
    return std::make_unique<PerfettoSink>(file);
}

}  // namespace ascend::traces
