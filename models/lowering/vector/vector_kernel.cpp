// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/vector/vector_kernel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "models/lowering/vector/work_estimate.h"
#include "traces/error.h"

namespace ascend::models::vector_kernels {
namespace {

constexpr std::int64_t kMostElements = std::int64_t{1} << 48;  // bits and bytes stay in 64 bits
constexpr std::int64_t kLeastBytesPerCore = 1024;              // facts 6c
constexpr std::int64_t kPlentyBytesPerCore = 64 * 1024;        // facts 4.3
constexpr double kPlentyTolerance = 1.05;  // cores with plenty to do join even for no gain
constexpr double kNoTime = std::numeric_limits<double>::infinity();

/// Cycles from a block's end until the last block knows that all are done: a flag written to and
/// polled from GM. Between the cross-core barrier of facts 3.1 (0.18 us) and its device-wide sync
/// (1.3 .. 6.7 us), near the least time of a ReduceSum over that of an Add (about 2 us): estimated.
constexpr Cycles kWaitForBlocks{2000};

Cycles whole_cycles(double cycles) {
    return Cycles(static_cast<std::int64_t>(std::ceil(cycles)));
}

}  // namespace

VectorKernel::VectorKernel(const sim::SocSpec& soc) : soc_(soc), core_(sim::vector_core_of(soc)) {
    if (core_.count <= 0 || core_.ub.count() <= 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{}: a vector kernel needs a core with a unified buffer, got {} "
                                "cores with {} bytes",
                                soc.name, core_.count, core_.ub.count()));
    }
}

std::uint8_t VectorKernel::add(sim::OperandRole role, Bytes bytes) {
    if (operands_.size() >= 255) {
        throw Error(ErrorCode::kUnsupported, "a kernel has more than 255 operands");
    }
    const auto same = std::count_if(operands_.begin(), operands_.end(),
                                    [&](const sim::Operand& o) { return o.role == role; });
    operands_.push_back(sim::Operand{role, static_cast<std::uint32_t>(same), bytes});
    return static_cast<std::uint8_t>(operands_.size() - 1);
}

std::int64_t VectorKernel::tile_units(std::int64_t ub, std::int64_t bytes_per_unit,
                                      std::int64_t granule) const {
    const std::int64_t units = ub / std::max<std::int64_t>(bytes_per_unit, 1) / granule * granule;
    if (units <= 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{}: a tile of {} bytes does not fit the {} bytes of its unified "
                                "buffer",
                                soc_.name, bytes_per_unit * granule, ub));
    }
    return units;
}

std::int64_t VectorKernel::operand_bytes() const {
    std::int64_t bytes = 0;
    for (const sim::Operand& operand : operands_) bytes += operand.bytes.count();
    return bytes;
}

std::vector<std::int64_t> VectorKernel::block_candidates(std::int64_t granules) const {
    const std::int64_t most = std::min(core_.count, granules);
    const std::int64_t sensible =
        std::clamp<std::int64_t>(operand_bytes() / kLeastBytesPerCore, 1, most);
    std::vector<std::int64_t> candidates;
    for (std::int64_t blocks = 1; blocks < sensible;
         blocks = std::max(blocks + 1, blocks * 4 / 3)) {
        candidates.push_back(blocks);
    }
    candidates.push_back(sensible);
    return candidates;
}

double VectorKernel::expected_microseconds(const WorkShape& shape, std::int64_t blocks) const {
    const sim::SchedulerSpec& scheduler = soc_.scheduler;
    const auto count = static_cast<double>(blocks);
    double launch =
        scheduler.kernel_launch_us + count * (soc_.split ? scheduler.vector_launch_us_per_block
                                                         : scheduler.kernel_launch_us_per_block);
    if (scheduler.kernel_launch_us_max > 0) {
        launch = std::min(launch, scheduler.kernel_launch_us_max);
    }
    const WorkEstimate estimate(soc_, core_, blocks, shape.single_buffered);
    const std::int64_t granules = ceil_div(shape.units, shape.granule);
    const std::int64_t largest = ceil_div(granules, blocks) * shape.granule;
    double cycles = static_cast<double>(start_cycles(shape).count()) + core_.first_load_cycles +
                    core_.first_load_cycles_per_block * count +
                    estimate.cycles(shape.block(std::min(largest, shape.units)));
    if (shape.finish) {
        cycles +=
            estimate.cycles(shape.finish(blocks)) + static_cast<double>(kWaitForBlocks.count());
    }
    return launch + cycles / core_.frequency_mhz;
}

Cycles VectorKernel::start_cycles(const WorkShape& shape) const {
    if (!(core_.code_bytes_per_cycle > 0)) return Cycles(0);
    return whole_cycles(static_cast<double>(shape.code.count()) / core_.code_bytes_per_cycle);
}

sim::KernelPlan VectorKernel::write(const WorkShape& shape, std::int64_t blocks,
                                    std::int64_t flops) const {
    sim::KernelPlan plan;
    plan.core_type = soc_.split ? sim::CoreType::kVectorCore : sim::CoreType::kAiCore;
    plan.buffer_depths = shape.single_buffered ? kSingleUbBufferDepths : kUbBufferDepths;
    plan.operands = operands_;
    plan.flops = flops;
    if (shape.workspace) plan.operands.back().bytes = shape.workspace(blocks);

    const Cycles scalar = whole_cycles(core_.scalar_cycles_per_tile);
    const Cycles start = start_cycles(shape);
    const auto add_group = [&](BlockWork work, std::int64_t count) {
        if (start > Cycles(0)) {
            work.loops.insert(work.loops.begin(), TileLoop{1, {Tile{{}, {}, {}, start}}, {}});
        }
        plan.groups.push_back(
            {static_cast<std::uint32_t>(plan.programs.size()), static_cast<std::uint32_t>(count)});
        plan.programs.push_back(to_program(work, scalar));
    };
    const std::int64_t granules = ceil_div(shape.units, shape.granule);
    const std::int64_t base = granules / blocks, longer = granules % blocks;
    const std::int64_t missing = granules * shape.granule - shape.units;
    const std::int64_t last = missing > 0 || shape.finish ? 1 : 0;
    if (longer > 0) add_group(shape.block((base + 1) * shape.granule), longer);
    if (blocks - longer > last) {
        add_group(shape.block(base * shape.granule), blocks - longer - last);
    }
    if (last == 1) {
        BlockWork work = shape.block(base * shape.granule - missing);
        if (shape.finish) {
            Tile wait;
            wait.scalar = kWaitForBlocks;
            work.loops.push_back(TileLoop{1, {wait}, {}});
            work.loops.push_back(shape.finish(blocks));
        }
        add_group(std::move(work), 1);
    }
    return plan;
}

PlannedKernel VectorKernel::plan(const WorkShape& shape, std::int64_t flops) const {
    if (shape.blocks > 0) {
        const std::int64_t most = std::min(core_.count, ceil_div(shape.units, shape.granule));
        const std::int64_t blocks = std::min(shape.blocks, most);
        return {write(shape, blocks, flops), expected_microseconds(shape, blocks)};
    }
    std::int64_t best = 1;
    double best_time = 0, least_time = kNoTime;
    for (const std::int64_t blocks : block_candidates(ceil_div(shape.units, shape.granule))) {
        const double time = expected_microseconds(shape, blocks);
        const bool plenty = operand_bytes() / blocks >= kPlentyBytesPerCore;
        if (time < least_time * (plenty ? kPlentyTolerance : 1.0)) {
            best = blocks;
            best_time = time;
        }
        least_time = std::min(least_time, time);
    }
    return {write(shape, best, flops), best_time};
}

void require_positive(const char* operator_name, const char* extent, std::int64_t value) {
    if (value > 0) return;
    throw Error(ErrorCode::kInvalidArgument,
                fmt::format("{}: {} is {}, expected at least 1", operator_name, extent, value));
}

void require_size(const char* operator_name, DataType type,
                  std::initializer_list<std::int64_t> extents) {
    if (bits_of(type) == 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{}: a tensor has no type, expected one", operator_name));
    }
    std::int64_t elements = 1;
    for (const std::int64_t extent : extents) {
        if (extent <= kMostElements / elements) {
            elements *= extent;
            continue;
        }
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{}: a tensor has more than {} elements, expected at most as many",
                                operator_name, kMostElements));
    }
}

std::int64_t share_of(std::int64_t total, std::int64_t units, std::int64_t all) {
    __extension__ using Wide = __int128;
    return static_cast<std::int64_t>((Wide{total} * units + all - 1) / all);
}

std::vector<TileLoop> tiles_over(std::int64_t units, std::int64_t most, std::int64_t granule,
                                 const std::function<Tile(std::int64_t units)>& tile) {
    const std::int64_t size = round_up(ceil_div(units, ceil_div(units, most)), granule);
    std::vector<TileLoop> loops;
    if (units >= size) loops.push_back(TileLoop{units / size, {tile(size)}, {}});
    if (units % size > 0) loops.push_back(TileLoop{1, {tile(units % size)}, {}});
    return loops;
}

sim::KernelPlan fastest(std::vector<PlannedKernel> kernels) {
    if (kernels.empty()) {
        throw Error(ErrorCode::kInvalidArgument,
                    "no tile of the operator fits the unified buffer of the core");
    }
    const auto best = std::min_element(kernels.begin(), kernels.end(),
                                       [](const PlannedKernel& a, const PlannedKernel& b) {
                                           return a.microseconds < b.microseconds;
                                       });
    return std::move(best->plan);
}

std::int64_t padded_to_block(DataType type, std::int64_t elements) {
    return round_up(bytes_of(type, elements).count(), kUbBlock) * 8 / bits_of(type);
}

}  // namespace ascend::models::vector_kernels
