// SPDX-License-Identifier: Apache-2.0
#include "sim/kernel/recurrence.h"

#include <algorithm>

namespace ascend::sim {
namespace {

PipeMask users(const Footprint& footprint, std::size_t buffer) {
    return static_cast<PipeMask>(footprint.readers[buffer] | footprint.writers[buffer]);
}

/// Adds the pipes of every buffer that shares a pipe with `pipes`, until none is left.
PipeMask coupled(const Footprint& footprint, PipeMask pipes) {
    for (PipeMask before = 0; before != pipes;) {
        before = pipes;
        for (std::size_t b = 0; b < kMaxBuffers; ++b) {
            if ((users(footprint, b) & pipes) != 0) pipes |= users(footprint, b);
        }
    }
    return pipes;
}

}  // namespace

Recurrence::Recurrence(const TileProgram& program, const TileLoop& loop) {
    couple(program, loop);
    hold(loop);
    shifts_.resize(groups_.size());
}

void Recurrence::couple(const TileProgram& program, const TileLoop& loop) {
    const Footprint& footprint = loop.footprint;
    PipeMask left = footprint.pipes;
    BufferMask used = 0;
    while (left != 0) {
        Group group;
        group.pipes = coupled(footprint, static_cast<PipeMask>(left & -left));
        left = static_cast<PipeMask>(left & ~group.pipes);
        for (std::size_t b = 0; b < kMaxBuffers; ++b) {
            if ((users(footprint, b) & group.pipes) == 0) continue;
            const auto bit = static_cast<BufferMask>(1u << b);
            const bool own = (footprint.acquired & bit) != 0;
            if (own) group.rings |= bit;
            if (!own) group.used |= bit;
            if (!own && footprint.writers[b] != 0) group.written |= bit;
        }
        used |= group.rings;
        each_bit(group.rings, [&](std::size_t b) {
            const PipeMask writers = program.footprint.writers[b];
            if (writers != 0 && (writers & ~group.pipes) == 0) settled_.push_back({b, writers});
        });
        groups_.push_back(group);
    }
    const auto unused = static_cast<BufferMask>(footprint.acquired & ~used);
    if (unused != 0) groups_.push_back({.pipes = 0, .rings = unused});
}

void Recurrence::hold(const TileLoop& loop) {
    const Footprint& footprint = loop.footprint;
    for (std::size_t b = 0; b < kMaxBuffers; ++b) {
        if ((footprint.acquired >> b & 1) != 0) continue;
        if (footprint.writers[b] != 0) {
            constants_.push_back({.buffer = b, .slot = true, .pipes = footprint.writers[b]});
        } else if (footprint.readers[b] != 0) {
            constants_.push_back({.buffer = b, .slot = false, .pipes = footprint.readers[b]});
        }
    }
}

template <class Visit>
void Recurrence::each_time(CoreState& state, const Group& group, Visit&& visit) {
    each_bit(group.pipes, [&](std::size_t p) {
        visit(state.pipes[p].free);
        visit(state.pipes[p].done);
    });
    each_bit(group.used, [&](std::size_t b) { visit(state.buffers[b].last_use); });
    each_bit(group.written, [&](std::size_t b) { visit(state.buffers[b].ready); });
    each_bit(group.rings, [&](std::size_t b) {
        const BufferState& buffer = state.buffers[b];
        for (std::uint32_t s = buffer.cursor; s != buffer.end; ++s) visit(state.rings[s]);
        for (std::uint32_t s = buffer.first; s != buffer.cursor; ++s) visit(state.rings[s]);
    });
}

/// A slot that was free before any pipe could write it might as well have become free just then:
/// no start changes, and old times stop telling states apart. Only where all its writers, in the
/// whole program, belong to one group: then the new time shifts with the group.
void Recurrence::settle(CoreState& state) const {
    for (const Settled& settled : settled_) {
        const std::int64_t past = state.earliest_free(settled.writers);
        const BufferState& buffer = state.buffers[settled.buffer];
        for (std::uint32_t s = buffer.first; s != buffer.end; ++s) {
            state.rings[s] = std::max(state.rings[s], past);
        }
    }
}

void Recurrence::save(CoreState& state) {
    saved_.clear();
    for (const Group& group : groups_) {
        each_time(state, group, [&](std::int64_t time) { saved_.push_back(time); });
    }
    saved_pipes_ = state.pipes;
}

void Recurrence::start(CoreState& state) {
    since_ = 0;
    reach_ = 1;
    settle(state);
    save(state);
}

/// Slots that are taken and released without a step stay where they are.
std::int64_t Recurrence::shift_of(const Group& group, const CoreState& state) const {
    if (group.pipes == 0) return 0;
    const auto first = static_cast<std::size_t>(std::countr_zero(group.pipes));
    return state.pipes[first].free - saved_pipes_[first].free;
}

/// What tells most states apart, cheaply.
bool Recurrence::pipes_shift_alike(const CoreState& state) const {
    for (const Group& group : groups_) {
        const std::int64_t shift = shift_of(group, state);
        std::int64_t difference = 0;
        each_bit(group.pipes, [&](std::size_t p) {
            difference |= state.pipes[p].free - saved_pipes_[p].free - shift;
        });
        if (difference != 0) return false;
    }
    return true;
}

bool Recurrence::same_shift(CoreState& state) {
    const std::int64_t* before = saved_.data();
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        const std::int64_t shift = shift_of(groups_[g], state);
        std::int64_t difference = 0;
        each_time(state, groups_[g],
                  [&](std::int64_t time) { difference |= time - *before++ - shift; });
        if (difference != 0) return false;
        shifts_[g] = shift;
    }
    return true;
}

bool Recurrence::constants_are_past(const CoreState& state) const {
    return std::all_of(constants_.begin(), constants_.end(), [&](const Constant& constant) {
        const BufferState& buffer = state.buffers[constant.buffer];
        const std::int64_t time = constant.slot ? buffer.slot_free : buffer.ready;
        bool past = true;
        each_bit(constant.pipes, [&](std::size_t p) { past &= time <= saved_pipes_[p].free; });
        return past;
    });
}

/// Brent's search: the checkpoint moves up in powers of two, so that any period is found within a
/// few times the iterations before it sets in.
std::int64_t Recurrence::period(CoreState& state) {
    ++since_;
    if (pipes_shift_alike(state)) {
        settle(state);
        if (same_shift(state) && constants_are_past(state)) return since_;
    }
    if (since_ == reach_) {
        settle(state);
        save(state);
        reach_ *= 2;
        since_ = 0;
    }
    return 0;
}

void Recurrence::skip(CoreState& state, std::int64_t times) const {
    for (std::size_t p = 0; p < kPipeCount; ++p) {
        state.pipes[p].busy += times * (state.pipes[p].busy - saved_pipes_[p].busy);
        state.pipes[p].stall += times * (state.pipes[p].stall - saved_pipes_[p].stall);
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        each_time(state, groups_[g], [&](std::int64_t& time) { time += times * shifts_[g]; });
    }
}

}  // namespace ascend::sim
