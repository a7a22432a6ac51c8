// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "models/lowering/lowering.h"
#include "sim/kernel/play_block.h"
#include "tests/support/test_machine.h"

namespace ascend {
namespace {

using models::OperatorShape;

models::MatmulOp matmul(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t batch = 1) {
    models::MatmulOp op;
    op.batch = batch, op.m = m, op.n = n, op.k = k;
    return op;
}

models::ConvolutionOp convolution(std::int64_t batch, std::int64_t c_in, std::int64_t size,
                                  std::int64_t c_out, std::int64_t kernel, std::int64_t stride,
                                  std::int64_t groups = 1) {
    models::ConvolutionOp op;
    op.batch = batch, op.c_in = c_in, op.h_in = op.w_in = size, op.c_out = c_out;
    op.h_out = op.w_out = (size - 1) / stride + 1;
    op.kernel_h = op.kernel_w = kernel, op.stride_h = op.stride_w = stride, op.groups = groups;
    op.pad_top = op.pad_left = op.pad_bottom = op.pad_right = kernel / 2;
    return op;
}

models::ElementwiseOp addition(std::int64_t elements) {
    models::ElementwiseOp op;
    op.elements = elements;
    op.inputs = {{elements}, {elements}};
    op.outputs = {DataType::kFloat16};
    op.steps = {{models::VectorOp::kAdd}};
    return op;
}

std::vector<OperatorShape> shapes() {
    std::vector<OperatorShape> result;
    for (std::int64_t size : {1, 16, 100, 512, 1000, 2048})
        result.push_back(matmul(size, size, size));
    result.push_back(matmul(1, 4096, 4096));
    result.push_back(matmul(4096, 17, 33));
    result.push_back(matmul(128, 128, 64, 96));
    result.push_back(convolution(1, 3, 224, 64, 7, 2));
    result.push_back(convolution(8, 64, 56, 64, 3, 1));
    result.push_back(convolution(4, 256, 14, 1024, 1, 1));
    result.push_back(convolution(16, 96, 56, 96, 3, 1, 96));
    for (std::int64_t elements : {1, 1000, 1 << 20, 10'000'019})
        result.push_back(addition(elements));
    result.push_back(models::SoftmaxOp{384, 197, 1});
    models::NormOp norm;
    norm.rows = 1024, norm.columns = 768;
    result.push_back(norm);
    return result;
}

double peak_flops_per_second(const sim::SocSpec& soc) {
    const sim::CoreSpec& core = soc.ai_core;
    const double macs =
        static_cast<double>(core.cube.m * core.cube.n * core.cube.k_bytes) / 2;  // fp16
    return 2 * macs * static_cast<double>(core.count) * core.frequency_mhz * 1e6;
}

std::int64_t bytes_of(const sim::KernelPlan& plan, sim::OperandRole role) {
    std::int64_t bytes = 0;
    for (const sim::Operand& operand : plan.operands)
        if (operand.role == role) bytes += operand.bytes.count();
    return bytes;
}

bool on_cube(const OperatorShape& shape) {
    return std::holds_alternative<models::MatmulOp>(shape) ||
           std::holds_alternative<models::ConvolutionOp>(shape);
}

class KernelRoofs : public testing::TestWithParam<std::string> {};

TEST_P(KernelRoofs, NoKernelBeatsComputeDramOrL2) {
    test::TestMachine machine({sim::load_soc(GetParam())});
    const sim::SocSpec& soc = machine.soc(0);
    int number = 0;
    for (const OperatorShape& shape : shapes()) {
        SCOPED_TRACE(fmt::format("shape {}", number++));
        const auto plan = models::lower(shape, "Test", soc);
        const traces::TaskRecord record = machine.run_kernel(0, plan);
        const double seconds = static_cast<double>((record.end - record.start).count()) * 1e-12;
        if (on_cube(shape)) {
            EXPECT_GE(seconds, static_cast<double>(plan->flops) / peak_flops_per_second(soc));
        }
        EXPECT_GE(seconds, static_cast<double>(record.dram_read.count()) / (soc.dram.gbps * 1e9));
        EXPECT_GE(seconds, static_cast<double>(record.l2_read.count()) / (soc.l2.read_gbps * 1e9));
        EXPECT_GE(seconds,
                  static_cast<double>(record.l2_write.count()) / (soc.l2.write_gbps * 1e9));
    }
}

TEST_P(KernelRoofs, BytesMovedCoverTheOperands) {
    test::TestMachine machine({sim::load_soc(GetParam())});
    for (const OperatorShape& shape : shapes()) {
        const auto plan = models::lower(shape, "Test", machine.soc(0));
        const traces::TaskRecord record = machine.run_kernel(0, plan);
        const std::int64_t inputs = bytes_of(*plan, sim::OperandRole::kInput);
        EXPECT_GE(record.l2_read.count(), inputs);
        // The share of a transfer that misses is kept in 1/1024.
        EXPECT_GE(record.dram_read.count(), inputs - inputs / 1024);
        EXPECT_GE(record.l2_write.count(), bytes_of(*plan, sim::OperandRole::kOutput));
    }
}

TEST_P(KernelRoofs, BusyStallAndIdleAddUpOnEveryPipe) {
    test::TestMachine machine({sim::load_soc(GetParam())});
    for (const OperatorShape& shape : shapes())
        machine.run_kernel(0, models::lower(shape, "Test", machine.soc(0)));
    for (const sim::CoreStats& core : machine.machine().stats(0).cores)
        for (std::size_t pipe = 0; pipe < sim::kPipeCount; ++pipe) {
            EXPECT_EQ(core.busy[pipe] + core.stall[pipe] + core.idle[pipe], core.cycles)
                << core.name;
            EXPECT_GE(core.idle[pipe].count(), 0) << core.name << " " << sim::kPipeNames[pipe];
        }
}

TEST_P(KernelRoofs, WarmL2IsNeverSlower) {
    test::TestMachine machine({sim::load_soc(GetParam())});
    const auto plan = models::lower(matmul(512, 512, 512), "Test", machine.soc(0));
    const auto run = [&](bool cold) {
        const traces::TaskRecord record = machine.run_kernel(0, plan, cold);
        return record.end - record.start;
    };
    EXPECT_LE(run(false), run(true));
}

INSTANTIATE_TEST_SUITE_P(Socs, KernelRoofs,
                         testing::Values("Ascend310", "Ascend310B1", "Ascend310B4", "Ascend310P1",
                                         "Ascend310P3", "Ascend910A", "Ascend910ProA",
                                         "Ascend910B1", "Ascend910B2", "Ascend910B3", "Ascend910B4",
                                         "Ascend910_9391", "Ascend950PR_9589"),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace ascend
