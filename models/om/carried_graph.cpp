// SPDX-License-Identifier: Apache-2.0
#include "models/om/carried_graph.h"

#include <fmt/format.h>

#include "models/fusion/layout.h"
#include "models/om/element_type.h"
#include "models/om/graph_builder.h"
#include "models/om/shape_attributes.h"
#include "traces/error.h"

namespace ascend::models::om {

namespace {

constexpr std::uint32_t kNotAliased = 0xffffffff;
constexpr std::string_view kInputs = "_ascend_sim_graph_inputs",
                           kOutputs = "_ascend_sim_graph_outputs";
constexpr std::string_view kStorage = "storage", kIoIndex = "io_index", kAliasOf = "alias_of",
                           kAliasOffset = "alias_offset";

std::vector<std::int64_t> numbers(const std::vector<std::uint32_t>& ids) {
    return {ids.begin(), ids.end()};
}

TensorDesc encode_tensor(const FusedTensor& tensor) {
    TensorDesc desc{tensor.name, tensor.type, tensor.shape, std::string(name_of(tensor.layout))};
    desc.size = tensor.bytes.count();
    desc.attributes.set(kStorage, static_cast<std::int64_t>(tensor.storage));
    desc.attributes.set(kIoIndex, std::int64_t{tensor.io_index});
    if (tensor.alias_of != kNotAliased) {
        desc.attributes.set(kAliasOf, std::int64_t{tensor.alias_of});
        desc.attributes.set(kAliasOffset, tensor.alias_offset);
    }
    return desc;
}

/// Rebuilds one graph; every message says which attribute is at fault.
class Decoder {
  public:
    Decoder(const GraphDef& from, const std::string& origin) : from_(from), origin_(origin) {}

    FusedGraph run() {
        graph_.name = from_.name;
        for (const TensorDesc& desc :
             required<std::vector<TensorDesc>>(from_.attributes, kTensorsAttribute, from_.name))
            add_tensor(desc);
        check_aliases();
        for (const OpDef& op : from_.ops)
            if (op.attributes.contains(kShapeAttribute)) add_operator(op);
        graph_.inputs = ids(from_.attributes, kInputs, from_.name);
        graph_.outputs = ids(from_.attributes, kOutputs, from_.name);
        check_ports();
        return std::move(graph_);
    }

  private:
    [[noreturn]] void fail(std::string_view where, const std::string& message) const {
        throw Error(ErrorCode::kMalformed, fmt::format("{}: '{}': {}", origin_, where, message));
    }

    template <class T>
    const T& required(const Attributes& attributes, std::string_view name,
                      std::string_view where) const {
        const Attribute* attribute = attributes.find(name);
        const T* value = attribute == nullptr ? nullptr : std::get_if<T>(&attribute->value);
        if (value == nullptr) fail(where, fmt::format("no attribute '{}' of its type", name));
        return *value;
    }

    std::int64_t number(const TensorDesc& desc, std::string_view name, std::int64_t fallback,
                        std::int64_t most) const {
        const std::int64_t value = desc.attributes.integer(name, fallback);
        if (value < 0 || value > most)
            fail(desc.name, fmt::format("'{}' is {}, expected 0..{}", name, value, most));
        return value;
    }

    void check_extents(const TensorDesc& desc, Layout layout) const {
        const std::size_t rank = desc.dims.size();
        const bool four = layout == Layout::kNc1hwc0 || layout == Layout::kFractalZ;
        const bool matrix = layout == Layout::kFractalNz;
        if ((four && rank != 4) || (matrix && rank < 2))
            fail(desc.name, fmt::format("shape {} in {}, expected {} dimensions",
                                        to_text(desc.dims), desc.format, four ? "4" : "2 or more"));
        try {
            if (layout_bytes(layout, desc.dims, desc.type).count() < 0)
                fail(desc.name, "a size beyond 2^63 bytes");
        } catch (const Error& error) {
            fail(desc.name, error.what());
        }
    }

    void add_tensor(const TensorDesc& desc) {
        constexpr std::int64_t kMost = 0xfffffffe;
        const Layout layout = layout_of(desc.format);
        if (desc.type == DataType::kUndefined) fail(desc.name, "no element type");
        check_extents(desc, layout);
        if (desc.size < 0 || desc.size > std::int64_t{1} << 50)
            fail(desc.name, fmt::format("{} bytes, expected 0..2^50", desc.size));
        FusedTensor tensor{desc.name, desc.dims, desc.type, layout, Bytes(desc.size)};
        tensor.storage = Storage(number(desc, kStorage, 3, 3));
        tensor.io_index = static_cast<std::uint32_t>(number(desc, kIoIndex, 0, kMost));
        tensor.alias_of =
            static_cast<std::uint32_t>(number(desc, kAliasOf, kNotAliased, kNotAliased));
        tensor.alias_offset = number(desc, kAliasOffset, 0, std::int64_t{1} << 50);
        graph_.tensors.push_back(std::move(tensor));
    }

    /// Every chain of aliases ends at a tensor of its own.
    void check_aliases() const {
        for (const FusedTensor& tensor : graph_.tensors) {
            std::size_t steps = 0;
            for (std::uint32_t at = tensor.alias_of; at != kNotAliased;
                 at = graph_.tensors[at].alias_of)
                if (at >= graph_.tensors.size() || ++steps > graph_.tensors.size())
                    fail(tensor.name, "its alias leads nowhere, expected another tensor");
        }
    }

    std::vector<std::uint32_t> ids(const Attributes& attributes, std::string_view name,
                                   std::string_view where) const {
        std::vector<std::uint32_t> result;
        for (const std::int64_t id : required<std::vector<std::int64_t>>(attributes, name, where)) {
            if (id < 0 || id >= static_cast<std::int64_t>(graph_.tensors.size()))
                fail(where, fmt::format("'{}' names tensor {}, expected one of {}", name, id,
                                        graph_.tensors.size()));
            result.push_back(static_cast<std::uint32_t>(id));
        }
        return result;
    }

    void add_operator(const OpDef& op) {
        FusedOperator fused{op.name, op.type, {}, {}, {}};
        const auto& shape = required<NamedAttributes>(op.attributes, kShapeAttribute, op.name);
        try {
            fused.shape = decode_shape(shape);
        } catch (const Error& error) {
            fail(op.name, error.what());
        }
        fused.inputs = ids(op.attributes, kInputsAttribute, op.name);
        fused.outputs = ids(op.attributes, kOutputsAttribute, op.name);
        check_operands(fused, origin_);
        graph_.operators.push_back(std::move(fused));
    }

    /// Inputs and outputs have memory of their own, one segment each.
    void check_ports() const {
        for (const FusedTensor& tensor : graph_.tensors) {
            const std::size_t ports = tensor.storage == Storage::kInput    ? graph_.inputs.size()
                                      : tensor.storage == Storage::kOutput ? graph_.outputs.size()
                                                                           : 0xffffffff;
            if (tensor.io_index >= ports)
                fail(tensor.name,
                     fmt::format("port {}, expected one of {}", tensor.io_index, ports));
        }
    }

    const GraphDef& from_;
    const std::string& origin_;
    FusedGraph graph_;
};

}  // namespace

bool carries_graph(const GraphDef& graph) {
    return graph.attributes.contains(kTensorsAttribute);
}

void carry_graph(const FusedGraph& graph, const std::vector<std::size_t>& kernels, GraphDef& to) {
    std::vector<TensorDesc> tensors;
    for (const FusedTensor& tensor : graph.tensors) tensors.push_back(encode_tensor(tensor));
    to.attributes.set(kTensorsAttribute, std::move(tensors));
    to.attributes.set(kInputs, numbers(graph.inputs));
    to.attributes.set(kOutputs, numbers(graph.outputs));
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        Attributes& attributes = to.ops[kernels[i]].attributes;
        attributes.set(kShapeAttribute, encode_shape(graph.operators[i].shape));
        attributes.set(kInputsAttribute, numbers(graph.operators[i].inputs));
        attributes.set(kOutputsAttribute, numbers(graph.operators[i].outputs));
    }
}

FusedGraph carried_graph(const GraphDef& from, const std::string& origin) {
    return Decoder(from, origin).run();
}

}  // namespace ascend::models::om
