// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dump_recorder.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <set>
#include <vector>

#include "runtime/acl/guard.h"
#include "runtime/acl/host_shim.h"
#include "runtime/acl/managed_thread.h"
#include "runtime/acl/thread_state.h"
#include "traces/error.h"

namespace ascend::runtime {
namespace {

static_assert(sizeof(acldumpChunk) == 4120);
static_assert(offsetof(acldumpChunk, bufLen) == 4096);
static_assert(offsetof(acldumpChunk, isLastChunk) == 4100);
static_assert(offsetof(acldumpChunk, offset) == 4104);
static_assert(offsetof(acldumpChunk, flag) == 4112);
static_assert(offsetof(acldumpChunk, dataBuf) == 4116);

constexpr std::uint64_t kLargestChunk = std::uint64_t{128} << 20;
constexpr std::int64_t kAppend = -1;
constexpr std::uint64_t kEndMark = 0;  ///< token of the last report

/// Room for a chunk: the structure, and as much data as one chunk of the file needs.
class ChunkBuffer {
  public:
    explicit ChunkBuffer(const DumpFile& file)
        : storage_(sizeof(acldumpChunk) + std::min(file.size(), kLargestChunk)) {
        const std::string name = file.path().string();
        name.copy(chunk().fileName, sizeof(chunk().fileName) - 1);
        chunk().offset = kAppend;
    }

    acldumpChunk& chunk() { return *reinterpret_cast<acldumpChunk*>(storage_.data()); }
    std::span<std::byte> fill(const DumpFile& file, std::uint64_t offset) {
        const std::uint64_t bytes = std::min(file.size() - offset, kLargestChunk);
        const std::span data(storage_.data() + offsetof(acldumpChunk, dataBuf), bytes);
        file.read(offset, data);
        chunk().bufLen = static_cast<std::uint32_t>(bytes);
        chunk().isLastChunk = offset + bytes == file.size() ? 1 : 0;
        return data;
    }

  private:
    std::vector<std::byte> storage_;
};

void send(const DumpFile& file, DumpOutlet::Callback callback) {
    ChunkBuffer buffer(file);
    for (std::uint64_t offset = 0; offset < file.size();) {
        const std::size_t bytes = buffer.fill(file, offset).size();
        callback(&buffer.chunk(), static_cast<std::int32_t>(sizeof(acldumpChunk) + bytes));
        offset += bytes;
    }
}

}  // namespace

void DumpOutlet::set_callback(Callback callback) {
    const std::lock_guard lock(mutex_);
    callback_ = callback;
}

void DumpOutlet::deliver(const DumpFile& file) {
    const std::lock_guard one_file(one_file_);
    Callback callback = nullptr;
    {
        const std::lock_guard lock(mutex_);
        callback = callback_;
    }
    if (callback != nullptr) return send(file, callback);
    try {
        file.write();
    } catch (const Error& error) {
        std::fprintf(stderr, "ascend-sim: dump: %s\n", error.what());
    }
}

DumpRecorder::DumpRecorder(Caller& caller, sim::DeviceId device, DumpOutlet& outlet)
    : outlet_(outlet),
      queue_(caller.machine.create_report_queue(caller.thread, device)),
      stream_(caller.machine.create_stream(caller.thread, device)) {
    thread_ =
        start_managed_thread(caller.machine, [this, &machine = caller.machine] { run(machine); });
}

void DumpRecorder::follow(Caller& caller, sim::StreamId stream, DumpedExecution execution) {
    sim::ReportTask report{queue_, 0, false};
    {
        const std::lock_guard lock(mutex_);
        report.token = ++last_token_;
        jobs_[report.token] = {stream, std::move(execution)};
    }
    caller.machine.submit(caller.thread, stream, sim::Task{nullptr, report});
}

void DumpRecorder::run(sim::Machine& machine) {
    const sim::HostThreadId thread = ThreadState::of_this_thread().id(machine);
    while (const auto report = machine.take_report(thread, queue_, kForever)) {
        if (report->token == kEndMark) return machine.release_report(thread, queue_, kEndMark);
        deliver(take(report->token).execution, machine.clock(thread));
    }
}

void DumpRecorder::deliver(const DumpedExecution& execution, Picoseconds time) {
    for (const DumpOperator& each : execution.plan->operators)
        outlet_.deliver(DumpFile(execution, each, time));
}

DumpRecorder::Job DumpRecorder::take(std::uint64_t token) {
    const std::lock_guard lock(mutex_);
    return std::move(jobs_.extract(token).mapped());
}

/// Streams that are gone have ended, or dropped, what was in them.
void DumpRecorder::wait_for_executions(Caller& caller) {
    std::set<sim::StreamId> streams;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [token, job] : jobs_) streams.insert(job.stream);
    }
    for (const sim::StreamId each : streams) {
        try {
            caller.machine.synchronize_stream(caller.thread, each);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::kNotFound) throw;
        }
    }
}

void DumpRecorder::stop(Caller& caller) {
    wait_for_executions(caller);
    caller.machine.submit(caller.thread, stream_,
                          sim::Task{nullptr, sim::ReportTask{queue_, kEndMark, true}});
    caller.machine.synchronize_stream(caller.thread, stream_);
    {
        const host_shim::InProgram as_host_thread;
        thread_.join();
    }
    caller.machine.destroy_stream(caller.thread, stream_);
    caller.machine.destroy_report_queue(caller.thread, queue_);
}

}  // namespace ascend::runtime
