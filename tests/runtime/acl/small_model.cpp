// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/acl/small_model.h"

#include <onnx/onnx_pb.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <vector>

namespace ascend::test {
namespace {

constexpr int kOpset = 13, kInputs = 32, kOutputs = 64;

void add_value(onnx::ValueInfoProto& value, const char* name, int features) {
    value.set_name(name);
    auto& tensor = *value.mutable_type()->mutable_tensor_type();
    tensor.set_elem_type(onnx::TensorProto::FLOAT);
    tensor.mutable_shape()->add_dim()->set_dim_param("batch");
    tensor.mutable_shape()->add_dim()->set_dim_value(features);
}

void add_node(onnx::GraphProto& graph, const char* type, const std::vector<const char*>& inputs,
              const char* output) {
    onnx::NodeProto& node = *graph.add_node();
    node.set_op_type(type);
    node.set_name(std::string(type) + "_0");
    for (const char* input : inputs) node.add_input(input);
    node.add_output(output);
}

std::string model(const char* activation) {
    onnx::ModelProto model;
    model.set_ir_version(7);
    model.add_opset_import()->set_version(kOpset);
    onnx::GraphProto& graph = *model.mutable_graph();
    graph.set_name("small");
    add_value(*graph.add_input(), "x", kInputs);
    add_value(*graph.add_output(), "y", kOutputs);
    onnx::TensorProto& weight = *graph.add_initializer();
    weight.set_name("w");
    weight.set_data_type(onnx::TensorProto::FLOAT);
    weight.add_dims(kInputs);
    weight.add_dims(kOutputs);
    weight.set_raw_data(std::string(kInputs * kOutputs * sizeof(float), '\0'));
    add_node(graph, "MatMul", {"x", "w"}, "product");
    add_node(graph, activation, {"product"}, "y");
    return model.SerializeAsString();
}

void add_image(onnx::ValueInfoProto& value, const char* name, int channels) {
    value.set_name(name);
    auto& tensor = *value.mutable_type()->mutable_tensor_type();
    tensor.set_elem_type(onnx::TensorProto::FLOAT);
    tensor.mutable_shape()->add_dim()->set_dim_param("batch");
    tensor.mutable_shape()->add_dim()->set_dim_value(channels);
    tensor.mutable_shape()->add_dim()->set_dim_param("h");
    tensor.mutable_shape()->add_dim()->set_dim_param("w");
}

}  // namespace

std::string image_model() {
    constexpr int kIn = 3, kOut = 8, kKernel = 3;
    onnx::ModelProto model;
    model.set_ir_version(7);
    model.add_opset_import()->set_version(kOpset);
    onnx::GraphProto& graph = *model.mutable_graph();
    graph.set_name("image");
    add_image(*graph.add_input(), "x", kIn);
    add_image(*graph.add_output(), "y", kOut);
    onnx::TensorProto& weight = *graph.add_initializer();
    weight.set_name("w");
    weight.set_data_type(onnx::TensorProto::FLOAT);
    for (const int extent : {kOut, kIn, kKernel, kKernel}) weight.add_dims(extent);
    weight.set_raw_data(std::string(kOut * kIn * kKernel * kKernel * sizeof(float), '\0'));
    add_node(graph, "Conv", {"x", "w"}, "sum");
    onnx::AttributeProto& pads = *graph.mutable_node(0)->add_attribute();
    pads.set_name("pads");
    pads.set_type(onnx::AttributeProto::INTS);
    for (int i = 0; i < 4; ++i) pads.add_ints(1);
    add_node(graph, "Relu", {"sum"}, "y");
    return model.SerializeAsString();
}

std::string small_model() {
    return model("Relu");
}

std::string model_with_unknown_operator() {
    return model("Frobnicate");
}

TemporaryFile::TemporaryFile(const std::string& suffix, const std::string& content) {
    std::string pattern = "/tmp/ascend_sim_test_XXXXXX" + suffix;
    const int file = mkstemps(pattern.data(), static_cast<int>(suffix.size()));
    if (file < 0) std::abort();
    close(file);
    path_ = pattern;
    std::ofstream(path_, std::ios::binary) << content;
}

TemporaryFile::~TemporaryFile() {
    unlink(path_.c_str());
}

}  // namespace ascend::test
