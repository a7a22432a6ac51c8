// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "traces/units.h"

namespace ascend::sim {

/// Bytes that pass the ports of L2 and DRAM.
struct MemoryDemand {
    Bytes l2_read, l2_write, dram_read, dram_write;

    Bytes dram() const { return dram_read + dram_write; }
    MemoryDemand& operator+=(const MemoryDemand& other) {
        l2_read += other.l2_read;
        l2_write += other.l2_write;
        dram_read += other.dram_read;
        dram_write += other.dram_write;
        return *this;
    }
};

}  // namespace ascend::sim
