// SPDX-License-Identifier: Apache-2.0
#include "tests/models/onnx/model_builder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <onnx/onnx_pb.h>

#include <cstring>

namespace ascend::models::test {
namespace {

std::int32_t onnx_number(DataType type) {
    switch (type) {
        case DataType::kFloat:
            return onnx::TensorProto::FLOAT;
        case DataType::kFloat16:
            return onnx::TensorProto::FLOAT16;
        case DataType::kInt8:
            return onnx::TensorProto::INT8;
        case DataType::kUint8:
            return onnx::TensorProto::UINT8;
        case DataType::kInt32:
            return onnx::TensorProto::INT32;
        case DataType::kInt64:
            return onnx::TensorProto::INT64;
        case DataType::kBool:
            return onnx::TensorProto::BOOL;
        default:
            ADD_FAILURE() << "the builder does not know type " << name_of(type);
            return 0;
    }
}

void set_header(onnx::TensorProto& tensor, const std::string& name, const Shape& shape,
                DataType type) {
    tensor.set_name(name);
    tensor.set_data_type(onnx_number(type));
    for (const std::int64_t dim : shape) tensor.add_dims(dim);
}

void set_values(onnx::TensorProto& tensor, const Ints& values, DataType type) {
    for (const std::int64_t value : values) {
        if (type == DataType::kInt64) {
            tensor.add_int64_data(value);
        } else {
            tensor.add_int32_data(static_cast<std::int32_t>(value));
        }
    }
}

void set_values(onnx::TensorProto& tensor, const Floats& values) {
    for (const double value : values) tensor.add_float_data(static_cast<float>(value));
}

void set_attribute(onnx::AttributeProto& proto, const Attribute& attribute) {
    using Proto = onnx::AttributeProto;
    if (const auto* value = std::get_if<std::int64_t>(&attribute)) {
        proto.set_type(Proto::INT);
        proto.set_i(*value);
    } else if (const auto* number = std::get_if<double>(&attribute)) {
        proto.set_type(Proto::FLOAT);
        proto.set_f(static_cast<float>(*number));
    } else if (const auto* text = std::get_if<std::string>(&attribute)) {
        proto.set_type(Proto::STRING);
        proto.set_s(*text);
    } else if (const auto* list = std::get_if<Ints>(&attribute)) {
        proto.set_type(Proto::INTS);
        for (const std::int64_t element : *list) proto.add_ints(element);
    } else if (const auto* numbers = std::get_if<Floats>(&attribute)) {
        proto.set_type(Proto::FLOATS);
        for (const double element : *numbers) proto.add_floats(static_cast<float>(element));
    } else if (const auto* constant = std::get_if<Constant>(&attribute)) {
        proto.set_type(Proto::TENSOR);
        set_header(*proto.mutable_t(), "", constant->shape, constant->type);
        if (const auto* elements = std::get_if<Ints>(&constant->values)) {
            set_values(*proto.mutable_t(), *elements, constant->type);
        } else {
            set_values(*proto.mutable_t(), std::get<Floats>(constant->values));
        }
    }
}

}  // namespace

ModelBuilder::ModelBuilder(std::int64_t opset) : model_(std::make_unique<onnx::ModelProto>()) {
    model_->set_ir_version(7);
    model_->add_opset_import()->set_version(opset);
    graph().set_name("test");
}
ModelBuilder::ModelBuilder(ModelBuilder&&) noexcept = default;
ModelBuilder::~ModelBuilder() = default;

onnx::GraphProto& ModelBuilder::graph() {
    return *model_->mutable_graph();
}

ModelBuilder& ModelBuilder::input(const std::string& name, const std::vector<Dim>& dims,
                                  DataType type) {
    auto* info = graph().add_input();
    info->set_name(name);
    auto* tensor = info->mutable_type()->mutable_tensor_type();
    tensor->set_elem_type(onnx_number(type));
    tensor->mutable_shape();
    for (const Dim& dim : dims) {
        auto* proto = tensor->mutable_shape()->add_dim();
        if (const auto* extent = std::get_if<std::int64_t>(&dim)) {
            proto->set_dim_value(*extent);
        } else if (!std::get<std::string>(dim).empty()) {
            proto->set_dim_param(std::get<std::string>(dim));
        }
    }
    return *this;
}

ModelBuilder& ModelBuilder::input_without_shape(const std::string& name) {
    auto* info = graph().add_input();
    info->set_name(name);
    info->mutable_type()->mutable_tensor_type()->set_elem_type(onnx_number(DataType::kFloat));
    return *this;
}

ModelBuilder& ModelBuilder::weight(const std::string& name, const Shape& shape, DataType type) {
    auto* tensor = graph().add_initializer();
    set_header(*tensor, name, shape, type);
    tensor->set_data_location(onnx::TensorProto::EXTERNAL);
    return *this;
}

ModelBuilder& ModelBuilder::constant(const std::string& name, const Shape& shape,
                                     const Ints& values, DataType type) {
    auto* tensor = graph().add_initializer();
    set_header(*tensor, name, shape, type);
    set_values(*tensor, values, type);
    return *this;
}

ModelBuilder& ModelBuilder::constant(const std::string& name, const Shape& shape,
                                     const Floats& values) {
    auto* tensor = graph().add_initializer();
    set_header(*tensor, name, shape, DataType::kFloat);
    set_values(*tensor, values);
    return *this;
}

ModelBuilder& ModelBuilder::node(const std::string& type, const std::vector<std::string>& inputs,
                                 const std::vector<std::string>& outputs,
                                 const Attributes& attributes, const std::string& domain,
                                 const std::string& name) {
    auto* node = graph().add_node();
    node->set_op_type(type);
    node->set_domain(domain);
    node->set_name(name);
    for (const std::string& tensor : inputs) node->add_input(tensor);
    for (const std::string& tensor : outputs) node->add_output(tensor);
    for (const auto& [key, value] : attributes) {
        auto* attribute = node->add_attribute();
        attribute->set_name(key);
        set_attribute(*attribute, value);
    }
    return *this;
}

ModelBuilder& ModelBuilder::if_node(const std::string& condition, const std::string& output,
                                    const ModelBuilder& then_branch,
                                    const ModelBuilder& else_branch) {
    node("If", {condition}, {output}, {}, "", "choice");
    auto* node = graph().mutable_node(graph().node_size() - 1);
    const auto add = [node](const std::string& name, const ModelBuilder& branch) {
        auto* attribute = node->add_attribute();
        attribute->set_name(name);
        attribute->set_type(onnx::AttributeProto::GRAPH);
        *attribute->mutable_g() = branch.model_->graph();
    };
    add("then_branch", then_branch);
    add("else_branch", else_branch);
    return *this;
}

ModelBuilder& ModelBuilder::output(const std::string& name) {
    graph().add_output()->set_name(name);
    return *this;
}

std::vector<std::byte> ModelBuilder::bytes() const {
    const std::string text = model_->SerializeAsString();
    std::vector<std::byte> bytes(text.size());
    std::memcpy(bytes.data(), text.data(), text.size());
    return bytes;
}

Graph ModelBuilder::read(const ShapeOverrides& overrides) const {
    return read_onnx(bytes(), "test.onnx", overrides);
}

Operand tensor(Shape shape, DataType type) {
    return {std::move(shape), type};
}

Operand ints(Ints values) {
    const Shape shape{std::ssize(values)};
    return {shape, DataType::kInt64, std::move(values)};
}

Operand ints(Shape shape, Ints values) {
    return {std::move(shape), DataType::kInt64, std::move(values)};
}

Operand floats(Floats values) {
    const Shape shape{std::ssize(values)};
    return {shape, DataType::kFloat, std::move(values)};
}

Operand absent() {
    return {.shape = {}, .absent = true};
}

Graph Case::read() const {
    ModelBuilder model(opset);
    std::vector<std::string> inputs;
    for (const Operand& operand : operands) {
        inputs.push_back(operand.absent ? std::string() : fmt::format("x{}", inputs.size()));
        if (operand.absent) continue;
        if (const auto* integers = std::get_if<Ints>(&operand.values)) {
            model.constant(inputs.back(), operand.shape, *integers, operand.type);
        } else if (const auto* numbers = std::get_if<Floats>(&operand.values)) {
            model.constant(inputs.back(), operand.shape, *numbers);
        } else {
            model.input(inputs.back(), std::vector<Dim>(operand.shape.begin(), operand.shape.end()),
                        operand.type);
        }
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < outputs; ++i) {
        names.push_back(fmt::format("y{}", i));
        model.output(names.back());
    }
    return model.node(type, inputs, names, attributes, domain, "node_under_test").read();
}

Shape Case::shape(std::size_t output) const {
    const Graph graph = read();
    return graph.tensor(graph.outputs.at(output)).shape;
}

DataType Case::data_type(std::size_t output) const {
    const Graph graph = read();
    return graph.tensor(graph.outputs.at(output)).type;
}

Ints Case::integers(std::size_t output) const {
    const Graph graph = read();
    return std::get<Ints>(graph.tensor(graph.outputs.at(output)).value.value().values);
}

Floats Case::numbers(std::size_t output) const {
    const Graph graph = read();
    return std::get<Floats>(graph.tensor(graph.outputs.at(output)).value.value().values);
}

const Tensor& find(const Graph& graph, std::string_view tensor) {
    for (const Tensor& candidate : graph.tensors) {
        if (candidate.name == tensor) return candidate;
    }
    throw std::runtime_error("the graph has no tensor " + std::string(tensor));
}

void expect_error(ErrorCode code, const std::vector<std::string>& fragments,
                  const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        const std::string message = error.what();
        EXPECT_EQ(error.code(), code) << message;
        EXPECT_EQ(message.find('\n'), std::string::npos) << message;
        for (const std::string& fragment : fragments) {
            EXPECT_NE(message.find(fragment), std::string::npos)
                << "'" << fragment << "' is not in: " << message;
        }
        return;
    }
    ADD_FAILURE() << "no error was thrown";
}

}  // namespace ascend::models::test
