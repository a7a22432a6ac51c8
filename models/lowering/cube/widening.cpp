// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/widening.h"

#include <algorithm>

#include "models/lowering/cube/block_program.h"
#include "models/lowering/vector/instruction_cost.h"
#include "sim/kernel/cycles.h"

namespace ascend::models::cube {
namespace {

using sim::GmPath;
using sim::Pipe;

/// Conversion, offset and scale. bf16 goes by way of fp32, in which it is multiplied; what goes
/// straight to L1 stays in registers on that way, where all of it hides behind the conversion.
Cycles widening_cycles(const CubeProblem& p, const sim::SocSpec& soc, std::int64_t elements) {
    const vector_kernels::InstructionCost cost(vector_core_of(soc));
    constexpr DataType kHalf = DataType::kFloat16;
    const Cycles widened = cost.convert(DataType::kInt8, kHalf, elements);
    if (widens_into_l1(soc)) return widened;
    if (p.data_type == kHalf) {
        return widened + cost.instruction(sim::VectorClass::kBinary, kHalf, elements) * 2;
    }
    constexpr DataType kSingle = DataType::kFloat;
    return widened + cost.convert(kHalf, kSingle, elements) +
           cost.instruction(sim::VectorClass::kBinary, kSingle, elements) * 2 +
           cost.convert(kSingle, p.data_type, elements);
}

}  // namespace

bool widens_into_l1(const sim::SocSpec& soc) {
    return soc.ai_core.ub_to_l1.bytes_per_cycle > 0;
}

void widen_tile(Body& body, const CubeProblem& p, const sim::SocSpec& soc, std::uint8_t workspace,
                sim::BufferMask target, std::int64_t k, std::int64_t n) {
    const sim::CoreSpec& core = vector_core_of(soc);
    const std::int64_t cores = soc.split ? vector_cores_per_ai_core(soc) : 1;
    const auto each = [&](Bytes bytes) { return Bytes(ceil_div(bytes.count(), cores)); };
    TileLoad narrow = p.narrow_b->load(k, n);
    narrow.access.nd2nz = false;
    const Bytes wide = bytes_of(p.data_type, k * n);
    acquire(body, bit(kUb));
    add(body, {.pipe = Pipe::kFixpipe,
               .cycles = sim::path_cycles(core.gm_to_ub, each(narrow.access.bytes)),
               .writes = bit(kUb),
               .access = narrow.access});
    add(body, {.pipe = Pipe::kVector,
               .cycles = widening_cycles(p, soc, ceil_div(k * n, cores)),
               .reads = bit(kUb),
               .writes = bit(kUb)});
    TileStep out{.pipe = Pipe::kMte3, .reads = bit(kUb), .writes = target};
    if (widens_into_l1(soc)) {
        out.cycles = sim::path_cycles(soc.ai_core.ub_to_l1, each(wide));
    } else {
        out.cycles = sim::path_cycles(core.ub_to_gm, each(wide));
        out.access = sim::GmAccess{workspace, GmPath::kL1ToGm, false, wide, k};
    }
    add(body, out);
    release(body, bit(kUb));
}

}  // namespace ascend::models::cube
