// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/cube/program_builder.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// Writes the steps that bring a finished tile of L0C to GM, through the epilogue.
class ResultStore {
  public:
    /// `split_k`: blocks that add their parts of one output.
    ResultStore(const CubeProblem& problem, const sim::SocSpec& soc, std::int64_t split_k);

    ResultPath path() const { return path_; }

    /// Steps for the tile [m, n] in L0C, which the caller has acquired and releases.
    void store(Body& body, std::int64_t m, std::int64_t n) const;

    /// Split-K: the block's share of clearing the output before parts are added to it.
    void clear(Body& body, std::int64_t m, std::int64_t n) const;

    /// Busiest pipe's cycles beside the transfers, for the tiler.
    Cycles vector_cycles(std::int64_t m, std::int64_t n) const;

  private:
    struct Piece {
        std::int64_t m = 0, n = 0;
    };
    Piece piece(std::int64_t m, std::int64_t n) const;
    std::int64_t ub_bytes_per_element() const;
    std::vector<VectorStep> vector_steps() const;
    TileStep output_step(sim::Pipe pipe, sim::GmPath path, std::int64_t m, std::int64_t n) const;
    void store_by_fixpipe(Body& body, std::int64_t m, std::int64_t n) const;
    void store_by_ub(Body& body, std::int64_t m, std::int64_t n) const;
    void store_by_vector_core(Body& body, std::int64_t m, std::int64_t n) const;
    void load_residual(Body& body, sim::Pipe pipe, sim::GmPath path, std::int64_t m,
                       std::int64_t n) const;
    template <class Make>
    void for_pieces(Body& body, std::int64_t m, std::int64_t n, Make make) const;

    const CubeProblem& problem_;
    const sim::SocSpec& soc_;
    ResultPath path_;
    OperandIndex operands_;
    std::int64_t split_k_;
};

}  // namespace ascend::models::cube
