// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/kernel_kind.h"

#include <array>
#include <iterator>
#include <utility>
#include <vector>

namespace ascend::models {
namespace {

double setup_us(KernelKind kind, bool mix, const sim::WrittenKernelSpec& spec) {
    switch (kind) {
        case KernelKind::kCompiled:
            return 0;
        case KernelKind::kWritten:
            return spec.setup_us;
        case KernelKind::kLibrary:
            return mix ? spec.mix_setup_us : spec.library_setup_us;
    }
    return 0;
}

/// SCALAR sets up, and all other pipes wait for it: a step of no length that reads what SCALAR
/// wrote holds up a pipe, since pipes are in order.
std::vector<sim::Node> setup_steps(Cycles cycles, sim::BufferMask buffer) {
    using sim::Pipe;
    constexpr std::array kWaiting = {Pipe::kMte1, Pipe::kMte2,   Pipe::kMte3,
                                     Pipe::kCube, Pipe::kVector, Pipe::kFixpipe};
    std::vector<sim::Node> steps;
    steps.push_back({sim::Acquire{buffer}});
    steps.push_back({sim::Step{Pipe::kScalar, cycles, Cycles(0), 0, buffer, {}}});
    for (const Pipe pipe : kWaiting) {
        steps.push_back({sim::Step{pipe, Cycles(0), Cycles(0), buffer, 0, {}}});
    }
    steps.push_back({sim::Release{buffer}});
    return steps;
}

}  // namespace

sim::SocSpec seen_by(KernelKind kind, const sim::SocSpec& soc) {
    sim::SocSpec seen = soc;
    if (kind == KernelKind::kCompiled) return seen;
    sim::CoreSpec& core = seen.ai_core;
    const sim::WrittenKernelSpec& written = core.written;
    if (written.step_cycles > 0) {
        core.cube.step_cycles = written.step_cycles;
        core.cube.result_latency_cycles = written.result_latency_cycles;
    }
    if (written.l1_to_l0a_bytes_per_cycle > 0)
        core.l1_to_l0a.bytes_per_cycle = written.l1_to_l0a_bytes_per_cycle;
    if (written.l1_to_l0b_bytes_per_cycle > 0)
        core.l1_to_l0b.bytes_per_cycle = written.l1_to_l0b_bytes_per_cycle;
    return seen;
}

void add_setup(sim::KernelPlan& plan, KernelKind kind, const sim::SocSpec& soc) {
    if (plan.core_type == sim::CoreType::kVectorCore) return;
    const bool mix = plan.core_type == sim::CoreType::kMix;
    const double us = setup_us(kind, mix, soc.ai_core.written);
    if (us <= 0) return;
    const Cycles cycles(static_cast<std::int64_t>(us * soc.ai_core.frequency_mhz));
    const auto buffer = static_cast<sim::BufferMask>(1U << plan.buffer_depths.size());
    plan.buffer_depths.push_back(1);
    for (sim::BlockProgram& program : plan.programs) {
        std::vector<sim::Node> body = setup_steps(cycles, buffer);
        std::move(program.body.begin(), program.body.end(), std::back_inserter(body));
        program.body = std::move(body);
    }
}

}  // namespace ascend::models
