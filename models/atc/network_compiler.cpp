// SPDX-License-Identifier: Apache-2.0
#include "models/atc/network_compiler.h"

#include <fmt/format.h>

#include "models/om/om_writer.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

/// An open leading dimension that nobody closes is the batch.
ShapeOverrides close_batch(const std::vector<DeclaredInput>& inputs, ShapeOverrides shapes) {
    if (shapes.batch) return shapes;
    for (const DeclaredInput& input : inputs) {
        if (input.shape.empty() || input.shape.front() >= 0) continue;
        const auto given = shapes.inputs.find(input.name);
        if (given == shapes.inputs.end()) {
            shapes.batch = shapes.batch.value_or(1);
        } else if (!given->second.empty()) {
            shapes.batch = given->second.front();
            break;
        }
    }
    return shapes;
}

void check_aipp(const FusedGraph& graph, const std::vector<Aipp>& aipp) {
    if (aipp.empty()) return;
    if (aipp.size() > 1)
        throw Error(ErrorCode::kUnsupported, "aipp of more than one input is not modelled");
    const std::uint32_t input = aipp.front().input;
    if (input >= graph.inputs.size())
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("aipp: related_input_rank {}: the network has {} inputs", input,
                                graph.inputs.size()));
    const FusedTensor& tensor = graph.tensors[graph.inputs[input]];
    if (tensor.type != DataType::kUint8)
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("aipp of input '{}' is not modelled: that of the network's first "
                                "image is",
                                tensor.name));
}

std::vector<ShapeOverrides> shapes_of(std::span<const std::byte> bytes, const std::string& origin,
                                      const CompileRequest& request) {
    const auto inputs = declared_onnx_inputs(bytes, origin);
    if (request.gears.kind == GearKind::kNone) return {close_batch(inputs, request.shapes)};
    check_gears(request.gears);
    std::vector<ShapeOverrides> shapes;
    for (std::size_t gear = 0; gear < request.gears.values.size(); ++gear)
        shapes.push_back(close_for_gear(inputs, request, gear));
    return shapes;
}

DynamicGears gears_of(std::span<const std::byte> bytes, const std::string& origin,
                      const CompileRequest& request) {
    DynamicGears gears = request.gears;
    if (gears.kind == GearKind::kDims)
        gears.input_order = gear_order(declared_onnx_inputs(bytes, origin), request);
    return gears;
}

std::vector<std::uint32_t> block_dims_of(const Program& program) {
    std::vector<std::uint32_t> block_dims;
    for (const sim::Task& task : program.image.streams.front()) {
        const auto* kernel = std::get_if<sim::KernelTask>(&task.work);
        block_dims.push_back(kernel == nullptr ? 0 : kernel->plan->block_dim());
    }
    return block_dims;
}

}  // namespace

Compilation compile_network(std::span<const std::byte> bytes, const std::string& origin,
                            const sim::SocSpec& soc, const CompileRequest& request) {
    CompileOptions options = request.options;
    options.aipp = !request.aipp.empty();
    std::vector<FusedGraph> graphs;
    std::vector<Program> programs;
    for (const ShapeOverrides& shapes : shapes_of(bytes, origin, request)) {
        const Graph graph = read_onnx(bytes, origin, shapes);
        graphs.push_back(fuse(graph, soc, options));
        graphs.back().name = graph.name;
        check_aipp(graphs.back(), request.aipp);
        programs.push_back(assemble(graphs.back(), soc));
    }
    return {std::move(graphs),
            put_together(std::move(programs), gears_of(bytes, origin, request), request.aipp)};
}

std::vector<std::byte> om_of(const Compilation& compilation, const std::string& command_line) {
    const CompiledModel& model = compilation.model;
    std::vector<OmVariant> variants;
    for (std::size_t i = 0; i < compilation.graphs.size(); ++i)
        variants.push_back({&compilation.graphs[i], block_dims_of(model.programs[i])});
    OmWriteOptions options;
    options.soc = model.programs.front().soc;
    options.command_line = command_line;
    options.aipp = model.aipp;
    return write_om(variants, model.inputs, model.outputs, model.gears, options);
}

}  // namespace ascend::models
