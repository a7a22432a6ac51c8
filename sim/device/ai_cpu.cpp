// SPDX-License-Identifier: Apache-2.0
#include "sim/device/ai_cpu.h"

#include <algorithm>

#include "sim/device/stream_queue.h"

namespace ascend::sim {

AiCpu::AiCpu(sc_core::sc_module_name name, const SocSpec& soc, MemorySystem& memory,
             Retirement& retirement, Progress& progress)
    : sc_module(name),
      spec_(soc.ai_cpu),
      memory_(memory),
      retirement_(retirement),
      alarm_("alarm", progress),
      free_(soc.ai_cpu.count) {
    SC_HAS_PROCESS(AiCpu);
    SC_METHOD(process);
    sensitive << alarm_.event();
    dont_initialize();
}

void AiCpu::dispatch(StreamQueue& stream, const AiCpuTask& task) {
    Operator& op = operators_.take();
    op.owner = this;
    op.stream = &stream;
    op.task = &task;
    waiting_.push(stream.priority, &op);
    alarm_.set(simulated_now());
}

void AiCpu::process() {
    alarm_.acknowledge();
    while (free_ > 0 && !waiting_.empty()) start(*waiting_.pop());
}

void AiCpu::start(Operator& op) {
    --free_;
    op.stream->start = simulated_now();
    const Bytes bytes = op.task->bytes;
    op.demand = memory_.bypass(bytes, Bytes(0));
    const Picoseconds least =
        std::max(from_microseconds(spec_.task_us), time_at(spec_.gbps, bytes));
    memory_.transfer(op, least, op.demand);
}

void AiCpu::ended(Operator& op) {
    ++free_;
    alarm_.set(simulated_now());
    TaskOutcome outcome;
    outcome.memory = op.demand;
    StreamQueue& stream = *op.stream;
    operators_.give_back(op);
    retirement_.retire(stream, outcome);
}

}  // namespace ascend::sim
