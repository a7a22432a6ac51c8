// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/result_store.h"

#include <algorithm>

#include "models/lowering/cube/block_program.h"
#include "models/lowering/vector/instruction_cost.h"
#include "sim/kernel/cycles.h"

namespace ascend::models::cube {
namespace {

using sim::GmPath;
using sim::Pipe;

/// An atomic add reads, adds and writes in L2 at this share of the rate of a plain store.
/// source: facts 2.3b
constexpr double kAtomicAddRate = 0.4;

}  // namespace

ResultStore::ResultStore(const CubeProblem& problem, const sim::SocSpec& soc, std::int64_t split_k)
    : problem_(problem),
      soc_(soc),
      path_(result_path(problem, soc)),
      operands_(operand_index(problem, path_)),
      split_k_(split_k) {}

void ResultStore::store(Body& body, std::int64_t m, std::int64_t n) const {
    switch (path_) {
        case ResultPath::kFixpipe:
            return store_by_fixpipe(body, m, n);
        case ResultPath::kUb:
            return store_by_ub(body, m, n);
        case ResultPath::kVectorCore:
            return store_by_vector_core(body, m, n);
    }
}

TileStep ResultStore::output_step(Pipe pipe, GmPath path, std::int64_t m, std::int64_t n) const {
    TileStep step{.pipe = pipe,
                  .access = output_access(problem_.output, operands_.output, path, m, n)};
    if (split_k_ > 1) {
        const sim::CoreSpec& core = soc_.ai_core;
        const sim::PathSpec& port = path == GmPath::kUbToGm ? core.ub_to_gm : core.l0c_to_gm;
        const auto plain = static_cast<double>(path_cycles(port, step.access->bytes).count());
        step.cycles = Cycles(static_cast<std::int64_t>(plain / kAtomicAddRate));
    }
    return step;
}

void ResultStore::clear(Body& body, std::int64_t m, std::int64_t n) const {
    const bool direct = path_ != ResultPath::kUb;
    TileStep step{.pipe = direct ? Pipe::kFixpipe : Pipe::kMte3,
                  .access = output_access(problem_.output, operands_.output,
                                          direct ? GmPath::kL0cToGm : GmPath::kUbToGm, m, n)};
    step.access->bytes = Bytes(ceil_div(step.access->bytes.count(), split_k_));
    step.access->rows = ceil_div(step.access->rows, split_k_);
    add(body, step);
}

void ResultStore::load_residual(Body& body, Pipe pipe, GmPath path, std::int64_t m,
                                std::int64_t n) const {
    if (!problem_.epilogue.residual) return;
    acquire(body, bit(kResidual));
    add(body, {.pipe = pipe,
               .writes = bit(kResidual),
               .access = output_access(problem_.output, operands_.residual, path, m, n)});
}

void ResultStore::store_by_fixpipe(Body& body, std::int64_t m, std::int64_t n) const {
    load_residual(body, Pipe::kMte2, GmPath::kGmToL1, m, n);
    TileStep step = output_step(Pipe::kFixpipe, GmPath::kL0cToGm, m, n);
    step.reads = bit(kL0c);
    if (problem_.epilogue.residual) step.reads |= bit(kResidual);
    add(body, step);
    if (problem_.epilogue.residual) release(body, bit(kResidual));
}

std::int64_t ResultStore::ub_bytes_per_element() const {
    const std::int64_t out = bytes_of(problem_.output.type, 1).count();
    return kAccumulatorBytes + out * (problem_.epilogue.residual ? 2 : 1);
}

/// The part of a tile that fits half of UB: whole rows for a row-major output, else whole columns
/// of fractals.
ResultStore::Piece ResultStore::piece(std::int64_t m, std::int64_t n) const {
    const bool split = path_ == ResultPath::kVectorCore;
    const std::int64_t ub = split ? soc_.vector_core.ub.count() * vector_cores_per_ai_core(soc_)
                                  : soc_.ai_core.ub.count();
    const std::int64_t fractals = ub / 2 / ub_bytes_per_element() / (kFractal * kFractal);
    const std::int64_t m_fractals = ceil_div(m, kFractal), n_fractals = ceil_div(n, kFractal);
    std::int64_t rows = 0, columns = 0;
    if (problem_.output.layout == Layout::kNd) {
        columns = std::min(n_fractals, fractals);
        rows = std::clamp<std::int64_t>(fractals / columns, 1, m_fractals);
    } else {
        const std::int64_t unit = std::max<std::int64_t>(1, problem_.n_unit / kFractal);
        rows = std::min(m_fractals, fractals / unit);
        columns = std::clamp<std::int64_t>(fractals / rows / unit * unit, unit, n_fractals);
    }
    return {std::min(m, rows * kFractal), std::min(n, columns * kFractal)};
}

/// What is left to the vector unit: the move from L0C to UB converts, and applies a ReLU that comes
/// first (its conversion modes, CRMODE of copy_matrix_cc_to_ubuf, exist with and without ReLU).
std::vector<VectorStep> ResultStore::vector_steps() const {
    std::vector<VectorStep> steps = problem_.epilogue.steps;
    const bool moves_with_relu = path_ == ResultPath::kUb && !soc_.ai_core.fixpipe;
    if (moves_with_relu && !steps.empty() && steps.front().op == VectorOp::kRelu) {
        steps.erase(steps.begin());
    }
    return steps;
}

Cycles ResultStore::vector_cycles(std::int64_t m, std::int64_t n) const {
    if (path_ == ResultPath::kFixpipe) return Cycles(0);
    const bool split = path_ == ResultPath::kVectorCore;
    const sim::CoreSpec& core = split ? soc_.vector_core : soc_.ai_core;
    const std::int64_t cores = split ? vector_cores_per_ai_core(soc_) : 1;
    const std::int64_t elements = ceil_div(round_up(m, kFractal) * round_up(n, kFractal), cores);
    const vector_kernels::InstructionCost cost(core);
    const DataType type = problem_.output.type;
    Cycles cycles = cost.chain(vector_steps(), type, elements);
    if (split) return cycles;
    // FIXPIPE adds the bias where there is one; otherwise it is spread over L0C before the first
    // product, by the path that later brings the result back.
    if (problem_.bias && !core.fixpipe) {
        cycles += sim::path_cycles(core.l0c_to_ub, Bytes(elements * kAccumulatorBytes));
    }
    // L0C holds fractals: a row-major result is put together from their rows.
    if (problem_.output.layout == Layout::kNd) {
        cycles += cost.instruction(sim::VectorClass::kUnary, type, elements);
    }
    return cycles;
}

template <class Make>
void ResultStore::for_pieces(Body& body, std::int64_t m, std::int64_t n, Make make) const {
    const Piece part = piece(m, n);
    for_tiles(body, m, part.m, [&](std::int64_t rows) {
        Body by_columns;
        for_tiles(by_columns, n, part.n, [&](std::int64_t columns) {
            Body one;
            make(one, rows, columns);
            return one;
        });
        return by_columns;
    });
}

void ResultStore::store_by_ub(Body& body, std::int64_t m, std::int64_t n) const {
    const sim::CoreSpec& core = soc_.ai_core;
    const auto residual = problem_.epilogue.residual ? bit(kResidual) : sim::BufferMask{0};
    for_pieces(body, m, n, [&](Body& one, std::int64_t rows, std::int64_t columns) {
        const Bytes accumulators(round_up(rows, kFractal) * round_up(columns, kFractal) *
                                 kAccumulatorBytes);
        const Cycles move = sim::path_cycles(core.l0c_to_ub, accumulators);
        const Cycles chain = vector_cycles(rows, columns);
        const auto used = static_cast<sim::BufferMask>(bit(kL0c) | residual);
        acquire(one, bit(kUb));
        load_residual(one, Pipe::kMte2, GmPath::kGmToUb, rows, columns);
        if (core.fixpipe) {
            add(one,
                {.pipe = Pipe::kFixpipe, .cycles = move, .reads = bit(kL0c), .writes = bit(kUb)});
            add(one, {.pipe = Pipe::kVector,
                      .cycles = chain,
                      .reads = static_cast<sim::BufferMask>(bit(kUb) | residual),
                      .writes = bit(kUb)});
        } else {
            add(one,
                {.pipe = Pipe::kVector, .cycles = move + chain, .reads = used, .writes = bit(kUb)});
        }
        TileStep out = output_step(Pipe::kMte3, GmPath::kUbToGm, rows, columns);
        out.reads = bit(kUb);
        add(one, out);
        release(one, static_cast<sim::BufferMask>(bit(kUb) | residual));
    });
}

/// The vector cores' own movers are not pipes of this program, nor are their paths those of a cube
/// core. Their loads stand on FIXPIPE, which hands them the data, their stores on MTE3, which a
/// cube core leaves idle; a step takes no less than the movers of all its vector cores need.
void ResultStore::store_by_vector_core(Body& body, std::int64_t m, std::int64_t n) const {
    const auto residual = problem_.epilogue.residual ? bit(kResidual) : sim::BufferMask{0};
    const sim::CoreSpec& vector = soc_.vector_core;
    const std::int64_t cores = vector_cores_per_ai_core(soc_);
    const auto by_movers = [&](const sim::PathSpec& path, TileStep step) {
        step.access->nd2nz = false;
        const Bytes each(ceil_div(step.access->bytes.count(), cores));
        step.cycles = std::max(step.cycles, sim::path_cycles(path, each));
        return step;
    };
    acquire(body, bit(kWork));
    add(body,
        {.pipe = Pipe::kFixpipe,
         .reads = bit(kL0c),
         .writes = bit(kWork),
         .access = output_access(problem_.output, operands_.workspace, GmPath::kL0cToGm, m, n)});
    for_pieces(body, m, n, [&](Body& one, std::int64_t rows, std::int64_t columns) {
        acquire(one, static_cast<sim::BufferMask>(bit(kUb) | residual));
        const auto from_gm = [&](std::uint8_t operand) {
            return by_movers(vector.gm_to_ub,
                             {.pipe = Pipe::kFixpipe,
                              .access = output_access(problem_.output, operand, GmPath::kGmToL1,
                                                      rows, columns)});
        };
        TileStep result = from_gm(operands_.workspace);
        result.reads = bit(kWork);
        result.writes = bit(kUb);
        add(one, result);
        if (residual != 0) {
            TileStep other = from_gm(operands_.residual);
            other.writes = residual;
            add(one, other);
        }
        add(one, {.pipe = Pipe::kVector,
                  .cycles = vector_cycles(rows, columns),
                  .reads = static_cast<sim::BufferMask>(bit(kUb) | residual),
                  .writes = bit(kUb)});
        TileStep out =
            by_movers(vector.ub_to_gm, output_step(Pipe::kMte3, GmPath::kL1ToGm, rows, columns));
        out.reads = bit(kUb);
        add(one, out);
        release(one, static_cast<sim::BufferMask>(bit(kUb) | residual));
    });
    release(body, bit(kWork));
}

}  // namespace ascend::models::cube
