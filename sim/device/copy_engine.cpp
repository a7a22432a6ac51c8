// SPDX-License-Identifier: Apache-2.0
#include "sim/device/copy_engine.h"

#include <algorithm>

#include "sim/device/stream_queue.h"

namespace ascend::sim {
namespace {

/// An end without an address is somewhere in DRAM.
MemoryDemand read(MemorySystem& memory, std::uint64_t address, Bytes bytes) {
    return address != 0 ? memory.read(address, bytes, bytes) : memory.bypass(bytes, Bytes(0));
}

MemoryDemand write(MemorySystem& memory, std::uint64_t address, Bytes bytes) {
    return address != 0 ? memory.write(address, bytes, bytes) : memory.bypass(Bytes(0), bytes);
}

}  // namespace

CopyEngine::CopyEngine(sc_core::sc_module_name name, const SocSpec& soc, MemorySystem& memory,
                       Retirement& retirement, Progress& progress)
    : sc_module(name),
      pageable_factor_(soc.copy.pageable_factor),
      memory_(memory),
      retirement_(retirement),
      alarm_("alarm", progress),
      links_{{{soc.copy.channels,
               soc.copy.h2d_gbps,
               from_microseconds(soc.copy.latency_us),
               {Resource::kLink, soc.copy.h2d_gbps, soc.copy.channels},
               {}},
              {soc.copy.channels,
               soc.copy.d2h_gbps,
               from_microseconds(soc.copy.latency_us),
               {Resource::kLink, soc.copy.d2h_gbps, soc.copy.channels},
               {}},
              {soc.copy.sdma_channels,
               soc.copy.d2d_gbps,
               from_microseconds(soc.copy.d2d_latency_us),
               {Resource::kLink, soc.copy.d2d_gbps, soc.copy.sdma_channels},
               {}},
              {soc.copy.sdma_channels,
               soc.copy.peer_gbps,
               from_microseconds(soc.copy.peer_latency_us),
               {Resource::kLink, soc.copy.peer_gbps, soc.copy.sdma_channels},
               {}}}} {
    SC_HAS_PROCESS(CopyEngine);
    SC_METHOD(process);
    sensitive << alarm_.event();
    dont_initialize();
}

void CopyEngine::dispatch(StreamQueue& stream, const CopyTask& task) {
    constexpr std::array<Channel, 4> kChannelOf = {kH2d, kD2h, kSdma, kPeerLink};
    Copy& copy = copies_.take();
    copy.stream = &stream;
    copy.copy = &task;
    copy.channel = kChannelOf[static_cast<std::size_t>(task.direction)];
    copy.bytes = task.bytes;
    copy.gbps = links_[copy.channel].gbps * (task.pageable ? pageable_factor_ : 1.0);
    enqueue(copy);
}

void CopyEngine::dispatch(StreamQueue& stream, const MemsetTask& task) {
    Copy& copy = copies_.take();
    copy.stream = &stream;
    copy.memset = &task;
    copy.channel = kSdma;
    copy.bytes = task.bytes;
    copy.gbps = links_[kSdma].gbps;
    enqueue(copy);
}

/// What leaves L2 moves behind the back of the program; only what comes in takes the channel.
void CopyEngine::dispatch(StreamQueue& stream, const CacheTask& task) {
    Copy& copy = copies_.take();
    copy.stream = &stream;
    copy.cache = &task;
    copy.channel = kSdma;
    copy.bytes = task.operation == CacheOperation::kPrefetch ? task.bytes : Bytes(0);
    copy.gbps = links_[kSdma].gbps;
    enqueue(copy);
}

void CopyEngine::enqueue(Copy& copy) {
    copy.owner = this;
    links_[copy.channel].waiting.push(copy.stream->priority, &copy);
    alarm_.set(simulated_now());
}

void CopyEngine::process() {
    alarm_.acknowledge();
    const Picoseconds now = simulated_now();
    for (Link& link : links_) link.claims.end_served(now);
    while (latencies_.due(now)) move(*latencies_.pop());
    for (Link& link : links_) start_waiting(link);
    alarm_.set(next_due());
}

void CopyEngine::start_waiting(Link& link) {
    const Picoseconds now = simulated_now();
    for (; link.free > 0 && !link.waiting.empty(); --link.free) {
        Copy* copy = link.waiting.pop();
        copy->stream->start = now;
        latencies_.push(now + link.latency, copy);
    }
}

void CopyEngine::move(Copy& copy) {
    const Picoseconds alone = time_at(copy.gbps, copy.bytes);
    copy.add_part();  // until all parts are known
    links_[copy.channel].claims.add(simulated_now(), copy, copy.bytes, alone, 1);
    move_memory(copy, alone);
    copy.end_part(Resource::kLink);
}

/// The device's end of the copy; of a copy to a peer, both devices' ends.
void CopyEngine::move_memory(Copy& copy, Picoseconds alone) {
    const Bytes bytes = copy.bytes;
    if (copy.memset != nullptr) {
        copy.demand = write(memory_, copy.memset->destination, bytes);
        return memory_.transfer(copy, alone, copy.demand);
    }
    if (copy.cache != nullptr) {
        move_in_or_out(copy, *copy.cache);
        return memory_.transfer(copy, alone, copy.demand);
    }
    const CopyTask& task = *copy.copy;
    switch (task.direction) {
        case CopyDirection::kHostToDevice:
            totals_.h2d += bytes;
            copy.demand = write(memory_, task.destination, bytes);
            break;
        case CopyDirection::kDeviceToHost:
            totals_.d2h += bytes;
            copy.demand = read(memory_, task.source, bytes);
            break;
        case CopyDirection::kDeviceToDevice:
            totals_.d2d += bytes;
            copy.demand = read(memory_, task.source, bytes);
            copy.demand += write(memory_, task.destination, bytes);
            break;
        case CopyDirection::kPeer: {
            totals_.d2d += bytes;
            copy.demand = read(memory_, task.source, bytes);
            MemorySystem& peer = *memories_.at(task.peer);
            peer.transfer(copy, alone, write(peer, task.destination, bytes));
            break;
        }
    }
    memory_.transfer(copy, alone, copy.demand);
}

void CopyEngine::move_in_or_out(Copy& copy, const CacheTask& task) {
    if (task.operation == CacheOperation::kPrefetch)
        copy.demand = read(memory_, task.address, task.bytes);
    else if (task.operation != CacheOperation::kWriteBack)
        memory_.forget(task.address, task.bytes);
}

const std::function<void()>* CopyEngine::effect_of(const Copy& copy) {
    if (copy.copy != nullptr) return &copy.copy->effect;
    return copy.memset != nullptr ? &copy.memset->effect : nullptr;
}

void CopyEngine::ended(Copy& copy) {
    const auto* effect = effect_of(copy);
    const bool failed = copy.stream->fault != kNoDeviceError;
    if (effect != nullptr && *effect && !failed) (*effect)();
    ++links_[copy.channel].free;
    alarm_.set(simulated_now());
    TaskOutcome outcome;
    outcome.memory = copy.demand;
    StreamQueue& stream = *copy.stream;
    copies_.give_back(copy);
    retirement_.retire(stream, outcome);
}

Picoseconds CopyEngine::next_due() const {
    Picoseconds next = latencies_.next();
    for (const Link& link : links_) next = std::min(next, link.claims.next_finish());
    return next;
}

}  // namespace ascend::sim
