// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "sim/kernel/kernel_plan.h"

namespace ascend::sim {

/// Writes small random programs that keep KernelPlan's invariants: nested loops, buffers of one to
/// four slots held around and inside them, steps on every pipe. The same seed gives the same plan.
class RandomPlan {
  public:
    explicit RandomPlan(std::uint32_t seed) : random_(seed) {}

    KernelPlan make() {
        KernelPlan plan;
        plan.type = "Random";
        const std::int64_t buffers = pick(1, 6);
        for (std::int64_t b = 0; b < buffers; ++b) {
            plan.buffer_depths.push_back(static_cast<std::uint8_t>(pick(1, 4)));
        }
        pipes_ = pick(1, 6);
        slowest_ = pick(0, 1) == 0 ? 5 : 300;
        plan.programs.push_back({body(static_cast<std::size_t>(buffers), 0, 0)});
        plan.groups.push_back({0, 1});
        return plan;
    }

    std::int64_t pick(std::int64_t low, std::int64_t high) {
        return low +
               static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(high - low + 1));
    }

  private:
    std::vector<Node> body(std::size_t buffers, BufferMask held, int depth) {
        std::vector<Node> nodes;
        BufferMask own = 0;
        for (std::int64_t ops = pick(2, 7); ops > 0; --ops) {
            const auto bit = static_cast<BufferMask>(1u << pick(0, static_cast<int>(buffers) - 1));
            const std::int64_t kind = pick(0, 9);
            if (kind < 3 && ((held | own) & bit) == 0) {
                nodes.emplace_back().op = Acquire{bit};
                own |= bit;
            } else if (kind < 4 && (own & bit) != 0) {
                nodes.emplace_back().op = Release{bit};
                own = static_cast<BufferMask>(own & ~bit);
            } else if (kind < 6 && depth < 3) {
                nodes.emplace_back().op = loop(buffers, held | own, depth);
            } else {
                nodes.emplace_back().op = step(held | own);
            }
        }
        if (own != 0) nodes.emplace_back().op = Release{own};
        return nodes;
    }

    Loop loop(std::size_t buffers, int held, int depth) {
        static constexpr std::int64_t kTrips[] = {1, 2, 3, 5, 7, 11, 13, 29};
        static constexpr std::int64_t kLongTrips[] = {53, 97, 211, 499};
        const std::int64_t trips = depth == 0 ? kLongTrips[pick(0, 3)] : kTrips[pick(0, 7)];
        return {trips, body(buffers, static_cast<BufferMask>(held), depth + 1)};
    }

    Step step(int held) {
        Step step;
        step.pipe = static_cast<Pipe>(pick(0, pipes_));
        step.cycles = Cycles(pick(0, slowest_));
        step.latency = Cycles(pick(0, 3) == 0 ? pick(0, slowest_) : 0);
        step.reads = static_cast<BufferMask>(held & pick(0, 63) & pick(0, 63));
        step.writes = static_cast<BufferMask>(held & pick(0, 63) & pick(0, 63));
        return step;
    }

    std::mt19937 random_;
    std::int64_t pipes_ = 6, slowest_ = 5;
};

}  // namespace ascend::sim
