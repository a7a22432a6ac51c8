// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/vector/instruction_cost.h"

#include <algorithm>

namespace ascend::models::vector_kernels {
namespace {

using sim::VectorClass;

/// The unit has no 64-bit arithmetic. The words of two operands are parted and those of the result
/// joined (element gathers), and an operation on them takes a few, carry included. An int64 maximum
/// takes 3.8 cycles an element on A2 (operators_bench). Registers are parted as they are loaded.
constexpr std::int64_t kGathersPer64BitInstruction = 18;
constexpr std::int64_t kWordInstructionsPer64BitInstruction = 8;

/// VECTOR cycles until a row's value is read from UB into a scalar register: a barrier (facts 1.3).
constexpr Cycles kScalarOperand{20};

/// One value a row is broadcast to a UB block, the least that an instruction reads (brcb).
constexpr std::int64_t kRowValueBlock = 32;

constexpr bool is_64_bit(DataType type) {
    return bits_of(type) >= 64;
}

constexpr bool moves_words(VectorClass kind) {
    return kind == VectorClass::kConvert || kind == VectorClass::kGather ||
           kind == VectorClass::kTranspose || kind == VectorClass::kSort;
}

std::int64_t bytes_per_element(DataType type) {
    return bits_of(arithmetic_type(type)) / 8 * (is_64_bit(type) ? bits_of(type) / 32 : 1);
}

}  // namespace

DataType arithmetic_type(DataType type) {
    switch (type) {
        case DataType::kInt4:
        case DataType::kInt8:
        case DataType::kUint8:
        case DataType::kBool:
        case DataType::kFloat16:
            return DataType::kFloat16;
        case DataType::kInt16:
        case DataType::kUint16:
            return DataType::kInt16;
        case DataType::kUndefined:
        case DataType::kFloat:
        case DataType::kBf16:
        case DataType::kDouble:
        case DataType::kComplex64:
        case DataType::kComplex128:
            return DataType::kFloat;
        case DataType::kInt32:
        case DataType::kUint32:
        case DataType::kInt64:
        case DataType::kUint64:
            return DataType::kInt32;
    }
    return DataType::kFloat;
}

DataType accumulator_type(DataType type) {
    return is_floating(type) ? DataType::kFloat : DataType::kInt32;
}

std::int64_t lanes_of(DataType type) {
    return 256 / bytes_per_element(type);
}

Cycles InstructionCost::instruction(VectorClass kind, DataType type, std::int64_t elements) const {
    if (is_64_bit(type) && !moves_words(kind)) return emulated(kind, type, elements);
    const std::int64_t words = is_64_bit(type) ? elements * bits_of(type) / 32 : elements;
    return sim::vector_cycles(spec_, kind, arithmetic_type(type), words);
}

Cycles InstructionCost::emulated(VectorClass kind, DataType type, std::int64_t elements) const {
    const DataType word = arithmetic_type(type);
    const std::int64_t pairs = elements * bits_of(type) / 64;
    const std::int64_t gathers = spec_.registers ? 0 : kGathersPer64BitInstruction;
    return gathers * sim::vector_cycles(spec_, VectorClass::kGather, word, pairs) +
           kWordInstructionsPer64BitInstruction * sim::vector_cycles(spec_, kind, word, pairs);
}

Cycles InstructionCost::move(DataType type, std::int64_t elements) const {
    const std::int64_t halves = ceil_div(bytes_of(type, elements).count(), 2);
    return sim::vector_cycles(spec_, VectorClass::kUnary, DataType::kInt16, halves);
}

Cycles InstructionCost::convert(DataType from, DataType to, std::int64_t elements) const {
    if (from == to) return Cycles(0);
    const DataType wider = bits_of(from) > bits_of(to) ? from : to;
    const std::int64_t words = is_64_bit(wider) ? elements * 2 : elements;
    return sim::vector_cycles(spec_, VectorClass::kConvert, arithmetic_type(wider), words);
}

Cycles InstructionCost::fold(DataType type, std::int64_t rows, std::int64_t half) const {
    const std::int64_t lanes = lanes_of(type);
    const Cycles by_rows = rows * instruction(VectorClass::kBinary, type, half);
    const Cycles by_columns =
        ceil_div(half, lanes) * instruction(VectorClass::kBinary, type, rows * lanes);
    return std::min(by_rows, by_columns);
}

Cycles InstructionCost::reduce_rows(ReduceKind kind, DataType type, std::int64_t rows,
                                    std::int64_t columns) const {
    const std::int64_t lanes = lanes_of(type);
    Cycles folding(0);
    std::int64_t left = columns;
    for (; left > lanes; left = round_up(ceil_div(left, 2), lanes)) {
        folding += fold(type, rows, round_up(ceil_div(left, 2), lanes));
        if (left <= 2 * lanes) left = lanes;
    }
    if (kind == ReduceKind::kProd) {
        // No instruction multiplies across a repeat: shift and multiply its halves.
        for (std::int64_t width = std::min(left, lanes); width > 1; width = ceil_div(width, 2)) {
            folding += instruction(VectorClass::kBinary, type, rows * lanes);
        }
        return folding;
    }
    folding += instruction(VectorClass::kReduceRow, type, rows * lanes);

    Cycles direct(0);
    for (std::int64_t repeats = columns; repeats > 1 || direct == Cycles(0);) {
        repeats = ceil_div(repeats, lanes);
        direct += instruction(VectorClass::kReduceRow, type, rows * repeats * lanes);
    }
    return kind == ReduceKind::kArgMax ? direct + direct : std::min(folding, direct);
}

Cycles InstructionCost::reduce_columns(DataType type, std::int64_t count, std::int64_t width,
                                       std::int64_t planes) const {
    Cycles cycles(0);
    for (std::int64_t left = count; left > 1; left -= left / 2) {
        cycles += fold(type, planes, left / 2 * width);
    }
    return cycles;
}

Cycles InstructionCost::with_row_values(VectorClass kind, DataType type, std::int64_t rows,
                                        std::int64_t columns) const {
    const std::int64_t lanes = lanes_of(type);
    const std::int64_t block = std::max<std::int64_t>(kRowValueBlock / bytes_per_element(type), 1);
    const Cycles reciprocals =
        kind == VectorClass::kDivide ? instruction(kind, type, rows) : Cycles(0);
    const Cycles by_rows =
        reciprocals + rows * (kScalarOperand + instruction(VectorClass::kUnary, type, columns));
    const Cycles by_columns =
        instruction(VectorClass::kUnary, type, rows * block) +
        ceil_div(columns, lanes) * instruction(kind, type, rows * std::min(columns, lanes));
    return std::min(by_rows, by_columns);
}

Cycles InstructionCost::with_column_values(VectorClass kind, DataType type, std::int64_t rows,
                                           std::int64_t columns) const {
    const std::int64_t lanes = lanes_of(type);
    const Cycles by_rows = rows * instruction(kind, type, columns);
    const Cycles by_columns =
        ceil_div(columns, lanes) * instruction(kind, type, rows * std::min(columns, lanes));
    return std::min(by_rows, by_columns);
}

}  // namespace ascend::models::vector_kernels
