// SPDX-License-Identifier: Apache-2.0
#include "sim/kernel/cycles.h"

#include <fmt/format.h>

#include <cmath>

#include "sim/kernel/rounding.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

constexpr std::int64_t kRepeatBytes = 256;

double supported(double cycles_per_step, DataType type) {
    if (cycles_per_step > 0) return cycles_per_step;
    throw Error(ErrorCode::kUnsupported,
                fmt::format("the cube of this core cannot multiply {}", name_of(type)));
}

double cycles_per_step(const CubeSpec& spec, DataType type, bool hf32) {
    switch (type) {
        case DataType::kFloat16:
            return spec.step_cycles;
        case DataType::kBf16:
            return supported(spec.bf16 ? spec.step_cycles : 0, type);
        case DataType::kInt8:
        case DataType::kUint8:
        case DataType::kInt4:
            return supported(spec.int8 ? spec.step_cycles : 0, type);
        case DataType::kFloat:
            return supported(hf32 ? spec.hf32_steps : spec.fp32_steps, type);
        case DataType::kUndefined:
        case DataType::kInt32:
        case DataType::kInt16:
        case DataType::kUint16:
        case DataType::kUint32:
        case DataType::kInt64:
        case DataType::kUint64:
        case DataType::kDouble:
        case DataType::kBool:
        case DataType::kComplex64:
        case DataType::kComplex128:
            return supported(0, type);
    }
    return supported(0, type);
}

/// Cycles of a 256 B register where two instructions are issued a cycle. source: facts 1.3, ATT v2
/// intervals (halved but for units that there is one of); gather, transpose and sort: 6b and as
/// other chips
double cycles_per_register(const VectorSpec& spec, VectorClass kind, bool wide) {
    switch (kind) {
        case VectorClass::kUnary:
        case VectorClass::kBinary:
        case VectorClass::kMulAdd:
            return spec.binary_cycles_per_repeat;
        case VectorClass::kConvert:
        case VectorClass::kReduceRow:
        case VectorClass::kReduceBlock:
            return 1;
        case VectorClass::kSpecial:
        case VectorClass::kDivide:
            return wide ? 4 : 8;
        case VectorClass::kGather:
            return wide ? 12 : 24;
        case VectorClass::kTranspose:
            return 3;
        case VectorClass::kSort:
            return 16;
    }
    return 1;
}

/// Cycles of a 256 B repeat in a unit that moves 256 B a cycle. source: facts 1.3, vec_costs.csv.
/// Where the sources disagree (whole-repeat sum of fp32: 3 or 7) two of three decide; vnchwconv
/// takes 21.2 cycles for a 512 B block alone, but TransData spends 2.2 to 3.4 a repeat on it
/// (vector shares of operators_910b); older units are taken to be slower as in special functions.
double cycles_per_repeat(const VectorSpec& spec, VectorClass kind, bool wide) {
    if (spec.registers) return cycles_per_register(spec, kind, wide);
    switch (kind) {
        case VectorClass::kUnary:
        case VectorClass::kConvert:
            return 1;
        case VectorClass::kBinary:
            return spec.binary_cycles_per_repeat;
        case VectorClass::kMulAdd:
            return 6;
        case VectorClass::kSpecial:
            return spec.special_factor * (wide ? 2 : 4);
        case VectorClass::kDivide:
            return spec.special_factor * 4;
        case VectorClass::kReduceRow:
            return 7;
        case VectorClass::kReduceBlock:
            return wide ? 1 : 7;
        case VectorClass::kGather:
            return wide ? 12 : 24;
        case VectorClass::kTranspose:
            return spec.special_factor * 3;
        case VectorClass::kSort:
            return 16;
    }
    return 1;
}

}  // namespace

Cycles mmad_cycles(const CubeSpec& spec, DataType type, bool hf32, std::int64_t m, std::int64_t n,
                   std::int64_t k) {
    if (m <= 0 || n <= 0 || k <= 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("mmad of m={} n={} k={}: extents must be positive", m, n, k));
    }
    const double step = cycles_per_step(spec, type, hf32);
    const std::int64_t steps = ceil_div(m, spec.m) * ceil_div(n, spec.n) *
                               ceil_div(bytes_of(type, k).count(), spec.k_bytes);
    return whole_cycles(spec.startup_cycles + static_cast<double>(steps) * step);
}

Cycles vector_cycles(const VectorSpec& spec, VectorClass kind, DataType type,
                     std::int64_t elements) {
    if (elements < 0 || type == DataType::kUndefined) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("vector instruction over {} elements of {}: expected a type and "
                                "a count >= 0",
                                elements, name_of(type)));
    }
    if (elements == 0) return Cycles(0);
    const auto repeats =
        static_cast<double>(ceil_div(bytes_of(type, elements).count(), kRepeatBytes));
    const double slope = cycles_per_repeat(spec, kind, bits_of(type) >= 32) *
                         static_cast<double>(kRepeatBytes) / spec.bytes_per_cycle;
    return whole_cycles(spec.instruction_overhead_cycles + repeats * slope);
}

Cycles path_cycles(const PathSpec& path, Bytes bytes) {
    if (bytes == Bytes(0)) return Cycles(0);
    if (bytes < Bytes(0) || path.bytes_per_cycle <= 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("transfer of {} B at {} B/cycle: expected bytes >= 0 on a path "
                                "that the core has",
                                bytes.count(), path.bytes_per_cycle));
    }
    const Cycles moving = whole_cycles(static_cast<double>(bytes.count()) / path.bytes_per_cycle);
    return moving + whole_cycles(path.startup_cycles);
}

Picoseconds cycles_to_time(Cycles cycles, double mhz) {
    __extension__ using Wide = __int128;
    if (!(mhz > 0)) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("frequency of {} MHz: expected more than 0", mhz));
    }
    const Wide hertz = std::llround(mhz * 1e6);
    const Wide scaled = Wide{cycles.count()} * 1'000'000'000'000;
    return Picoseconds(static_cast<std::int64_t>((scaled + hertz - 1) / hertz));
}

}  // namespace ascend::sim
