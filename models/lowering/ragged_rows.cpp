// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/ragged_rows.h"

#include <algorithm>
#include <vector>

namespace ascend::models {

namespace {

constexpr std::int64_t kUbBlock = 32;
constexpr std::int64_t kCyclesPerRow = 70;
constexpr std::int64_t kBytesPerCycle = 32;

/// Bytes of a row of each operand where rows change places; 0: it has none.
struct RowBytes {
    std::int64_t input = 0, output = 0;
};

/// Rows of less than a block (images of one pixel) are no rows: their elements follow each other.
bool ragged(std::int64_t bytes) {
    return bytes > kUbBlock && bytes % kUbBlock != 0;
}

RowBytes rows_of(const TransDataOp& op) {
    if (op.shape.empty() || (op.from == Layout::kNd) == (op.to == Layout::kNd)) return {};
    const bool image = op.from == Layout::kNc1hwc0 || op.to == Layout::kNc1hwc0;
    std::int64_t elements = op.shape.back();
    if (image) {
        for (std::size_t i = 2; i + 1 < op.shape.size(); ++i) elements *= op.shape[i];
    }
    if (op.from == Layout::kNd) return {bytes_of(op.from_type, elements).count(), 0};
    return {0, bytes_of(op.to_type, elements).count()};
}

RowBytes rows_of(const TransposeOp& op) {
    std::int64_t elements = 1;
    for (std::size_t i = op.shape.size(); i-- > 0;) {
        if (op.permutation[i] != static_cast<std::int64_t>(i)) break;
        elements *= op.shape[i];
    }
    const std::int64_t bytes = elements > 1 ? bytes_of(op.type, elements).count() : 0;
    return {bytes, bytes};
}

template <class Other>
RowBytes rows_of(const Other&) {
    return {};
}

void slow_down(std::vector<sim::Node>& body, const RowBytes& rows) {
    for (sim::Node& node : body) {
        if (auto* loop = std::get_if<sim::Loop>(&node.op)) slow_down(loop->body, rows);
        auto* step = std::get_if<sim::Step>(&node.op);
        if (step == nullptr || !step->access || step->access->rows <= 1) continue;
        const std::int64_t bytes = sim::is_load(step->access->path) ? rows.input : rows.output;
        if (!ragged(bytes)) continue;
        const std::int64_t cycles =
            step->access->rows * kCyclesPerRow + step->access->bytes.count() / kBytesPerCycle;
        step->cycles = std::max(step->cycles, Cycles(cycles));
    }
}

}  // namespace

void slow_ragged_rows(sim::KernelPlan& plan, const OperatorShape& op, const sim::SocSpec& soc) {
    if (soc.split) return;
    const RowBytes rows = std::visit([](const auto& shape) { return rows_of(shape); }, op);
    if (!ragged(rows.input) && !ragged(rows.output)) return;
    for (sim::BlockProgram& program : plan.programs) slow_down(program.body, rows);
}

}  // namespace ascend::models
