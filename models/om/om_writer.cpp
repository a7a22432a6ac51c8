// SPDX-License-Identifier: Apache-2.0
#include "models/om/om_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/om/aipp_attributes.h"
#include "models/om/container.h"
#include "models/om/element_type.h"
#include "models/om/graph_encoder.h"
#include "models/om/inout_info.h"
#include "traces/error.h"

namespace ascend::models {

namespace {

using namespace om;

/// Base that addresses count from in real files (facts: formats.md 1.9).
constexpr std::int64_t kBaseAddress = 0x80000000;
constexpr const char* kPlatformVersion = "1.11.z.0";

bool is_extra(const OmPort& input) {
    return input.port.name == kGearInput || input.port.name == kAippInput;
}

void check_arguments(const std::vector<OmVariant>& variants, const std::vector<OmPort>& inputs,
                     const std::vector<OmPort>& outputs, const DynamicGears& gears) {
    const std::size_t wanted = std::max<std::size_t>(gears.values.size(), 1);
    if (variants.size() != wanted)
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("write_om: {} variants, expected {}: one for each gear",
                                variants.size(), wanted));
    const auto extra =
        static_cast<std::size_t>(std::count_if(inputs.begin(), inputs.end(), is_extra));
    for (const OmVariant& variant : variants)
        if (variant.graph->inputs.size() + extra != inputs.size() ||
            variant.graph->outputs.size() != outputs.size())
            throw Error(
                ErrorCode::kInvalidArgument,
                fmt::format("write_om: graph '{}' has {} inputs and {} outputs, the ports "
                            "are {} and {}",
                            variant.graph->name, variant.graph->inputs.size(),
                            variant.graph->outputs.size(), inputs.size() - extra, outputs.size()));
}

IoTensor io_tensor(const OmPort& port) {
    IoTensor tensor{port.port.name,
                    port.port.bytes.count(),
                    format_number(port.port.format),
                    port.port.type,
                    port.port.shape,
                    port.dims_v2,
                    {}};
    if (tensor.dims_v2.empty()) tensor.dims_v2 = tensor.dims;
    return tensor;
}

InoutInfo info_of(const std::vector<OmPort>& inputs, const std::vector<OmPort>& outputs,
                  const DynamicGears& gears) {
    InoutInfo info;
    for (const OmPort& port : inputs) info.inputs.push_back(io_tensor(port));
    for (const OmPort& port : outputs) info.outputs.push_back(io_tensor(port));
    switch (gears.kind) {
        case GearKind::kNone:
            break;
        case GearKind::kBatch:
            for (const auto& gear : gears.values) info.dynamic_batch.push_back(gear.at(0));
            break;
        case GearKind::kImage:
            info.dynamic_hw = gears.values;
            break;
        case GearKind::kDims:
            info.dynamic_dims = gears.values;
            info.input_order = gears.input_order;
            break;
    }
    return info;
}

Attributes choice_of(const DynamicGears& gears) {
    Attributes choice;
    choice.set("mbatch_dynamic_type", static_cast<std::int64_t>(gears.kind));
    for (std::size_t i = 0; i < gears.values.size(); ++i)
        choice.set(fmt::format("_pred_value_{}", i), gears.values[i]);
    choice.set("user_designate_shape_order", gears.input_order);
    return choice;
}

std::vector<EncodedGraph> encode_variants(const std::vector<OmVariant>& variants) {
    std::vector<EncodedGraph> graphs;
    std::int64_t next_id = 0;
    for (const OmVariant& variant : variants) {
        graphs.push_back(encode_graph(*variant.graph, variant.block_dims, next_id));
        next_id += static_cast<std::int64_t>(graphs.back().graph.ops.size());
        if (variants.size() > 1)
            graphs.back().graph.name =
                fmt::format("{}_gear_{}", variant.graph->name, graphs.size() - 1);
    }
    return graphs;
}

/// The variants share weights and run one at a time: the largest needs decide.
template <class Member>
std::int64_t most(const std::vector<EncodedGraph>& graphs, Member member) {
    Bytes bytes;
    for (const EncodedGraph& graph : graphs) bytes = std::max(bytes, graph.*member);
    return bytes.count();
}

std::vector<std::string> port_names(const std::vector<OmPort>& ports) {
    std::vector<std::string> names;
    names.reserve(ports.size());
    for (const OmPort& port : ports)
        names.push_back(port.port.name +
                        (port.port.name.find(':') == std::string::npos ? ":0" : ""));
    return names;
}

Attributes model_attributes(const std::vector<EncodedGraph>& graphs,
                            const std::vector<OmPort>& outputs, const OmWriteOptions& options) {
    const std::int64_t weights = most(graphs, &EncodedGraph::weight_bytes);
    const std::int64_t work = most(graphs, &EncodedGraph::work_bytes);
    Attributes to;
    to.set("soc_version", options.soc);
    to.set("atc_cmdline", options.command_line);
    to.set("framework_type", options.framework);
    to.set("attr_model_out_nodes_name", port_names(outputs));
    to.set("memory_size", work);
    to.set("weight_size", weights);
    to.set("stream_num", std::int64_t{1});
    to.set("event_num", std::int64_t{0});
    to.set("label_num", std::int64_t{0});
    to.set("task_gen_base_addr", kBaseAddress);
    to.set("task_gen_weight_addr", kBaseAddress + work);
    if (!options.aipp.empty()) to.set(kAippAttribute, encode_aipp(options.aipp));
    return to;
}

std::vector<TaskDef> all_tasks(std::vector<EncodedGraph>& graphs) {
    std::vector<TaskDef> tasks;
    for (EncodedGraph& graph : graphs)
        std::move(graph.tasks.begin(), graph.tasks.end(), std::back_inserter(tasks));
    TaskDef end;
    end.type = TaskType::kEndGraph;
    tasks.push_back(std::move(end));
    return tasks;
}

/// Inputs that belong to no kernel, behind those that do.
void add_extra_inputs(const std::vector<OmPort>& inputs, GraphDef& root) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (!is_extra(inputs[i])) continue;
        const TensorPort& port = inputs[i].port;
        OpDef op{port.name, port.name == kAippInput ? "AippData" : "Data"};
        op.attributes.set("index", static_cast<std::int64_t>(i));
        TensorDesc desc{"", port.type, port.shape, port.format};
        desc.size = port.bytes.count();
        op.output_descs.push_back(std::move(desc));
        root.inputs.push_back(op.name + ":0");
        root.ops.push_back(std::move(op));
    }
}

ModelDef definition_of(std::vector<EncodedGraph>& graphs, const std::string& name,
                       const std::vector<OmPort>& inputs, const std::vector<OmPort>& outputs,
                       const DynamicGears& gears, const OmWriteOptions& options) {
    ModelDef model{name};
    model.platform_version = kPlatformVersion;
    model.attributes = model_attributes(graphs, outputs, options);
    if (gears.kind != GearKind::kNone)
        model.graphs.push_back(switch_graph(name, graphs, choice_of(gears)));
    for (EncodedGraph& graph : graphs) model.graphs.push_back(std::move(graph.graph));
    add_extra_inputs(inputs, model.graphs.front());
    return model;
}

std::vector<OmPort> ports_of(const std::vector<TensorPort>& ports) {
    std::vector<OmPort> result;
    result.reserve(ports.size());
    for (const TensorPort& port : ports) result.push_back({port, {}});
    return result;
}

}  // namespace

std::vector<std::byte> write_om(const std::vector<OmVariant>& variants,
                                const std::vector<OmPort>& inputs,
                                const std::vector<OmPort>& outputs, const DynamicGears& gears,
                                const OmWriteOptions& options) {
    check_arguments(variants, inputs, outputs, gears);
    const std::string& name = variants.front().graph->name;
    std::vector<EncodedGraph> graphs = encode_variants(variants);
    const std::string tasks = encode_task_info(all_tasks(graphs));
    const std::string definition = encode_model_def(
        definition_of(graphs, name, inputs, outputs, gears, options), options.compress_attributes);
    const std::vector<std::byte> info = encode_inout_info(info_of(inputs, outputs, gears));
    Container container{Header(name), {}};
    container.models.push_back({{{PartitionType::kModelInoutInfo, info},
                                 {PartitionType::kModelDef, std::as_bytes(std::span(definition))},
                                 {PartitionType::kWeightsData, {}},
                                 {PartitionType::kTbeKernels, {}},
                                 {PartitionType::kTaskInfo, std::as_bytes(std::span(tasks))}}});
    return encode_container(container);
}

std::vector<std::byte> write_om(const FusedGraph& graph, const std::vector<TensorPort>& inputs,
                                const std::vector<TensorPort>& outputs,
                                const OmWriteOptions& options) {
    return write_om({{&graph, {}}}, ports_of(inputs), ports_of(outputs), {}, options);
}

}  // namespace ascend::models
