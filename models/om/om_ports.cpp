// SPDX-License-Identifier: Apache-2.0
#include "models/om/om_ports.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/om/element_type.h"
#include "models/om/operator_view.h"
#include "models/om/subgraphs.h"

namespace ascend::models::om {

namespace {

OmPort port_of(const IoTensor& tensor) {
    return {{tensor.name, tensor.type, tensor.dims, format_name(tensor.format), Bytes(tensor.size)},
            tensor.dims_v2};
}

OmPort port_of(const std::string& name, const TensorDesc& desc, const std::string& origin) {
    const TensorView view = view_of(desc, fmt::format("{}: port '{}'", origin, name));
    return {{name, view.type, view.memory, view.format, view.bytes()}, {}};
}

DynamicGears gears_of(const InoutInfo& info) {
    if (!info.dynamic_batch.empty()) {
        DynamicGears gears{GearKind::kBatch, {}, {}};
        for (const std::int64_t batch : info.dynamic_batch) gears.values.push_back({batch});
        return gears;
    }
    if (!info.dynamic_hw.empty()) return {GearKind::kImage, info.dynamic_hw, {}};
    if (!info.dynamic_dims.empty()) return {GearKind::kDims, info.dynamic_dims, info.input_order};
    return {};
}

GearKind kind_of(const OpDef& choice, std::size_t numbers) {
    switch (choice.attributes.integer("mbatch_dynamic_type", 0)) {
        case 1:
            return GearKind::kBatch;
        case 2:
            return GearKind::kImage;
        case 3:
            return GearKind::kDims;
        default:
            return numbers == 1 ? GearKind::kBatch : GearKind::kDims;
    }
}

DynamicGears gears_of(const ModelDef& model) {
    const OpDef* choice = gear_switch(model);
    DynamicGears gears;
    if (choice == nullptr) return gears;
    for (std::size_t i = 0; i < choice->subgraphs.size(); ++i)
        gears.values.push_back(choice->attributes.integers(fmt::format("_pred_value_{}", i)));
    const std::size_t numbers = gears.values.empty() ? 0 : gears.values.front().size();
    gears.kind = kind_of(*choice, numbers);
    gears.input_order = choice->attributes.texts("user_designate_shape_order");
    return gears;
}

void add_inputs(const GraphDef& graph, const std::string& origin, Ports& ports) {
    std::vector<std::pair<std::int64_t, OmPort>> inputs;
    for (const OpDef& op : graph.ops) {
        const bool input = op.type == "Data" || op.type == "AippData" || op.type == "AnnData";
        if (!input || op.output_descs.empty()) continue;
        inputs.emplace_back(
            op.attributes.integer("index", static_cast<std::int64_t>(inputs.size())),
            port_of(op.name, op.output_descs.front(), origin));
    }
    std::stable_sort(inputs.begin(), inputs.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [index, port] : inputs) ports.inputs.push_back(std::move(port));
}

std::string output_name(const std::vector<std::string>& names, std::size_t i,
                        const std::string& source) {
    const std::size_t colon = source.rfind(':');
    const std::string index = colon == std::string::npos ? "0" : source.substr(colon + 1);
    if (i >= names.size()) return fmt::format("output_{}_{}_{}", i, source.substr(0, colon), index);
    return names[i].find(':') == std::string::npos ? names[i] + ":" + index : names[i];
}

void add_outputs(const ModelDef& model, const std::string& origin, Ports& ports) {
    const auto names = model.attributes.texts("attr_model_out_nodes_name");
    for (const OpDef& op : model.graphs.front().ops) {
        if (op.type != "NetOutput") continue;
        for (std::size_t i = 0; i < op.input_descs.size(); ++i)
            if (is_data_input(op, i))
                ports.outputs.push_back(
                    port_of(output_name(names, i, op.inputs[i]), op.input_descs[i], origin));
    }
}

}  // namespace

Ports ports_of(const InoutInfo& info) {
    Ports ports;
    for (const IoTensor& tensor : info.inputs) ports.inputs.push_back(port_of(tensor));
    for (const IoTensor& tensor : info.outputs) ports.outputs.push_back(port_of(tensor));
    ports.gears = gears_of(info);
    return ports;
}

Ports ports_of(const ModelDef& model, const std::string& origin) {
    Ports ports;
    if (model.graphs.empty()) return ports;
    add_inputs(model.graphs.front(), origin, ports);
    add_outputs(model, origin, ports);
    ports.gears = gears_of(model);
    return ports;
}

}  // namespace ascend::models::om
