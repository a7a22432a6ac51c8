// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/attributes.h"

#include "models/onnx/tensor_proto.h"

namespace ascend::models::onnx_file {
namespace {

using onnx::AttributeProto;

/// Files of the first IR version leave the type out; the field that is set tells.
AttributeProto::AttributeType type_of(const AttributeProto& attribute) {
    if (attribute.has_type()) return attribute.type();
    if (attribute.has_f()) return AttributeProto::FLOAT;
    if (attribute.has_i()) return AttributeProto::INT;
    if (attribute.has_s()) return AttributeProto::STRING;
    if (attribute.has_t()) return AttributeProto::TENSOR;
    if (attribute.floats_size() > 0) return AttributeProto::FLOATS;
    if (attribute.ints_size() > 0) return AttributeProto::INTS;
    if (attribute.strings_size() > 0) return AttributeProto::STRINGS;
    return AttributeProto::UNDEFINED;
}

template <class Proto>
Attribute tensor_attribute(const Proto& proto) {
    StoredTensor tensor = stored_tensor(proto);
    Constant constant = std::move(tensor.value).value_or(Constant{});
    constant.type = tensor.type;
    constant.shape = std::move(tensor.shape);
    return constant;
}

std::optional<Attribute> convert(const AttributeProto& proto) {
    switch (type_of(proto)) {
        case AttributeProto::FLOAT:
            return static_cast<double>(proto.f());
        case AttributeProto::INT:
            return static_cast<std::int64_t>(proto.i());
        case AttributeProto::STRING:
            return proto.s();
        case AttributeProto::TENSOR:
            return tensor_attribute(proto.t());
        case AttributeProto::SPARSE_TENSOR:
            return tensor_attribute(proto.sparse_tensor());
        case AttributeProto::FLOATS:
            return std::vector<double>(proto.floats().begin(), proto.floats().end());
        case AttributeProto::INTS:
            return std::vector<std::int64_t>(proto.ints().begin(), proto.ints().end());
        case AttributeProto::STRINGS:
            return std::vector<std::string>(proto.strings().begin(), proto.strings().end());
        default:  // graphs, types and lists of tensors: no operator that we know reads them here
            return std::nullopt;
    }
}

}  // namespace

Attributes attributes_of(const onnx::NodeProto& node) {
    Attributes attributes;
    for (const AttributeProto& proto : node.attribute()) {
        if (auto attribute = convert(proto))
            attributes.emplace(proto.name(), *std::move(attribute));
    }
    return attributes;
}

const onnx::GraphProto* find_graph_attribute(const onnx::NodeProto& node, std::string_view name) {
    for (const AttributeProto& proto : node.attribute()) {
        if (proto.name() == name && proto.has_g()) return &proto.g();
    }
    return nullptr;
}

}  // namespace ascend::models::onnx_file
