// SPDX-License-Identifier: Apache-2.0
#include "models/om/om_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "models/om/aipp_attributes.h"
#include "models/om/carried_graph.h"
#include "models/om/container.h"
#include "models/om/graph_builder.h"
#include "models/om/inout_info.h"
#include "models/om/model_def.h"
#include "models/om/om_ports.h"
#include "models/om/subgraphs.h"
#include "traces/error.h"

namespace ascend::models {

namespace {

using namespace om;

const ModelPartitions& only_model(const Container& container, const std::string& origin) {
    if (container.models.size() != 1)
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("{}: {} models in one file, only one is modelled", origin,
                                container.models.size()));
    return container.models.front();
}

const Partition& required(const ModelPartitions& model, PartitionType type,
                          const std::string& origin) {
    const Partition* partition = model.find(type);
    if (partition == nullptr)
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{}: byte {}: the partition table has no {}, expected one", origin,
                                Header::kSize, name_of(type)));
    return *partition;
}

/// The partition, else the model's attribute of the same content.
std::vector<TaskDef> tasks_of(const ModelPartitions& model, const ModelDef& definition,
                              const std::string& origin) {
    const Partition* partition = model.find(PartitionType::kTaskInfo);
    if (partition != nullptr && !partition->data.empty())
        return decode_task_info(partition->data, origin, partition->offset);
    const std::string tasks = definition.attributes.text("tasks", "");
    return decode_task_info(std::as_bytes(std::span(tasks)), origin, 0);
}

Ports ports_of_model(const ModelPartitions& model, const ModelDef& definition,
                     const std::string& origin) {
    const Partition* partition = model.find(PartitionType::kModelInoutInfo);
    if (partition == nullptr || partition->data.empty()) return ports_of(definition, origin);
    Ports ports = ports_of(decode_inout_info(partition->data, origin, partition->offset));
    // Which branch of the switch a gear takes is the same either way.
    if (ports.gears.kind == GearKind::kNone) ports.gears = ports_of(definition, origin).gears;
    return ports;
}

void check_gear(const DynamicGears& gears, std::size_t gear, const std::string& origin) {
    const std::size_t count = std::max<std::size_t>(gears.values.size(), 1);
    if (gear >= count)
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{}: gear {}, expected one of {}", origin, gear, count));
}

Bytes bytes_attribute(const ModelDef& definition, std::string_view name) {
    return Bytes(std::max<std::int64_t>(definition.attributes.integer(name, 0), 0));
}

/// Ranges behind the weights' base lie in weight memory: the file gives addresses.
OmPrefetch prefetch_of(const TaskDef& task, const ModelDef& definition, std::size_t before) {
    const auto base =
        static_cast<std::uint64_t>(definition.attributes.integer("task_gen_base_addr", 0));
    const auto weights =
        static_cast<std::uint64_t>(definition.attributes.integer("task_gen_weight_addr", 0));
    OmPrefetch prefetch{before, weights != 0 && task.hint_address >= weights, 0,
                        Bytes(static_cast<std::int64_t>(task.hint_bytes))};
    const std::uint64_t start = prefetch.weights ? weights : base;
    prefetch.offset = task.hint_address - std::min(start, task.hint_address);
    return prefetch;
}

std::vector<OmPrefetch> prefetches_of(const OmModel& model, const ModelDef& definition,
                                      const std::vector<std::int64_t>& operators) {
    std::map<std::int64_t, std::size_t> place;
    for (std::size_t i = 0; i < operators.size(); ++i) place.emplace(operators[i], i);
    std::vector<OmPrefetch> prefetches;
    std::size_t next = 0;
    for (const TaskDef& task : model.tasks) {
        const auto at = place.find(task.op_index);
        if (executes(task.type) && at != place.end()) next = at->second + 1;
        if (task.type == TaskType::kCmo && task.hint == CacheHint::kPrefetch)
            prefetches.push_back(prefetch_of(task, definition, next));
    }
    return prefetches;
}

/// Facts of the kernels of a file of ours, in the order of the carried operators.
std::vector<OmKernel> kernels_of(const GraphDef& graph, const std::vector<TaskDef>& tasks) {
    std::map<std::int64_t, std::uint32_t> block_dims;
    for (const TaskDef& task : tasks) block_dims.emplace(task.op_index, task.block_dim);
    std::vector<OmKernel> kernels;
    for (const OpDef& op : graph.ops) {
        if (!op.attributes.contains(kShapeAttribute)) continue;
        kernels.emplace_back();
        if (const auto at = block_dims.find(op.id); at != block_dims.end())
            kernels.back().block_dim = at->second;
    }
    return kernels;
}

/// The graph of a gear: its branch, or the only graph. Null when the model has none.
const GraphDef* graph_of(const ModelDef& definition, std::size_t gear) {
    if (definition.graphs.empty()) return nullptr;
    const OpDef* choice = gear_switch(definition);
    if (choice == nullptr || gear >= choice->subgraphs.size()) return &definition.graphs.front();
    const auto at =
        std::find_if(definition.graphs.begin(), definition.graphs.end(),
                     [&](const GraphDef& graph) { return graph.name == choice->subgraphs[gear]; });
    return at == definition.graphs.end() ? nullptr : &*at;
}

void set_graph(const ModelDef& definition, std::size_t gear, const std::string& origin,
               OmModel& model) {
    const GraphDef* own = graph_of(definition, gear);
    if (own != nullptr && carries_graph(*own)) {
        model.graph = carried_graph(*own, origin);
        model.graph.name = definition.name;
        model.kernels = kernels_of(*own, model.tasks);
        return;
    }
    BuiltGraph built =
        build_graph(definition.name, inlined_ops(definition, gear, origin), model.tasks, origin);
    model.graph = std::move(built.graph);
    model.kernels = std::move(built.kernels);
    model.prefetches = prefetches_of(model, definition, built.operators);
}

OmModel read(std::span<const std::byte> bytes, const std::string& origin, std::size_t gear) {
    const Container container = decode_container(bytes, origin);
    const ModelPartitions& partitions = only_model(container, origin);
    const Partition& definition_part = required(partitions, PartitionType::kModelDef, origin);
    const ModelDef definition =
        decode_model_def(definition_part.data, origin, definition_part.offset);
    OmModel model;
    model.name = definition.name;
    model.soc = definition.attributes.text("soc_version", "");
    model.command_line = definition.attributes.text("atc_cmdline", "");
    Ports ports = ports_of_model(partitions, definition, origin);
    model.inputs = std::move(ports.inputs);
    model.outputs = std::move(ports.outputs);
    model.gears = std::move(ports.gears);
    model.aipp = decode_aipp(definition.attributes, model.inputs.size(), origin);
    check_gear(model.gears, gear, origin);
    model.weight_bytes = bytes_attribute(definition, "weight_size");
    model.work_bytes = bytes_attribute(definition, "memory_size");
    model.streams = definition.attributes.integer("stream_num", 1);
    model.events = definition.attributes.integer("event_num", 0);
    model.tasks = tasks_of(partitions, definition, origin);
    set_graph(definition, gear, origin, model);
    return model;
}

/// Names come from the file and may hold anything; a message is one line.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; }, '?');
    return text;
}

}  // namespace

OmModel read_om(std::span<const std::byte> bytes, const std::string& origin, std::size_t gear) {
    try {
        return read(bytes, origin, gear);
    } catch (const Error& error) {
        throw Error(error.code(), one_line(error.what()));
    }
}

}  // namespace ascend::models
