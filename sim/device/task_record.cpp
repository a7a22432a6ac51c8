// SPDX-License-Identifier: Apache-2.0
#include "sim/device/task_record.h"

#include "sim/device/loaded_model.h"
#include "sim/device/task_kind.h"

namespace ascend::sim {
namespace {

void add_kernel(traces::TaskRecord& record, const KernelOutcome& kernel, const Task& task) {
    record.block_dim = kernel.block_dim;
    record.core_time = kernel.core_time;
    record.cycles = kernel.cycles.count();
    record.flops = std::get<KernelTask>(task.work).plan->flops;
    record.bound = kernel.bound;
    for (std::size_t pipe = 0; pipe < kPipeCount; ++pipe) {
        if (kernel.busy[pipe] == Picoseconds(0)) continue;
        record.pipes.push_back({kPipeNames[pipe], kernel.busy[pipe]});
    }
}

}  // namespace

traces::TaskRecord make_task_record(const StreamQueue& stream, const TaskOutcome& outcome,
                                    Picoseconds now) {
    const Task& task = stream.head();
    traces::TaskRecord record;
    record.device = stream.device;
    record.stream = stream.id;
    record.task = stream.head_id();
    if (stream.model != nullptr) {
        record.model = stream.model->id;
        record.iteration = stream.model->executions;
    }
    record.name = name_of(task);
    record.type = type_of(task);
    record.task_type = task_type_of(task);
    record.ready = stream.ready;
    record.start = stream.start;
    record.end = now;
    record.l2_read = outcome.memory.l2_read;
    record.l2_write = outcome.memory.l2_write;
    record.dram_read = outcome.memory.dram_read;
    record.dram_write = outcome.memory.dram_write;
    if (outcome.kernel != nullptr) add_kernel(record, *outcome.kernel, task);
    if (task.info != nullptr) {
        record.inputs = task.info->inputs;
        record.outputs = task.info->outputs;
    }
    return record;
}

}  // namespace ascend::sim
