// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "sim/data_type.h"
#include "traces/units.h"

namespace ascend::sim {

/// One path of a core's data movers: occupancy = startup + bytes / rate.
struct PathSpec {
    double bytes_per_cycle = 0;
    double startup_cycles = 0;  ///< occupies the pipe, per transfer
};

/// The matrix unit. One step multiplies a 16 x (32 B of K) by a (32 B of K) x 16 fractal.
struct CubeSpec {
    std::int64_t m = 16, n = 16, k_bytes = 32;
    double startup_cycles = 0;         ///< per MMAD when pipelined
    double step_cycles = 1;            ///< of one step of 16-bit or 8-bit operands
    double result_latency_cycles = 0;  ///< until the next MMAD on the same L0C tile, or FIXPIPE,
                                       ///< can take the result
    double fp32_steps = 0;             ///< cycles a step for fp32; 0: fp32 not supported
    double hf32_steps = 0;             ///< cycles a step for fp32 in HF32 mode; 0: not supported
    bool int8 = true, bf16 = false;
};

/// Where kernels written by hand differ from those that the model compiler generates, to which all
/// other figures of a core refer. 0 for a rate: no different.
struct WrittenKernelSpec {
    double step_cycles = 0;            ///< as CubeSpec's
    double result_latency_cycles = 0;  ///< as CubeSpec's
    double l1_to_l0a_bytes_per_cycle = 0, l1_to_l0b_bytes_per_cycle = 0;
    double setup_us = 0;  ///< from the start of a block to its first load
    double library_setup_us =
        0;                    ///< the same of a kernel for all shapes: it reads its tiling first
    double mix_setup_us = 0;  ///< the same where cube and vector cores work together
    double nchw_bytes_per_cycle =
        0;  ///< rate of a load that puts the channels of a pixel of an NCHW image side by side
    double group_weight_cycles =
        0;  ///< of each row of weights that is laid into a block of zeros, for grouped channels
};

/// The vector unit: one repeat is 256 B.
struct VectorSpec {
    double bytes_per_cycle = 256;
    double instruction_overhead_cycles =
        0;                                ///< fixed cost of one vector instruction, not overlapped
    double binary_cycles_per_repeat = 0;  ///< add, sub, mul (unary moves cost 1)
    /// Chains of instructions run as one function over registers of a repeat (950): what is between
    /// them never sees UB, and two are issued a cycle. Otherwise each instruction reads and writes
    /// UB.
    bool registers = false;
    double special_factor = 1;  ///< exp, ln, sqrt and division: times the cycles of 910B
};

/// A core: its buffers and paths. For the AI core of a split chip, ub is 0 and there is no
/// vector unit.
struct CoreSpec {
    std::int64_t count = 0;
    double frequency_mhz = 0;
    bool has_cube = false, has_vector = false;
    Bytes l0a, l0b, l0c, l1, ub;
    CubeSpec cube;
    WrittenKernelSpec written;
    VectorSpec vector;
    PathSpec gm_to_l1, gm_to_ub, ub_to_gm, l0c_to_gm, l1_to_l0a, l1_to_l0b, l0c_to_ub, ub_to_l1,
        l1_to_ub;
    bool fixpipe = false;  ///< L0C goes to GM directly (310B, 910B, 950); otherwise through UB
    std::int64_t read_outstanding = 0, write_outstanding = 0;  ///< requests in flight
    double nd2nz_cycles_per_row = 0;  ///< least cost of one burst (a row, or 512, 256 or 128 B of
                                      ///< it) when ND is turned to NZ on load
    double nd2nz_rate = 1;            ///< share of gm_to_l1's rate that such a load reaches
    double nd2nz_latency_cycles = 0;  ///< what the conversion adds to the latency of a load
    double nz2nd_rate = 1;  ///< share of l0c_to_gm's rate when NZ is turned to ND on store
    double ragged_read_bytes_per_cycle = 0,
           ragged_write_bytes_per_cycle = 0;  ///< of converted rows whose pitch is no multiple of
                                              ///< 64 B; 0: as all others
    double row_cycles = 0;              ///< least cost of one contiguous row of a strided transfer
    double scalar_cycles_per_tile = 0;  ///< SCALAR pipe: issue and address arithmetic of one tile
    double code_bytes_per_cycle = 0;  ///< of a vector kernel's code that SCALAR runs for the first
                                      ///< time: misses of the instruction cache; 0: not known
    Bytes request_bytes{512};         ///< the largest request the bus carries
    double dram_bytes_per_cycle = 0;  ///< cap of one core's traffic with DRAM
    double l2_read_bytes_per_cycle = 0,
           l2_write_bytes_per_cycle = 0;  ///< cap of one core's traffic with L2
    double first_load_cycles = 0;         ///< cold start of the memory pipe, once a kernel
    double first_load_cycles_per_block = 0;
};

struct L2Spec {
    Bytes capacity;
    Bytes line{512};
    double read_gbps = 0, write_gbps = 0;  ///< whole chip, 1e9 B/s; separate ports
    double read_latency_ns = 0, write_latency_ns = 0;
    double usable_fraction = 1.0;  ///< of capacity, before set conflicts and prefetches evict
};

struct DramSpec {
    Bytes capacity;
    double gbps = 0;       ///< usable, read and write together, 1e9 B/s
    double peak_gbps = 0;  ///< public peak
    double read_latency_ns = 0, write_latency_ns = 0;
    bool hbm = false;  ///< answers aclrtGetMemInfo for HBM rather than DDR
};

/// The task scheduler (HWTS or STARS) and its fixed costs.
struct SchedulerSpec {
    std::int64_t stream_depth = 0;  ///< tasks a stream's queue holds
    std::int64_t max_streams = 0, max_events = 0, max_notifies = 0;
    double ticks_per_ms = 0;      ///< of event timestamps
    double kernel_launch_us = 0;  ///< dispatch to first instruction, one block
    double kernel_launch_us_per_block = 0;
    double kernel_launch_us_max = 0;        ///< cap of the two above together
    double vector_launch_us_per_block = 0;  ///< instead, of kernels on vector cores of a split chip
    double task_gap_us = 0;  ///< between a task's end and the next one's dispatch in its stream
    double model_task_gap_us = 0;                 ///< the same inside a loaded model
    double event_us = 0;                          ///< record, wait or reset
    double model_start_us = 0, model_end_us = 0;  ///< device part of one model execute
    double callback_us = 0;                       ///< report to the host and its release
};

struct CopyEngineSpec {
    double h2d_gbps = 0, d2h_gbps = 0;  ///< pinned host memory
    double pageable_factor = 1.0;       ///< of the above, for pageable memory
    double latency_us = 0;              ///< per copy
    std::int64_t channels = 1;          ///< independent host link channels per direction
    double d2d_gbps = 0;                ///< SDMA in one device
    double d2d_latency_us = 0;
    std::int64_t sdma_channels = 1;
    double peer_gbps = 0, peer_latency_us = 0;  ///< device to device (HCCS or PCIe)
};

struct AiCpuSpec {
    std::int64_t count = 0;
    double task_us = 0;  ///< fixed cost of one AI CPU operator
    double gbps = 0;     ///< memory bandwidth of one AI CPU operator
};

/// Host time an ACL call costs its caller, microseconds.
struct HostSpec {
    double call_us = 0;  ///< any call not named below
    double launch_us = 0, memcpy_async_us = 0, memcpy_sync_us = 0;
    double event_record_us = 0, stream_wait_event_us = 0, event_query_us = 0;
    double synchronize_us = 0, wake_up_us = 0;
    double malloc_us = 0, free_us = 0, create_us = 0;
    double execute_us = 0;  ///< aclmdlExecute: host work before the device starts
    double execute_async_us = 0;
    double execute_return_us = 0;  ///< after the device ended
    double set_device_first_us = 0, set_device_us = 0;
    double load_model_us = 0;  ///< fixed; weights move at h2d bandwidth
    double callback_us = 0, clock_read_us = 0;
};

/// Everything that the simulator knows of one SoC (one Ascend die). Loaded from sim/soc/NAME.json
/// by load_soc(); immutable afterwards.
struct SocSpec {
    std::string name;        ///< "Ascend310P3"
    std::string family;      ///< "310P": SoCs of one family share fitted numbers
    bool split = false;      ///< cube and vector cores are separate (910B, 910_93, 950)
    bool nz_weights = true;  ///< offline models keep weights in fractal layout
    CoreSpec ai_core;
    CoreSpec vector_core;  ///< count 0 where there are none beside the AI cores
    L2Spec l2;
    DramSpec dram;
    SchedulerSpec scheduler;
    CopyEngineSpec copy;
    AiCpuSpec ai_cpu;
    HostSpec host;
};

/// The core that executes vector kernels: vector_core on a split chip, else ai_core.
inline const CoreSpec& vector_core_of(const SocSpec& soc) {
    return soc.split ? soc.vector_core : soc.ai_core;
}

}  // namespace ascend::sim
