// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/cube_tiling.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "traces/error.h"

namespace ascend::models::cube {
namespace {

std::int64_t share(std::int64_t extent, std::int64_t unit, std::int64_t blocks) {
    return std::min(extent, ceil_div(ceil_div(extent, unit), blocks) * unit);
}

/// L0 tiles along an axis that is first cut into L1 parts.
std::int64_t tiles(std::int64_t extent, std::int64_t part, std::int64_t l0) {
    return extent / part * ceil_div(part, l0) + ceil_div(extent % part, l0);
}

/// What L1 holds beside A and B, twice so that loads run ahead: the bias of a slice of
/// `slice_n` columns and the residual of a tile.
std::int64_t other_l1_bytes(const CubeProblem& p, std::int64_t slice_n, std::int64_t m,
                            std::int64_t n, const sim::SocSpec& soc) {
    std::int64_t bytes = p.bias ? bias_bytes(p, slice_n).count() : 0;
    if (p.epilogue.residual && result_path(p, soc) == ResultPath::kFixpipe) {
        bytes += output_access(p.output, 0, sim::GmPath::kL0cToGm, m, n).bytes.count();
    }
    return 2 * bytes;
}

}  // namespace

Slice interior_slice(const CubeProblem& p, const CubeTiling& t) {
    return {.groups = share(p.groups, 1, t.blocks.groups),
            .batch = share(p.batch, 1, t.blocks.batch),
            .m = share(p.m, p.m_unit, t.blocks.m),
            .n = share(p.n, p.n_unit, t.blocks.n),
            .k = share(p.k, p.k_unit, t.blocks.k)};
}

Residency::Residency(const CubeProblem& p, const CubeTiling& t, const Slice& s)
    : full_a(t.k_al1 >= s.k),
      full_b(t.k_bl1 >= s.k),
      m_l1(full_a ? std::min(t.m_l1, s.m) : s.m),
      n_l1(full_b ? std::min(t.n_l1, s.n) : s.n),
      m_parts(ceil_div(s.m, m_l1)),
      n_parts(ceil_div(s.n, n_l1)),
      m_tiles(tiles(s.m, m_l1, t.m_l0)),
      n_tiles(tiles(s.n, n_l1, t.n_l0)) {
    const auto a_kept = full_a ? p.a->load(s.m, s.k).access.bytes.count() * s.batch : 0;
    const auto b_kept = full_b ? p.b->load(s.k, s.n).access.bytes.count() : 0;
    n_outside = b_kept + a_kept * n_parts < a_kept + b_kept * m_parts * s.batch;
    const bool one_step = t.k_l0 >= s.k;
    a_in_l0a = one_step && full_a && !n_outside && t.m_l0 >= m_l1;
    b_in_l0b =
        full_b && ((t.b_stays_in_l0b && n_l1 >= s.n) || (one_step && n_outside && t.n_l0 >= n_l1));
    const std::int64_t products = s.groups * s.batch;
    const std::int64_t l0_tiles = products * m_tiles * n_tiles;
    a_loads =
        full_a ? products * m_parts * (n_outside ? n_parts : 1) : l0_tiles * ceil_div(s.k, t.k_al1);
    b_loads = !full_b     ? l0_tiles * ceil_div(s.k, t.k_bl1)
              : n_outside ? s.groups * n_parts
                          : products * m_parts * n_parts;
}

BufferUse buffer_use(const CubeProblem& p, const CubeTiling& t, const Slice& s, const Residency& r,
                     const sim::SocSpec& soc) {
    const sim::CoreSpec& core = soc.ai_core;
    const std::int64_t m0 = std::min(t.m_l0, s.m), n0 = std::min(t.n_l0, s.n);
    const std::int64_t m_tile = round_up(m0, kFractal), n_tile = round_up(n0, kFractal);
    const std::int64_t c0 = c0_of(p.data_type), k_tile = round_up(std::min(t.k_l0, s.k), c0);
    const auto bytes = [&](std::int64_t elements) {
        return bytes_of(p.data_type, elements).count();
    };
    BufferUse use;
    BufferDepths& d = use.depths;
    const std::int64_t a = p.a->l1_bytes(r.full_a ? r.m_l1 : m0, std::min(t.k_al1, s.k)).count();
    const std::int64_t b = p.b->l1_bytes(std::min(t.k_bl1, s.k), r.full_b ? r.n_l1 : n0).count();
    const std::int64_t other = other_l1_bytes(p, s.n, m0, n0, soc);
    const auto l1 = [&] { return a * d.a_l1 + b * d.b_l1 + other; };
    d.a_l1 = t.double_al1 && r.a_loads > 1 ? 2 : 1;
    d.b_l1 = t.double_bl1 && r.b_loads > 1 ? 2 : 1;
    if (l1() > core.l1.count()) (a * d.a_l1 >= b * d.b_l1 ? d.a_l1 : d.b_l1) = 1;
    if (l1() > core.l1.count()) d.a_l1 = d.b_l1 = 1;
    d.a_l0 = t.double_al0 ? 2 : 1;
    d.b_l0 = t.double_bl0 && !(r.b_in_l0b && r.n_parts == 1) ? 2 : 1;
    const std::int64_t c = m_tile * n_tile * kAccumulatorBytes;
    // With UnitFlag FIXPIPE empties L0C piece by piece behind the last MMAD, and the next tile
    // fills it behind FIXPIPE: the effect of a second slot. source: facts 4.1
    d.c_l0 = core.fixpipe || 2 * c <= core.l0c.count() ? 2 : 1;
    use.l0a = bytes(m_tile * k_tile) * d.a_l0;
    use.l0b = bytes(r.b_in_l0b ? round_up(s.k, c0) * round_up(r.n_l1, kFractal) : k_tile * n_tile) *
              d.b_l0;
    use.l0c = t.double_cl0 ? 2 * c : c;
    use.l1 = l1();
    return use;
}

bool BufferUse::fits(const sim::CoreSpec& core) const {
    return l0a <= core.l0a.count() && l0b <= core.l0b.count() && l0c <= core.l0c.count() &&
           l1 <= core.l1.count();
}

void require_fit(const CubeProblem& p, const BufferUse& use, const sim::SocSpec& soc) {
    const auto require = [&](std::string_view buffer, std::int64_t need, Bytes have) {
        if (need <= have.count()) return;
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{} of m {}, n {}, k {}: its tiles need {} B of {}, {} has {}",
                                p.type, p.m, p.n, p.k, need, buffer, soc.name, have.count()));
    };
    require("L0A", use.l0a, soc.ai_core.l0a);
    require("L0B", use.l0b, soc.ai_core.l0b);
    require("L0C", use.l0c, soc.ai_core.l0c);
    require("L1", use.l1, soc.ai_core.l1);
}

}  // namespace ascend::models::cube
