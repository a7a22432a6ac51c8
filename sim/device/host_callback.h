// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <systemc>
#include <vector>

#include "sim/device/alarm.h"
#include "sim/device/due_queue.h"
#include "sim/device/id_table.h"
#include "sim/device/machine.h"
#include "sim/device/stream_queue.h"
#include "sim/device/task_outcome.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// Reports that a host thread has to take, oldest first.
struct ReportQueue {
    struct Held {
        std::uint64_t token;
        StreamQueue* stream;
    };

    std::uint32_t id = 0;
    DeviceId device = 0;
    std::deque<Report> due;
    std::vector<Held> held;  ///< streams that wait for their release
    bool watched = false;    ///< a host thread waits for a report
};

using ReportTable = IdTable<ReportQueue>;

/// Host callbacks. A report is due callback_us after its dispatch. The stream goes on at once, or
/// after a blocking report when that is released. A report to a queue that is gone is dropped.
class HostCallback : public sc_core::sc_module {
  public:
    HostCallback(sc_core::sc_module_name name, const SocSpec& soc, ReportTable& queues,
                 Retirement& retirement, Progress& progress);

    void dispatch(StreamQueue& stream, const ReportTask& task);
    /// A blocking report was served; an unknown token is ignored.
    void release(ReportQueue& queue, std::uint64_t token);
    /// A discarded stream no longer waits for its release.
    void cancel(StreamQueue& stream);

  private:
    struct Posting {
        std::uint32_t queue;
        Report report;
    };

    void process();
    void post(const Posting& posting);
    void go_on(ReportQueue& queue, std::vector<ReportQueue::Held>::iterator held);

    ReportTable& queues_;
    Retirement& retirement_;
    Progress& progress_;
    Picoseconds callback_time_;
    Alarm alarm_;
    DueQueue<Posting> postings_;
};

}  // namespace ascend::sim
