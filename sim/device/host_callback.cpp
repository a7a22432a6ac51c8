// SPDX-License-Identifier: Apache-2.0
#include "sim/device/host_callback.h"

#include <algorithm>

namespace ascend::sim {

HostCallback::HostCallback(sc_core::sc_module_name name, const SocSpec& soc, ReportTable& queues,
                           Retirement& retirement, Progress& progress)
    : sc_module(name),
      queues_(queues),
      retirement_(retirement),
      progress_(progress),
      callback_time_(from_microseconds(soc.scheduler.callback_us)),
      alarm_("alarm", progress) {
    SC_HAS_PROCESS(HostCallback);
    SC_METHOD(process);
    sensitive << alarm_.event();
    dont_initialize();
}

void HostCallback::dispatch(StreamQueue& stream, const ReportTask& task) {
    const Report report{task.token, task.blocking, stream.id};
    postings_.push(simulated_now() + callback_time_, {task.queue, report});
    alarm_.set(postings_.next());
    ReportQueue* queue = queues_.find(task.queue);
    if (task.blocking && queue != nullptr && !stream.discarding) {
        queue->held.push_back({task.token, &stream});
    } else {
        retirement_.retire(stream, {});
    }
}

void HostCallback::process() {
    alarm_.acknowledge();
    const Picoseconds now = simulated_now();
    while (postings_.due(now)) post(postings_.pop());
    alarm_.set(postings_.next());
}

void HostCallback::post(const Posting& posting) {
    ReportQueue* queue = queues_.find(posting.queue);
    if (queue == nullptr) return;
    queue->due.push_back(posting.report);
    if (std::exchange(queue->watched, false)) progress_.changed();
}

void HostCallback::release(ReportQueue& queue, std::uint64_t token) {
    const auto held = std::find_if(queue.held.begin(), queue.held.end(),
                                   [token](const auto& entry) { return entry.token == token; });
    if (held != queue.held.end()) go_on(queue, held);
}

void HostCallback::cancel(StreamQueue& stream) {
    if (stream.state != StreamState::kBusy) return;
    const auto* report = std::get_if<ReportTask>(&stream.head().work);
    ReportQueue* queue = report != nullptr ? queues_.find(report->queue) : nullptr;
    if (queue == nullptr) return;
    const auto held = std::find_if(queue->held.begin(), queue->held.end(),
                                   [&](const auto& entry) { return entry.stream == &stream; });
    if (held != queue->held.end()) go_on(*queue, held);
}

void HostCallback::go_on(ReportQueue& queue, std::vector<ReportQueue::Held>::iterator held) {
    StreamQueue& stream = *held->stream;
    queue.held.erase(held);
    retirement_.retire(stream, {});
}

}  // namespace ascend::sim
