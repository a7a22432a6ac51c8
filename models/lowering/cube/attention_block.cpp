// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/attention_block.h"

#include <algorithm>

#include "models/lowering/cube/cube_problem.h"
#include "sim/kernel/cycles.h"

namespace ascend::models::cube {
namespace {

using sim::BufferMask;
using sim::GmAccess;
using sim::GmPath;
using sim::Pipe;

/// kScores stands for a tile of scores until its weights are in L1, wherever it is on the way: one
/// buffer for each step that is ahead.
enum Buffer : int {
    kQ,
    kK,
    kV,
    kL0a,
    kL0b,
    kL0c,
    kWeights,
    kProduct,
    kOutput,
    kMask,
    kScores,
};
constexpr std::size_t kMostAhead = 4;
constexpr std::size_t kBuffers = kScores + kMostAhead;

enum OperandId : std::uint8_t { kOpQ, kOpK, kOpV, kOpMask };

}  // namespace

AttentionBlock::AttentionBlock(const AttentionOp& op, const AttentionTiling& tiling,
                               const sim::SocSpec& soc)
    : op_(op),
      t_(tiling),
      soc_(soc),
      core_(soc.ai_core),
      vector_(soc.split ? soc.vector_core : soc.ai_core),
      vector_cores_(soc.split ? vector_cores_per_ai_core(soc) : 1),
      cost_(vector_),
      keys_(keys_per_row_tile(op, tiling)) {}

std::vector<std::uint8_t> AttentionBlock::buffer_depths() {
    std::vector<std::uint8_t> depths(kBuffers, 2);
    std::fill(depths.begin() + kScores, depths.end(), std::uint8_t{1});
    return depths;
}

std::uint8_t AttentionBlock::output() const {
    return op_.mask ? kOpMask + 1 : kOpMask;
}

std::uint8_t AttentionBlock::workspace() const {
    return static_cast<std::uint8_t>(output() + 1);
}

GmAccess AttentionBlock::access(std::uint8_t operand, GmPath path, DataType type, std::int64_t rows,
                                std::int64_t columns) const {
    const bool nd2nz = path == GmPath::kGmToL1 && operand <= kOpV;
    return {operand, path, nd2nz, bytes_of(type, rows * columns), rows};
}

/// Scale, mask, running maximum, exponentials, their sum, cast. source: facts 4.3
Cycles AttentionBlock::softmax_cycles(std::int64_t rows, std::int64_t keys) const {
    using sim::VectorClass;
    const std::int64_t own = share(rows), elements = own * keys;
    constexpr DataType kType = DataType::kFloat;
    Cycles cycles = cost_.instruction(VectorClass::kUnary, kType, elements) +
                    cost_.reduce_rows(ReduceKind::kMax, kType, own, keys) +
                    cost_.with_row_values(VectorClass::kBinary, kType, own, keys) +
                    cost_.instruction(VectorClass::kSpecial, kType, elements) +
                    cost_.reduce_rows(ReduceKind::kSum, kType, own, keys) +
                    cost_.convert(kType, op_.type, elements);
    if (op_.mask) cycles += cost_.instruction(VectorClass::kBinary, kType, elements);
    // New maximum, exp(old - new), and the running sum times it.
    return cycles + cost_.instruction(VectorClass::kBinary, kType, own) * 4 +
           cost_.instruction(VectorClass::kSpecial, kType, own);
}

Cycles AttentionBlock::update_cycles(std::int64_t rows) const {
    constexpr DataType kType = DataType::kFloat;
    const std::int64_t own = share(rows);
    return cost_.with_row_values(sim::VectorClass::kBinary, kType, own, op_.value_dim) +
           cost_.instruction(sim::VectorClass::kBinary, kType, own * op_.value_dim);
}

Cycles AttentionBlock::finish_cycles(std::int64_t rows) const {
    constexpr DataType kType = DataType::kFloat;
    const std::int64_t own = share(rows);
    return cost_.with_row_values(sim::VectorClass::kDivide, kType, own, op_.value_dim) +
           cost_.convert(kType, op_.type, own * op_.value_dim);
}

void AttentionBlock::load(Body& body, std::uint8_t operand, int buffer, BufferMask after,
                          std::int64_t rows, std::int64_t columns) const {
    add(body, {.pipe = Pipe::kMte2,
               .reads = after,
               .writes = bit(buffer),
               .access = access(operand, GmPath::kGmToL1, op_.type, rows, columns)});
}

/// A[m, k] x B[k, n] from L1 into the L0C slot that the caller holds.
void AttentionBlock::multiply(Body& body, int a, int b, std::int64_t m, std::int64_t n,
                              std::int64_t k) const {
    const auto bytes = [&](std::int64_t x, std::int64_t y) {
        return bytes_of(op_.type, round_up(x, kFractal) * round_up(y, c0_of(op_.type)));
    };
    const auto l0 = static_cast<BufferMask>(bit(kL0a) | bit(kL0b));
    for_tiles(body, k, t_.k_l0, [&](std::int64_t step) {
        Body one;
        acquire(one, l0);
        add(one, {.pipe = Pipe::kScalar,
                  .cycles = Cycles(static_cast<std::int64_t>(core_.scalar_cycles_per_tile)),
                  .writes = bit(kL0a)});
        add(one, {.pipe = Pipe::kMte1,
                  .cycles = sim::path_cycles(core_.l1_to_l0a, bytes(m, step)),
                  .reads = bit(a),
                  .writes = bit(kL0a)});
        add(one, {.pipe = Pipe::kMte1,
                  .cycles = sim::path_cycles(core_.l1_to_l0b, bytes(n, step)),
                  .reads = bit(b),
                  .writes = bit(kL0b)});
        add(one, {.pipe = Pipe::kCube,
                  .cycles = sim::mmad_cycles(core_.cube, op_.type, false, m, n, step),
                  .reads = l0,
                  .writes = bit(kL0c)});
        release(one, l0);
        return one;
    });
}

/// Moves the L0C slot that the caller holds to where the vector unit works: through GM where there
/// is no direct path, with both ways on FIXPIPE (see ResultStore).
void AttentionBlock::to_vector_unit(Body& body, int buffer, std::int64_t rows,
                                    std::int64_t columns) const {
    if (!meets_in_gm(soc_)) {
        const Bytes bytes(round_up(rows, kFractal) * round_up(columns, kFractal) *
                          kAccumulatorBytes);
        add(body, {.pipe = core_.fixpipe ? Pipe::kFixpipe : Pipe::kVector,
                   .cycles = sim::path_cycles(core_.l0c_to_ub, bytes),
                   .reads = bit(kL0c),
                   .writes = bit(buffer)});
        return;
    }
    add(body, {.pipe = Pipe::kFixpipe,
               .reads = bit(kL0c),
               .writes = bit(buffer),
               .access = access(workspace(), GmPath::kL0cToGm, DataType::kFloat, rows, columns)});
    add(body, {.pipe = Pipe::kFixpipe,
               .reads = bit(buffer),
               .writes = bit(buffer),
               .access = access(workspace(), GmPath::kGmToL1, DataType::kFloat, rows, columns)});
}

/// Q x K of one step.
void AttentionBlock::scores(Body& body, int scores, std::int64_t rows, std::int64_t keys) const {
    acquire(body, static_cast<BufferMask>(bit(kK) | bit(scores)));
    load(body, kOpK, kK, 0, keys, op_.head_dim);
    for_tiles(body, keys, t_.n_l0, [&](std::int64_t n) {
        Body tile;
        acquire(tile, bit(kL0c));
        multiply(tile, kQ, kK, rows, n, op_.head_dim);
        to_vector_unit(tile, scores, rows, n);
        release(tile, bit(kL0c));
        return tile;
    });
    release(body, bit(kK));
}

void AttentionBlock::softmax(Body& body, int scores, std::int64_t rows, std::int64_t keys) const {
    const BufferMask mask = op_.mask ? bit(kMask) : BufferMask{0};
    acquire(body, mask);
    if (op_.mask) {
        add(body, {.pipe = soc_.split ? Pipe::kFixpipe : Pipe::kMte2,
                   .writes = mask,
                   .access = access(kOpMask, soc_.split ? GmPath::kGmToL1 : GmPath::kGmToUb,
                                    op_.type, op_.full_mask ? rows : 1, keys)});
    }
    add(body, {.pipe = Pipe::kVector,
               .cycles = softmax_cycles(rows, keys),
               .reads = static_cast<BufferMask>(bit(scores) | mask),
               .writes = bit(scores)});
    release(body, mask);
}

void AttentionBlock::weights_to_l1(Body& body, int scores, std::int64_t rows,
                                   std::int64_t keys) const {
    if (!meets_in_gm(soc_)) {
        const Bytes bytes = bytes_of(op_.type, share(rows) * keys);
        add(body, {.pipe = Pipe::kMte3,
                   .cycles = sim::path_cycles(core_.ub_to_l1, bytes),
                   .reads = bit(scores),
                   .writes = bit(kWeights)});
        return;
    }
    add(body, {.pipe = Pipe::kMte3,
               .reads = bit(scores),
               .writes = bit(scores),
               .access = access(workspace(), GmPath::kL1ToGm, op_.type, rows, keys)});
    load(body, workspace(), kWeights, bit(scores), rows, keys);
}

/// Weights x V of one step, added to the output that is rescaled to the new maximum.
void AttentionBlock::values(Body& body, int scores, std::int64_t rows, std::int64_t keys) const {
    const auto held = static_cast<BufferMask>(bit(kV) | bit(kWeights) | bit(kProduct));
    acquire(body, held);
    load(body, kOpV, kV, 0, keys, op_.value_dim);
    weights_to_l1(body, scores, rows, keys);
    release(body, bit(scores));
    const std::int64_t columns =
        core_.l0c.count() / 2 / kAccumulatorBytes / round_up(rows, kFractal) / kFractal * kFractal;
    for_tiles(body, op_.value_dim, columns, [&](std::int64_t n) {
        Body tile;
        acquire(tile, bit(kL0c));
        multiply(tile, kWeights, kV, rows, n, keys);
        to_vector_unit(tile, kProduct, rows, n);
        release(tile, bit(kL0c));
        return tile;
    });
    add(body, {.pipe = Pipe::kVector,
               .cycles = update_cycles(rows),
               .reads = bit(kProduct),
               .writes = bit(kOutput)});
    release(body, held);
}

/// Calls `stage` with a buffer of scores and the keys of each step.
template <class Stage>
void AttentionBlock::each_step(int buffer, std::int64_t keys, Stage stage) const {
    for (std::int64_t left = keys; left > 0; left -= t_.kv_tile) {
        stage(buffer++, std::min(left, t_.kv_tile));
    }
}

/// Up to `ahead` steps, stage by stage, so that the cube works on the next ones while the vector
/// unit is at the first.
Body AttentionBlock::key_steps(std::int64_t rows, std::int64_t keys) const {
    Body body;
    each_step(kScores, keys, [&](int buffer, std::int64_t n) { scores(body, buffer, rows, n); });
    each_step(kScores, keys, [&](int buffer, std::int64_t n) { softmax(body, buffer, rows, n); });
    each_step(kScores, keys, [&](int buffer, std::int64_t n) { values(body, buffer, rows, n); });
    return body;
}

void AttentionBlock::load_rows(Body& body, std::int64_t rows) const {
    load(body, kOpQ, kQ, 0, rows, op_.head_dim);
}

void AttentionBlock::store_rows(Body& body, std::int64_t rows) const {
    add(body, {.pipe = Pipe::kVector,
               .cycles = finish_cycles(rows),
               .reads = bit(kOutput),
               .writes = bit(kOutput)});
    add(body, {.pipe = Pipe::kMte3,
               .reads = bit(kOutput),
               .access = access(output(), soc_.split ? GmPath::kL1ToGm : GmPath::kUbToGm, op_.type,
                                rows, op_.value_dim)});
}

Body AttentionBlock::row_tile(std::int64_t rows) const {
    const auto held = static_cast<BufferMask>(bit(kQ) | bit(kOutput));
    Body body;
    acquire(body, held);
    load_rows(body, rows);
    for_tiles(body, keys_, t_.ahead * t_.kv_tile,
              [&](std::int64_t keys) { return key_steps(rows, keys); });
    store_rows(body, rows);
    release(body, held);
    return body;
}

/// Row tiles of so few keys that all their steps fit the buffers at once: stage by stage as well.
Body AttentionBlock::row_tiles(std::int64_t rows, std::int64_t count) const {
    if (count == 1) return row_tile(rows);
    Body body;
    const auto each_tile = [&](auto stage) {
        for (std::int64_t i = 0; i < count; ++i) stage(kScores + static_cast<int>(i * t_.ahead));
    };
    each_tile([&](int first) {
        acquire(body, bit(kQ));
        load_rows(body, rows);
        each_step(first, keys_, [&](int buffer, std::int64_t n) { scores(body, buffer, rows, n); });
        release(body, bit(kQ));
    });
    each_tile([&](int first) {
        each_step(first, keys_,
                  [&](int buffer, std::int64_t n) { softmax(body, buffer, rows, n); });
    });
    each_tile([&](int first) {
        acquire(body, bit(kOutput));
        each_step(first, keys_, [&](int buffer, std::int64_t n) { values(body, buffer, rows, n); });
        store_rows(body, rows);
        release(body, bit(kOutput));
    });
    return body;
}

sim::BlockProgram AttentionBlock::program(std::int64_t heads, std::int64_t rows) const {
    Body body;
    const auto add_tiles = [&](std::int64_t extent, std::int64_t count) {
        if (extent <= 0 || count <= 0) return;
        for_tiles(body, count, t_.together,
                  [&](std::int64_t tiles) { return row_tiles(extent, tiles); });
    };
    add_tiles(t_.row_tile, heads * (rows / t_.row_tile));
    add_tiles(rows % t_.row_tile, heads);
    return {std::move(body)};
}

}  // namespace ascend::models::cube
