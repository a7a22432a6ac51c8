// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/convolution.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "models/lowering/cube/block_program.h"
#include "models/lowering/cube/nchw_convolution.h"
#include "models/lowering/cube/tiler.h"
#include "models/lowering/lowering.h"
#include "sim/kernel/play_block.h"
#include "traces/error.h"

namespace ascend::models {
namespace cube {
namespace {

constexpr std::int64_t kSmallChannels = 4;
constexpr std::int64_t kRgbBytes = 3;

/// Channels that one product multiplies, and how many products there are.
struct GroupPacking {
    std::int64_t packs = 1, c_in = 0, c_out = 0;
};

GroupPacking pack_groups(const ConvolutionOp& op, std::int64_t c0) {
    if (op.groups == 1) return {1, op.c_in, op.c_out};
    const std::int64_t c_in = op.c_in / op.groups, c_out = op.c_out / op.groups;
    const std::int64_t fill_in = std::lcm(c_in, c0) / c_in;
    const std::int64_t fill_out = std::lcm(c_out, kFractal) / c_out;
    const std::int64_t most = std::min(op.groups, std::lcm(fill_in, fill_out));
    const std::int64_t packs = ceil_div(op.groups, most);
    const std::int64_t in_pack = ceil_div(op.groups, packs);
    return {packs, in_pack * c_in, in_pack * c_out};
}

void check(const ConvolutionOp& op) {
    const std::int64_t least =
        std::min({op.batch, op.c_in, op.h_in, op.w_in, op.c_out, op.h_out, op.w_out, op.kernel_h,
                  op.kernel_w, op.stride_h, op.stride_w, op.dilation_h, op.dilation_w, op.groups});
    if (least <= 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("convolution [{},{},{},{}] -> [{},{},{}], kernel {}x{}, stride "
                                "{}x{}, dilation {}x{}, groups {}: every extent must be at least 1",
                                op.batch, op.c_in, op.h_in, op.w_in, op.c_out, op.h_out, op.w_out,
                                op.kernel_h, op.kernel_w, op.stride_h, op.stride_w, op.dilation_h,
                                op.dilation_w, op.groups));
    }
    if (op.c_in % op.groups != 0 || op.c_out % op.groups != 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("convolution of {} to {} channels in {} groups: expected multiples "
                                "of the groups",
                                op.c_in, op.c_out, op.groups));
    }
    if (op.small_channel && (op.c_in > kSmallChannels || op.groups != 1)) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("convolution of {} channels in {} groups with C0 of 4: expected at "
                                "most 4 channels in one group",
                                op.c_in, op.groups));
    }
}

ImageLayout image_of(const ConvolutionOp& op, std::int64_t c0, std::int64_t channels) {
    ImageLayout image;
    image.type = op.type;
    image.c0 = c0;
    image.c1 = ceil_div(channels, c0);
    image.h_in = op.h_in;
    image.w_in = op.w_in;
    image.h_out = op.h_out;
    image.w_out = op.w_out;
    image.kernel_h = op.kernel_h;
    image.kernel_w = op.kernel_w;
    image.stride_h = op.stride_h;
    image.stride_w = op.stride_w;
    image.dilation_h = op.dilation_h;
    image.dilation_w = op.dilation_w;
    image.transposed = op.transposed;
    image.from_rgb = op.aipp;
    image.pixel_bytes = op.aipp ? kRgbBytes : bytes_of(op.type, c0).count();
    return image;
}

}  // namespace

CubeProblem convolution_problem(const ConvolutionOp& op) {
    check(op);
    const std::int64_t c0 = c0_of(op.type);
    const std::int64_t image_c0 = op.small_channel ? kSmallChannels : c0;
    const GroupPacking packing = pack_groups(op, c0);
    const ImageLayout image = image_of(op, image_c0, packing.c_in);
    CubeProblem p;
    p.type = op.transposed                           ? "Conv2DTranspose"
             : op.groups > 1 && op.groups == op.c_in ? "DepthwiseConv2D"
                                                     : "Conv2D";
    p.groups = packing.packs;
    p.batch = op.batch;
    p.m = op.h_out * op.w_out;
    p.n = packing.c_out;
    p.k = round_up(op.kernel_h * op.kernel_w * image.c1 * image_c0, c0);
    p.m_unit = op.h_out > 1 ? op.w_out : kFractal;
    p.n_unit = std::max(kFractal, c0_of(op.out_type));
    p.k_unit = op.small_channel ? p.k : op.kernel_h * op.kernel_w * c0;
    p.data_type = op.type;
    p.hf32 = op.hf32;
    p.a = std::make_shared<ImageSource>(image);
    p.a_has_gaps = !op.transposed && (op.stride_h > (op.kernel_h - 1) * op.dilation_h + 1 ||
                                      op.stride_w > (op.kernel_w - 1) * op.dilation_w + 1);
    p.a_is_fresh = true;
    p.b = std::make_shared<MatrixSource>(
        MatrixLayout{1, Layout::kFractalZ, op.type, p.k, p.n, false});
    p.output = {Layout::kNc1hwc0, op.out_type, p.m, p.n};
    p.bias = op.bias;
    p.epilogue = op.epilogue;
    const std::int64_t positions = op.transposed ? op.h_in * op.w_in : op.h_out * op.w_out;
    p.flops = 2 * op.batch * positions * op.kernel_h * op.kernel_w * op.c_in / op.groups * op.c_out;
    return p;
}

}  // namespace cube

namespace {

/// Tilings that are played before one is taken.
constexpr std::size_t kTilingsPlayed = 24;

/// Cycles of the slowest block inside a network, and of what starts all of them: the image was just
/// written and is in L2, weights come from DRAM once.
Cycles played_cycles(const sim::KernelPlan& plan, const sim::SocSpec& soc) {
    const sim::CoreSpec& core = soc.ai_core;
    const std::int64_t blocks = plan.block_dim();
    std::int64_t weight_traffic = 1;
    for (const sim::BlockGroup& group : plan.groups) {
        weight_traffic +=
            group.blocks * program_traffic(plan, plan.programs[group.program]).at(1).count();
    }
    sim::MemoryView memory = sim::memory_view(soc, core, std::min(blocks, core.count));
    memory.miss_per_1024[1] = static_cast<std::uint16_t>(
        std::min<std::int64_t>(1024, 1024 * plan.operands[1].bytes.count() / weight_traffic));
    Cycles slowest(0);
    for (const sim::BlockGroup& group : plan.groups) {
        const sim::BlockProgram& program = plan.programs[group.program];
        slowest = std::max(slowest, play_block(plan, program, core, memory).total);
    }
    const double start = soc.scheduler.kernel_launch_us_per_block * core.frequency_mhz +
                         core.first_load_cycles_per_block;
    return slowest + Cycles(static_cast<std::int64_t>(start * static_cast<double>(blocks)));
}

}  // namespace

/// The compiler looks for a tiling of each layer once and for all: of those with the best estimates
/// the one is taken that is the fastest when played.
sim::KernelPlan plan_convolution(const ConvolutionOp& op, const sim::SocSpec& soc,
                                 KernelKind kind) {
    cube::CubeProblem problem = cube::convolution_problem(op);
    if (kind == KernelKind::kLibrary) cube::read_nchw(problem, op, soc.ai_core.written);
    sim::KernelPlan best;
    Cycles least = Cycles(std::numeric_limits<std::int64_t>::max());
    for (const cube::CubeTiling& tiling :
         promising_cube_tilings(problem, soc, {.a_parts_of_slice = false}, kTilingsPlayed)) {
        sim::KernelPlan plan = build_plan(problem, tiling, soc);
        const Cycles cycles = played_cycles(plan, soc);
        if (cycles >= least) continue;
        best = std::move(plan);
        least = cycles;
    }
    return best;
}

}  // namespace ascend::models
