// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "sim/kernel/tile_program.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

class ProgramCheck {
  public:
    explicit ProgramCheck(const KernelPlan& plan) : plan_(plan) { check_depths(); }

    /// `held` by the bodies around this one, which must leave it as it was.
    void body(const std::vector<Node>& nodes, BufferMask held) {
        BufferMask own = 0;
        for (const Node& node : nodes) {
            std::visit([&](const auto& op) { check(op, held, own); }, node.op);
        }
        if (own != 0) fail("{} acquired and not released in the same loop body", names(own));
    }

  private:
    void check(const Step& step, BufferMask held, BufferMask own) const {
        const auto used = static_cast<BufferMask>(step.reads | step.writes);
        const auto missing = static_cast<BufferMask>(used & ~(held | own));
        if (missing != 0) fail("a step uses {}, not acquired there", names(missing));
        if (static_cast<std::size_t>(step.pipe) >= kPipeCount) fail("a step on an unknown pipe");
        if (step.cycles < Cycles(0) || step.latency < Cycles(0)) {
            fail("a step of {} cycles and latency {}: expected >= 0", step.cycles.count(),
                 step.latency.count());
        }
        if (step.access) check_access(*step.access);
    }

    void check(const Acquire& acquire, BufferMask held, BufferMask& own) const {
        check_known(acquire.buffers);
        const auto again = static_cast<BufferMask>(acquire.buffers & (held | own));
        if (again != 0) fail("deadlock: {} acquired again before the release", names(again));
        own |= acquire.buffers;
    }

    void check(const Release& release, BufferMask, BufferMask& own) const {
        const auto foreign = static_cast<BufferMask>(release.buffers & ~own);
        if (foreign != 0) fail("{} released but not acquired in the loop body", names(foreign));
        own = static_cast<BufferMask>(own & ~release.buffers);
    }

    void check(const Loop& loop, BufferMask held, BufferMask own) {
        if (loop.trips <= 0) fail("a loop of {} trips: expected at least 1", loop.trips);
        body(loop.body, static_cast<BufferMask>(held | own));
    }

    void check_access(const GmAccess& access) const {
        if (access.operand >= plan_.operands.size()) {
            fail("a step moves operand {} of {}", access.operand, plan_.operands.size());
        }
        if (access.bytes < Bytes(0) || access.rows <= 0) {
            fail("a step moves {} B in {} rows: expected >= 0 and > 0", access.bytes.count(),
                 access.rows);
        }
    }

    void check_known(BufferMask mask) const {
        if (std::bit_width(mask) <= static_cast<int>(plan_.buffer_depths.size())) return;
        fail("{} of {} buffers acquired", names(mask), plan_.buffer_depths.size());
    }

    void check_depths() const {
        if (plan_.buffer_depths.size() > kMaxBuffers) {
            fail("{} buffers: expected at most {}", plan_.buffer_depths.size(), kMaxBuffers);
        }
        for (const std::uint8_t depth : plan_.buffer_depths) {
            if (depth == 0) fail("a buffer without slots");
        }
    }

    static std::string names(BufferMask mask) {
        std::string text;
        each_bit(mask, [&](std::size_t b) {
            text += fmt::format("{}buffer {}", text.empty() ? "" : ", ", b);
        });
        return text;
    }

    template <class... Args>
    [[noreturn]] void fail(fmt::format_string<Args...> format, Args&&... args) const {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("kernel {}: {}", plan_.type,
                                fmt::format(format, std::forward<Args>(args)...)));
    }

    const KernelPlan& plan_;
};

}  // namespace

void check_program(const KernelPlan& plan, const BlockProgram& program) {
    ProgramCheck(plan).body(program.body, 0);
}

}  // namespace ascend::sim
