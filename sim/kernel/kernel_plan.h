// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "traces/units.h"

namespace ascend::sim {

/// The in-order pipes of a core. Each executes its own instructions in order; flags order them
/// across pipes.
enum class Pipe : std::uint8_t { kScalar, kMte1, kMte2, kMte3, kCube, kVector, kFixpipe };
inline constexpr std::size_t kPipeCount = 7;
inline constexpr std::array<std::string_view, kPipeCount> kPipeNames = {
    "SCALAR", "MTE1", "MTE2", "MTE3", "CUBE", "VECTOR", "FIXPIPE"};

/// Paths between a core and global memory (GM, through L2).
enum class GmPath : std::uint8_t { kGmToL1, kGmToUb, kUbToGm, kL0cToGm, kL1ToGm };
/// From GM to the core; otherwise a store.
constexpr bool is_load(GmPath path) {
    return path == GmPath::kGmToL1 || path == GmPath::kGmToUb;
}

/// Traffic of one step with GM: `bytes` useful bytes of one operand, in `rows` contiguous rows.
struct GmAccess {
    std::uint8_t operand = 0;  ///< index into KernelPlan::operands
    GmPath path = GmPath::kGmToL1;
    bool nd2nz =
        false;  ///< ND rows are turned into NZ fractals on the way (or NZ into ND on store)
    Bytes bytes;
    std::int64_t rows = 1;
    Bytes pitch{0};  ///< from row to row in GM, of converted rows; 0: not known
};

using BufferMask = std::uint16_t;  ///< bit i: KernelPlan::buffer_depths[i]

/// One instruction, or a run of like ones, on one pipe.
///
///   start = max(pipe free, every buffer of `reads` is written, the slot of every buffer of
///   `writes` is free) pipe is busy for occupancy = max(cycles, transfer time of `access`) the
///   buffers of `writes` are readable at start + occupancy + latency (+ memory latency of `access`)
struct Step {
    Pipe pipe = Pipe::kScalar;
    Cycles cycles;
    Cycles latency;
    BufferMask reads = 0;
    BufferMask writes = 0;
    std::optional<GmAccess> access;
};

/// Takes the next slot of each buffer: later writes wait until its previous content was released.
struct Acquire {
    BufferMask buffers = 0;
};
/// Frees the current slot of each buffer once every step that read or wrote it so far has ended.
struct Release {
    BufferMask buffers = 0;
};

struct Node;
struct Loop {
    std::int64_t trips = 0;
    std::vector<Node> body;
};
struct Node {
    std::variant<Step, Acquire, Release, Loop> op;
};

/// What one block does: a compressed tile program, played against the core's pipes by play_block().
struct BlockProgram {
    std::vector<Node> body;
};

struct BlockGroup {
    std::uint32_t program = 0;  ///< index into KernelPlan::programs
    std::uint32_t blocks = 0;
};

enum class CoreType : std::uint8_t {
    kAiCore,      ///< an AI core (the cube core of a split chip)
    kVectorCore,  ///< a vector core of a split chip
    kMix,         ///< an AI core of a split chip with its vector cores
};

enum class OperandRole : std::uint8_t { kInput, kOutput, kWorkspace };

/// A tensor that a kernel touches.
struct Operand {
    OperandRole role = OperandRole::kInput;
    std::uint32_t index = 0;  ///< n-th input, output or workspace of the operator
    Bytes bytes;              ///< its size in GM (what is touched of it, for slices and gathers)
    bool partial = false;     ///< fewer bytes than its size are moved: validate() does not ask
};

/// How a kernel is executed: immutable, shared by all its launches. Built by models/lowering.
///
/// Invariants (checked by validate()): groups sum up to block_dim; every buffer's Acquire and
/// Release pair up within one loop body, a held buffer is not acquired again, and steps use only
/// buffers that are held; loads of an input and stores of an output cover at least its bytes unless
/// `partial`; operands <= 256, buffers <= 16.
struct KernelPlan {
    std::string type;  ///< the vendor's operator type, "Conv2D"
    CoreType core_type = CoreType::kAiCore;
    std::vector<std::uint8_t> buffer_depths;  ///< slots of each buffer: 2 is a double buffer
    std::vector<Operand> operands;
    std::vector<BlockProgram> programs;
    std::vector<BlockGroup> groups;
    std::int64_t flops = 0;  ///< useful operations; 2 per multiply-add

    std::uint32_t block_dim() const {
        std::uint32_t sum = 0;
        for (const BlockGroup& group : groups) sum += group.blocks;
        return sum;
    }
};

}  // namespace ascend::sim
