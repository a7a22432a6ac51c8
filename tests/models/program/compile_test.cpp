// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "models/program/plan_key.h"
#include "models/program/program.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/fusion/graph_builder.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

GraphBuilder three_layers() {
    GraphBuilder b;
    const Shape image = {1, 64, 28, 28};
    TensorId x = b.input(image);
    for (int i = 0; i < 3; ++i) x = b.node("Relu", {b.convolution(x, 64, 3, 1)}, image);
    b.output(x);
    return b;
}

const sim::KernelTask& kernel(const Program& program, std::size_t task) {
    return std::get<sim::KernelTask>(program.image.streams[0][task].work);
}

Bytes segment_bytes(const Program& program, std::uint16_t segment) {
    if (segment == kWeightSegment) return program.weight_bytes;
    if (segment == kWorkSegment) return program.work_bytes;
    const std::size_t port = segment - kFirstInputSegment;
    return port < program.inputs.size() ? program.inputs[port].bytes
                                        : program.outputs.at(port - program.inputs.size()).bytes;
}

TEST(Compile, EveryOperandLiesInItsSegment) {
    for (const char* soc : {"Ascend310P3", "Ascend910B2"}) {
        const Program program = compile(three_layers().graph(), *sim::load_soc(soc), {});
        ASSERT_EQ(program.image.streams.size(), 1U);
        for (std::size_t i = 0; i < program.image.streams[0].size(); ++i) {
            const sim::KernelTask& task = kernel(program, i);
            ASSERT_EQ(task.operands.size(), task.plan->operands.size());
            for (const sim::OperandRef& ref : task.operands)
                EXPECT_LE(ref.offset + static_cast<std::uint64_t>(ref.bytes.count()),
                          static_cast<std::uint64_t>(segment_bytes(program, ref.segment).count()));
        }
    }
}

TEST(Compile, EqualOperatorsShareOnePlan) {
    const Program program = compile(three_layers().graph(), *sim::load_soc("Ascend310P3"), {});
    ASSERT_EQ(program.image.streams[0].size(), 7U);
    EXPECT_EQ(kernel(program, 2).plan, kernel(program, 3).plan);
    EXPECT_EQ(kernel(program, 2).plan, kernel(program, 4).plan);
    EXPECT_NE(kernel(program, 1).plan, kernel(program, 5).plan);
}

TEST(Compile, WeightsHaveDistinctPlacesThatAddUp) {
    const Program program = compile(three_layers().graph(), *sim::load_soc("Ascend310P3"), {});
    std::set<std::uint64_t> offsets;
    std::int64_t sum = 0;
    for (std::size_t i = 2; i < 5; ++i)
        for (const sim::OperandRef& ref : kernel(program, i).operands)
            if (ref.segment == kWeightSegment && offsets.insert(ref.offset).second)
                sum += round_up(ref.bytes.count(), 512);
    EXPECT_EQ(offsets.size(), 3U);
    EXPECT_EQ(sum, program.weight_bytes.count());
    EXPECT_GE(sum, 3 * 64 * 64 * 9 * 2);
}

TEST(Compile, ChainedTasksReadWhatTheOneBeforeWrote) {
    const Program program = compile(three_layers().graph(), *sim::load_soc("Ascend310P3"), {});
    const auto range = [&](std::size_t task, sim::OperandRole role) {
        const sim::KernelTask& work = kernel(program, task);
        for (std::size_t i = 0; i < work.operands.size(); ++i)
            if (work.plan->operands[i].role == role && work.plan->operands[i].index == 0)
                return work.operands[i];
        return sim::OperandRef{};
    };
    for (std::size_t i = 0; i + 1 < 7; ++i) {
        const auto out = range(i, sim::OperandRole::kOutput);
        const auto in = range(i + 1, sim::OperandRole::kInput);
        EXPECT_EQ(out.segment, in.segment) << i;
        EXPECT_EQ(out.offset, in.offset) << i;
    }
    EXPECT_EQ(range(0, sim::OperandRole::kInput).segment, kFirstInputSegment);
    EXPECT_EQ(range(6, sim::OperandRole::kOutput).segment, kFirstInputSegment + 1);
}

TEST(Compile, PortsAndTaskInfoSayWhatProfilersShow) {
    const Program program = compile(three_layers().graph(), *sim::load_soc("Ascend310P3"), {});
    ASSERT_EQ(program.inputs.size(), 1U);
    EXPECT_EQ(program.inputs[0].format, "NCHW");
    EXPECT_EQ(program.inputs[0].type, DataType::kFloat);
    EXPECT_EQ(program.inputs[0].bytes, Bytes(64 * 28 * 28 * 4));
    const sim::TaskInfo& info = *program.image.streams[0][2].info;
    EXPECT_EQ(info.name, "Conv_0Relu_1");
    EXPECT_EQ(info.type, "Conv2D");
    ASSERT_EQ(info.inputs.size(), 2U);
    EXPECT_EQ(info.inputs[0].shape, "1,4,28,28,16");
    EXPECT_EQ(info.inputs[0].format, "NC1HWC0");
    EXPECT_EQ(info.inputs[0].data_type, "FLOAT16");
    EXPECT_EQ(info.inputs[1].format, "FRACTAL_Z");
    EXPECT_GE(program.flops, 3 * 2LL * 64 * 64 * 9 * 28 * 28);
}

TEST(Compile, RefusesWhatDoesNotFitTheDeviceAndNamesTheLargestTensor) {
    GraphBuilder b;
    b.output(b.node("MatMul", {b.input({16, 4'000'000}), b.weight({4'000'000, 100'000})},
                    {16, 100'000}));
    try {
        compile(b.graph(), *sim::load_soc("Ascend310P3"), {});
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kResourceExhausted);
        EXPECT_NE(std::string(error.what()).find("weight1"), std::string::npos) << error.what();
    }
}

TEST(Compile, AiCpuOperatorsAreTasksOfTheirOwnKind) {
    GraphBuilder b;
    b.output(b.node("NonZero", {b.input({16})}, {1, 16}, {}, DataType::kInt64));
    const Program program = compile(b.graph(), *sim::load_soc("Ascend310P3"), {});
    const auto& tasks = program.image.streams[0];
    const auto& work = std::get<sim::AiCpuTask>(tasks.back().work);
    EXPECT_EQ(work.bytes, Bytes(160));
    EXPECT_EQ(work.operands.size(), 2U);
}

TEST(PlanKey, DiffersInEveryField) {
    ConvolutionOp op;
    const std::string key = plan_key(op, "Conv2D");
    EXPECT_EQ(key, plan_key(ConvolutionOp{}, "Conv2D"));
    EXPECT_NE(key, plan_key(op, "DepthwiseConv2D"));
    op.epilogue.steps.push_back({VectorOp::kRelu, DataType::kFloat16, false});
    const std::string with_step = plan_key(op, "Conv2D");
    EXPECT_NE(key, with_step);
    op.epilogue.steps[0].scalar = true;
    EXPECT_NE(with_step, plan_key(op, "Conv2D"));
    EXPECT_NE(plan_key(PoolOp{}, "X"), plan_key(ResizeOp{}, "X"));
}

}  // namespace
}  // namespace ascend::models
