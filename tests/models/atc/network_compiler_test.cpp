// SPDX-License-Identifier: Apache-2.0
#include "models/atc/network_compiler.h"

#include <gtest/gtest.h>

#include "models/om/om_program.h"
#include "sim/soc/soc_loader.h"
#include "tests/runtime/acl/small_model.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

std::span<const std::byte> bytes_of_text(const std::string& text) {
    return std::as_bytes(std::span(text));
}

Compilation compiled(const std::string& network, const CompileRequest& request) {
    return compile_network(bytes_of_text(network), "n.onnx", *sim::load_soc("Ascend310P3"),
                           request);
}

/// Through an .om and back.
CompiledModel reread(const Compilation& compilation) {
    return model_from_om(om_of(compilation, "atc"), "n.om", *sim::load_soc("Ascend310P3"));
}

void expect_same_ports(const std::vector<ModelPort>& a, const std::vector<ModelPort>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].port.name, b[i].port.name);
        EXPECT_EQ(a[i].port.shape, b[i].port.shape) << a[i].port.name;
        EXPECT_EQ(a[i].port.type, b[i].port.type) << a[i].port.name;
        EXPECT_EQ(a[i].port.format, b[i].port.format) << a[i].port.name;
        EXPECT_EQ(a[i].port.bytes, b[i].port.bytes) << a[i].port.name;
        const Shape& v2 = a[i].dims_v2.empty() ? a[i].port.shape : a[i].dims_v2;
        EXPECT_EQ(v2, b[i].dims_v2.empty() ? b[i].port.shape : b[i].dims_v2) << a[i].port.name;
    }
}

void expect_same(const CompiledModel& a, const CompiledModel& b) {
    EXPECT_EQ(a.name, b.name);
    expect_same_ports(a.inputs, b.inputs);
    expect_same_ports(a.outputs, b.outputs);
    EXPECT_EQ(a.gears, b.gears);
    EXPECT_EQ(a.aipp, b.aipp);
    EXPECT_EQ(a.weight_bytes(), b.weight_bytes());
    EXPECT_EQ(a.work_bytes(), b.work_bytes());
    ASSERT_EQ(a.programs.size(), b.programs.size());
    for (std::size_t i = 0; i < a.programs.size(); ++i)
        EXPECT_EQ(a.programs[i].image.streams[0].size(), b.programs[i].image.streams[0].size());
}

TEST(NetworkCompiler, WritesWhatItCompiled) {
    CompileRequest request;
    request.shapes.batch = 3;
    const Compilation compilation = compiled(test::small_model(), request);
    EXPECT_EQ(compilation.model.inputs[0].port.shape, (Shape{3, 32}));
    expect_same(compilation.model, reread(compilation));
}

TEST(NetworkCompiler, AnOpenBatchIsThatOfAnInputWithAShape) {
    CompileRequest request;
    request.shapes.inputs["x"] = {5, 32};
    EXPECT_EQ(compiled(test::small_model(), request).model.inputs[0].port.shape, (Shape{5, 32}));
    EXPECT_EQ(compiled(test::small_model(), {}).model.inputs[0].port.shape, (Shape{1, 32}));
}

TEST(NetworkCompiler, GearsOfEveryKindSurviveTheFile) {
    CompileRequest request;
    request.gears = {GearKind::kBatch, {{1}, {4}}, {}};
    const Compilation batches = compiled(test::small_model(), request);
    EXPECT_EQ(batches.model.inputs[1].port.name, kGearInput);
    expect_same(batches.model, reread(batches));
    request.gears = {GearKind::kImage, {{16, 16}, {32, 48}}, {}};
    const Compilation images = compiled(test::image_model(), request);
    EXPECT_EQ(images.model.inputs[0].port.shape, (Shape{1, 3, -1, -1}));
    expect_same(images.model, reread(images));
    request.gears = {GearKind::kDims, {{1, 16, 16}, {2, 32, 48}}, {}};
    const Compilation dims = compiled(test::image_model(), request);
    EXPECT_EQ(dims.model.gears.input_order, (std::vector<std::string>{"x"}));
    expect_same(dims.model, reread(dims));
}

TEST(NetworkCompiler, AippSurvivesTheFile) {
    CompileRequest request;
    request.shapes.inputs["x"] = {2, 3, 32, 32};
    request.aipp.emplace_back();
    request.aipp[0].format = AippFormat::kYuv420sp;
    request.aipp[0].mean = {1, 2, 3, 4};
    request.aipp[0].least[2] = 0.5F;
    const Compilation fixed = compiled(test::image_model(), request);
    EXPECT_EQ(fixed.model.inputs[0].port.shape, (Shape{2, 32, 32, 3}));
    expect_same(fixed.model, reread(fixed));
    request.aipp[0].dynamic = true;
    request.aipp[0].max_source_bytes = 5000;
    const Compilation dynamic = compiled(test::image_model(), request);
    ASSERT_EQ(dynamic.model.inputs.size(), 2u);
    EXPECT_EQ(dynamic.model.inputs[1].port.name, kAippInput);
    expect_same(dynamic.model, reread(dynamic));
}

TEST(NetworkCompiler, DynamicAippHasRoomForTheLargestBatch) {
    CompileRequest request;
    request.shapes.inputs["x"] = {-1, 3, 32, 32};
    request.gears = {GearKind::kBatch, {{1}, {6}}, {}};
    request.aipp.emplace_back();
    request.aipp[0].dynamic = true;
    request.aipp[0].max_source_bytes = 50000;
    const CompiledModel model = compiled(test::image_model(), request).model;
    ASSERT_EQ(model.inputs.size(), 3u);
    EXPECT_EQ(model.inputs[1].port.name, kGearInput);
    EXPECT_EQ(model.inputs[2].port.bytes, dynamic_aipp_bytes(6));
}

TEST(NetworkCompiler, RefusesGearsThatChooseNothing) {
    CompileRequest request;
    request.shapes.inputs["x"] = {1, 32};
    request.gears = {GearKind::kBatch, {{1}, {4}}, {}};
    EXPECT_THROW(compiled(test::small_model(), request), Error);
    request.shapes.inputs["x"] = {1, -1};
    EXPECT_THROW(compiled(test::small_model(), request), Error) << "that is no batch";
    request.shapes.inputs = {{"z", {-1, 32}}};
    EXPECT_THROW(compiled(test::small_model(), request), Error) << "no such input";
    request.shapes.inputs.clear();
    request.gears = {GearKind::kDims, {{1, 4}}, {}};
    EXPECT_THROW(compiled(test::small_model(), request), Error) << "one open dimension";
}

TEST(NetworkCompiler, RefusesAippOfMoreThanOneInput) {
    CompileRequest request;
    request.shapes.inputs["x"] = {2, 3, 32, 32};
    request.aipp.resize(2);
    EXPECT_THROW(compiled(test::image_model(), request), Error);
    request.aipp.resize(1);
    request.aipp[0].input = 1;
    EXPECT_THROW(compiled(test::image_model(), request), Error);
}

}  // namespace
}  // namespace ascend::models
