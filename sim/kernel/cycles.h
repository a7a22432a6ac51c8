// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/data_type.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"
#include "traces/units.h"

/// Pure rules: how many cycles one instruction occupies its pipe. No kernel, no state.
namespace ascend::sim {

/// Cycles the CUBE pipe is occupied by one MMAD of A[m,k] x B[k,n] of `type`.
///
///   startup + ceil(m/16) * ceil(n/16) * ceil(k*bytes/32) * cycles_per_step
///
/// Ragged edges cost a whole fractal: the hardware pads, it does not skip. source: facts 1.2
/// Throws Error{kInvalidArgument} when an extent is <= 0, Error{kUnsupported} when the cube cannot
/// multiply `type`.
Cycles mmad_cycles(const CubeSpec& spec, DataType type, bool hf32, std::int64_t m, std::int64_t n,
                   std::int64_t k);

/// Classes of vector instructions with equal cost per 256 B repeat. source: facts 1.3
enum class VectorClass : std::uint8_t {
    kUnary,        ///< abs, relu, scalar-operand add/mul/max, copy, duplicate: 1 cycle a repeat
    kBinary,       ///< add, sub, mul, max, min, compare, select, logic:
                   ///< VectorSpec::binary_cycles_per_repeat
    kMulAdd,       ///< mla, madd
    kConvert,      ///< cast; repeats of the wider type
    kSpecial,      ///< exp, ln, sqrt: 4 (16 bit) or 2 (32 bit), times VectorSpec::special_factor
    kDivide,       ///< div: 4, times VectorSpec::special_factor
    kReduceRow,    ///< cadd, cmax: whole-repeat reduction
    kReduceBlock,  ///< cgadd, cgmax: 32 B block reduction
    kGather,       ///< element gather
    kTranspose,    ///< vnchwconv, 16 x 16 blocks
    kSort,         ///< sort and merge of 32
};

/// Cycles the VECTOR pipe is occupied by one instruction over `elements` of `type`: overhead +
/// repeats * slope. Zero elements cost nothing.
Cycles vector_cycles(const VectorSpec& spec, VectorClass kind, DataType type,
                     std::int64_t elements);

/// Cycles of an on-core transfer: startup + ceil(bytes / rate). Zero bytes cost nothing.
Cycles path_cycles(const PathSpec& path, Bytes bytes);

/// Memory as the cores of one launch see it, in bytes and cycles of one core.
struct MemoryView {
    double l2_read_share = 0;  ///< chip's L2 read bytes a cycle / active cores
    double l2_write_share = 0;
    double dram_share = 0;  ///< chip's DRAM bytes a cycle / active cores
    double l2_read_latency = 0, l2_write_latency = 0, dram_read_latency = 0,
           dram_write_latency = 0;  ///< cycles
    /// Share of each operand's traffic that L2 does not hold, in 1/1024 (integer, so that launches
    /// compare equal).
    std::array<std::uint16_t, 256> miss_per_1024{};
};

/// The view of `active` cores of one kind. Misses are zero: the caller fills them in.
MemoryView memory_view(const SocSpec& soc, const CoreSpec& core, std::int64_t active);

/// A transfer between a core and GM: how long it holds its pipe, and how long after that its data
/// is there.
struct TransferCycles {
    Cycles occupancy;
    Cycles latency;
};

/// The slowest of: the core's path; its outstanding requests over the latency, requests being the
/// pieces into which rows are cut; its caps and its share of L2 and DRAM for the bytes that hit and
/// miss; the least cost of a row. source: facts 2.3b
///
/// Conversion between ND and NZ slows the path. On load each burst of 512, 256 or 128 B of a row
/// has a least cost; rows whose pitch is no multiple of 64 B straddle sectors and fall to a rate of
/// their own. What FIXPIPE stores is posted: its rows cost nothing and wait for no answer.
/// source: matmul_910b2
TransferCycles gm_transfer_cycles(const CoreSpec& core, const MemoryView& memory,
                                  const GmAccess& access);

/// Cycles to picoseconds at `mhz`, rounded up, once.
Picoseconds cycles_to_time(Cycles cycles, double mhz);

}  // namespace ascend::sim
