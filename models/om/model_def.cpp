// SPDX-License-Identifier: Apache-2.0
#include "models/om/model_def.h"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>

#include <limits>

#include "models/om/attribute_codec.h"
#include "traces/error.h"

namespace ascend::models::om {

namespace {

template <class Value, class Field>
std::vector<Value> copied(const Field& field) {
    return {field.begin(), field.end()};
}

template <class Values, class Field>
void assign(const Values& values, Field* field) {
    field->Assign(values.begin(), values.end());
}

OpDef decode_op(const ge::proto::OpDef& from, const AttributeDictionary& dictionary) {
    OpDef op{from.name(), from.type(), from.id(), from.stream_id()};
    op.inputs = copied<std::string>(from.input());
    op.input_offsets = copied<std::int64_t>(from.input_i());
    op.output_offsets = copied<std::int64_t>(from.output_i());
    op.workspace = copied<std::int64_t>(from.workspace());
    op.workspace_bytes = copied<std::int64_t>(from.workspace_bytes());
    op.constant_inputs = copied<bool>(from.is_input_const());
    for (const auto& desc : from.input_desc())
        op.input_descs.push_back(decode_desc(desc, dictionary));
    for (const auto& desc : from.output_desc())
        op.output_descs.push_back(decode_desc(desc, dictionary));
    op.subgraphs = copied<std::string>(from.subgraph_name());
    op.attributes = decode_attributes(from.attr(), dictionary);
    return op;
}

GraphDef decode_graph(const ge::proto::GraphDef& from, const AttributeDictionary& dictionary) {
    GraphDef graph{from.name(), copied<std::string>(from.input()),
                   copied<std::string>(from.output())};
    for (const auto& op : from.op()) graph.ops.push_back(decode_op(op, dictionary));
    graph.attributes = decode_attributes(from.attr(), dictionary);
    return graph;
}

ModelDef decode(const ge::proto::ModelDef& from) {
    ModelDef model{from.name(), from.version(), from.custom_version()};
    model.attributes = decode_attributes(from.attr(), {});
    const AttributeDictionary dictionary(model.attributes);
    for (const auto& graph : from.graph()) model.graphs.push_back(decode_graph(graph, dictionary));
    return model;
}

void encode_op(const OpDef& from, AttributeDictionary* dictionary, ge::proto::OpDef& to) {
    to.set_name(from.name);
    to.set_type(from.type);
    to.set_id(from.id);
    to.set_stream_id(from.stream_id);
    for (const std::string& input : from.inputs) to.add_input(input);
    assign(from.input_offsets, to.mutable_input_i());
    assign(from.output_offsets, to.mutable_output_i());
    assign(from.workspace, to.mutable_workspace());
    assign(from.workspace_bytes, to.mutable_workspace_bytes());
    for (const bool constant : from.constant_inputs) to.add_is_input_const(constant);
    for (const TensorDesc& desc : from.input_descs)
        encode_desc(desc, dictionary, *to.add_input_desc());
    for (const TensorDesc& desc : from.output_descs)
        encode_desc(desc, dictionary, *to.add_output_desc());
    for (const std::string& name : from.subgraphs) to.add_subgraph_name(name);
    encode_attributes(from.attributes, dictionary, *to.mutable_attr());
}

void encode_graph(const GraphDef& from, AttributeDictionary* dictionary, ge::proto::GraphDef& to) {
    to.set_name(from.name);
    for (const std::string& input : from.inputs) to.add_input(input);
    for (const std::string& output : from.outputs) to.add_output(output);
    for (const OpDef& op : from.ops) encode_op(op, dictionary, *to.add_op());
    encode_attributes(from.attributes, dictionary, *to.mutable_attr());
}

std::string serialized(const google::protobuf::Message& message) {
    std::string bytes;
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream output(&stream);
    output.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&output);
    output.Trim();
    return bytes;
}

}  // namespace

ModelDef decode_model_def(std::span<const std::byte> bytes, const std::string& origin,
                          std::size_t offset) {
    ge::proto::ModelDef message;
    const google::protobuf::LogSilencer silence;  // the error below says it in one line
    const bool fits = bytes.size() <= std::numeric_limits<int>::max();
    if (!fits || !message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{}: byte {}: MODEL_DEF of {} bytes does not parse, expected a "
                                "ge.proto.ModelDef message",
                                origin, offset, bytes.size()));
    try {
        return decode(message);
    } catch (const Error& error) {
        throw Error(error.code(),
                    fmt::format("{}: byte {}: MODEL_DEF: {}", origin, offset, error.what()));
    }
}

std::string encode_model_def(const ModelDef& model, bool compress) {
    ge::proto::ModelDef message;
    message.set_name(model.name);
    message.set_version(model.version);
    message.set_custom_version(model.platform_version);
    AttributeDictionary dictionary;
    for (const GraphDef& graph : model.graphs)
        encode_graph(graph, compress ? &dictionary : nullptr, *message.add_graph());
    Attributes attributes = model.attributes;
    if (compress) dictionary.store(attributes);
    encode_attributes(attributes, nullptr, *message.mutable_attr());
    return serialized(message);
}

}  // namespace ascend::models::om
