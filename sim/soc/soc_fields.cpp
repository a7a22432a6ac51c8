// SPDX-License-Identifier: Apache-2.0
#include "sim/soc/soc_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/soc/soc_field_section.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

constexpr double kMaxCores = 1024;
constexpr double kMaxCycles = 1e6;  // of one instruction or transfer
constexpr double kLeastRate = 1e-3;
constexpr double kMaxRate = 65536;         // B/cycle of one path
constexpr double kMaxBuffer = 1 << 30;     // B, inside a core
constexpr double kMaxMemory = 1ull << 50;  // B, of L2 or DRAM
constexpr double kMaxGbps = 1e6;
constexpr double kMaxNanoseconds = 1e6;
constexpr double kMaxMicroseconds = 1e8;
constexpr double kMaxIds = 1 << 24;

bool always(const SocSpec&) {
    return true;
}

/// What a core must say about itself depends on the units it has.
struct CoreConditions {
    CoreSpec SocSpec::*core;

    auto exists() const {
        return [c = core](const SocSpec& soc) { return (soc.*c).count > 0; };
    }
    auto has_cube() const {
        return [c = core](const SocSpec& soc) { return (soc.*c).count > 0 && (soc.*c).has_cube; };
    }
    auto has_vector() const {
        return [c = core](const SocSpec& soc) { return (soc.*c).count > 0 && (soc.*c).has_vector; };
    }
    auto has_both() const {
        return [a = has_cube(), b = has_vector()](const SocSpec& soc) { return a(soc) && b(soc); };
    }
    auto has_fixpipe() const {
        return
            [a = has_cube(), c = core](const SocSpec& soc) { return a(soc) && (soc.*c).fixpipe; };
    }
};

void add_path(SocFieldSection<PathSpec> path) {
    path.add("bytes_per_cycle", &PathSpec::bytes_per_cycle, "B/cycle", kLeastRate, kMaxRate);
    path.add("startup_cycles", &PathSpec::startup_cycles, "cycles", 0, kMaxCycles);
}

void add_cube(SocFieldSection<CubeSpec> cube) {
    cube.add("m", &CubeSpec::m, "elements", 1, 256);
    cube.add("n", &CubeSpec::n, "elements", 1, 256);
    cube.add("k_bytes", &CubeSpec::k_bytes, "B", 4, 1024);
    cube.add("startup_cycles", &CubeSpec::startup_cycles, "cycles", 0, kMaxCycles);
    cube.add("step_cycles", &CubeSpec::step_cycles, "cycles/step", kLeastRate, 1024);
    cube.add("result_latency_cycles", &CubeSpec::result_latency_cycles, "cycles", 0, kMaxCycles);
    cube.add("fp32_steps", &CubeSpec::fp32_steps, "cycles/step", 0, 1024);
    cube.add("hf32_steps", &CubeSpec::hf32_steps, "cycles/step", 0, 1024);
    cube.add_flag("int8", &CubeSpec::int8);
    cube.add_flag("bf16", &CubeSpec::bf16);
}

void add_written(SocFieldSection<WrittenKernelSpec> written) {
    using Written = WrittenKernelSpec;
    written.add("step_cycles", &Written::step_cycles, "cycles/step", 0, 1024);
    written.add("result_latency_cycles", &Written::result_latency_cycles, "cycles", 0, kMaxCycles);
    written.add("l1_to_l0a_bytes_per_cycle", &Written::l1_to_l0a_bytes_per_cycle, "B/cycle", 0,
                kMaxRate);
    written.add("l1_to_l0b_bytes_per_cycle", &Written::l1_to_l0b_bytes_per_cycle, "B/cycle", 0,
                kMaxRate);
    written.add("setup_us", &Written::setup_us, "us", 0, kMaxMicroseconds);
    written.add("library_setup_us", &Written::library_setup_us, "us", 0, kMaxMicroseconds);
    written.add("mix_setup_us", &Written::mix_setup_us, "us", 0, kMaxMicroseconds);
    written.add("nchw_bytes_per_cycle", &Written::nchw_bytes_per_cycle, "B/cycle", 0, kMaxRate);
    written.add("group_weight_cycles", &Written::group_weight_cycles, "cycles", 0, kMaxCycles);
}

void add_vector(SocFieldSection<VectorSpec> vector) {
    vector.add("bytes_per_cycle", &VectorSpec::bytes_per_cycle, "B/cycle", kLeastRate, kMaxRate);
    vector.add("instruction_overhead_cycles", &VectorSpec::instruction_overhead_cycles, "cycles", 0,
               kMaxCycles);
    vector.add("binary_cycles_per_repeat", &VectorSpec::binary_cycles_per_repeat, "cycles/repeat",
               kLeastRate, 1024);
    vector.add_flag("registers", &VectorSpec::registers);
    vector.add("special_factor", &VectorSpec::special_factor, "1", kLeastRate, 1024);
}

/// The matrix half of a core: buffers, paths and the cube itself.
void add_cube_half(SocFieldSection<CoreSpec> core) {
    core.add("l0a", &CoreSpec::l0a, "B", 1024, kMaxBuffer);
    core.add("l0b", &CoreSpec::l0b, "B", 1024, kMaxBuffer);
    core.add("l0c", &CoreSpec::l0c, "B", 1024, kMaxBuffer);
    core.add("l1", &CoreSpec::l1, "B", 1024, kMaxBuffer);
    add_cube(core.inner("cube", &CoreSpec::cube));
    add_written(core.inner("written", &CoreSpec::written));
    add_path(core.inner("gm_to_l1", &CoreSpec::gm_to_l1));
    add_path(core.inner("l1_to_l0a", &CoreSpec::l1_to_l0a));
    add_path(core.inner("l1_to_l0b", &CoreSpec::l1_to_l0b));
    core.add("nd2nz_cycles_per_row", &CoreSpec::nd2nz_cycles_per_row, "cycles", 0, kMaxCycles);
    core.add("nd2nz_rate", &CoreSpec::nd2nz_rate, "1", kLeastRate, 1);
    core.add("nd2nz_latency_cycles", &CoreSpec::nd2nz_latency_cycles, "cycles", 0, kMaxCycles);
    core.add("ragged_read_bytes_per_cycle", &CoreSpec::ragged_read_bytes_per_cycle, "B/cycle", 0,
             kMaxRate);
}

void add_fixpipe(SocFieldSection<CoreSpec> core) {
    add_path(core.inner("l0c_to_gm", &CoreSpec::l0c_to_gm));
    core.add("nz2nd_rate", &CoreSpec::nz2nd_rate, "1", kLeastRate, 2);
    core.add("ragged_write_bytes_per_cycle", &CoreSpec::ragged_write_bytes_per_cycle, "B/cycle", 0,
             kMaxRate);
}

void add_vector_half(SocFieldSection<CoreSpec> core) {
    core.add("ub", &CoreSpec::ub, "B", 1024, kMaxBuffer);
    add_vector(core.inner("vector", &CoreSpec::vector));
    add_path(core.inner("gm_to_ub", &CoreSpec::gm_to_ub));
    add_path(core.inner("ub_to_gm", &CoreSpec::ub_to_gm));
    core.add("code_bytes_per_cycle", &CoreSpec::code_bytes_per_cycle, "B/cycle", 0, kMaxRate);
}

/// What crosses between the halves of a core that has both.
void add_crossings(const SocFieldSection<CoreSpec>& core) {
    add_path(core.inner("l0c_to_ub", &CoreSpec::l0c_to_ub));
    add_path(core.inner("ub_to_l1", &CoreSpec::ub_to_l1));
    add_path(core.inner("l1_to_ub", &CoreSpec::l1_to_ub));
}

/// How a core meets L2 and DRAM.
void add_memory_side(SocFieldSection<CoreSpec> core) {
    core.add("read_outstanding", &CoreSpec::read_outstanding, "requests", 1, 65536);
    core.add("write_outstanding", &CoreSpec::write_outstanding, "requests", 1, 65536);
    core.add("row_cycles", &CoreSpec::row_cycles, "cycles", 0, kMaxCycles);
    core.add("scalar_cycles_per_tile", &CoreSpec::scalar_cycles_per_tile, "cycles", 0, kMaxCycles);
    core.add("request_bytes", &CoreSpec::request_bytes, "B", 32, 65536);
    core.add("dram_bytes_per_cycle", &CoreSpec::dram_bytes_per_cycle, "B/cycle", kLeastRate,
             kMaxRate);
    core.add("l2_read_bytes_per_cycle", &CoreSpec::l2_read_bytes_per_cycle, "B/cycle", kLeastRate,
             kMaxRate);
    core.add("l2_write_bytes_per_cycle", &CoreSpec::l2_write_bytes_per_cycle, "B/cycle", kLeastRate,
             kMaxRate);
    core.add("first_load_cycles", &CoreSpec::first_load_cycles, "cycles", 0, kMaxCycles);
    core.add("first_load_cycles_per_block", &CoreSpec::first_load_cycles_per_block, "cycles/block",
             0, kMaxCycles);
}

void add_core(SocFieldSection<CoreSpec> core, CoreConditions conditions, double least_count) {
    core.add("count", &CoreSpec::count, "cores", least_count, kMaxCores);
    auto existing = core.when(conditions.exists());
    existing.add("frequency_mhz", &CoreSpec::frequency_mhz, "MHz", 1, 20000);
    existing.add_flag("has_cube", &CoreSpec::has_cube);
    existing.add_flag("has_vector", &CoreSpec::has_vector);
    core.when(conditions.has_cube()).add_flag("fixpipe", &CoreSpec::fixpipe);
    add_cube_half(core.when(conditions.has_cube()));
    add_vector_half(core.when(conditions.has_vector()));
    add_crossings(core.when(conditions.has_both()));
    add_fixpipe(core.when(conditions.has_fixpipe()));
    add_memory_side(existing);
}

void add_l2(SocFieldSection<L2Spec> l2) {
    l2.add("capacity", &L2Spec::capacity, "B", 0, kMaxMemory);
    l2.add("line", &L2Spec::line, "B", 32, 65536);
    l2.add("read_gbps", &L2Spec::read_gbps, "GB/s", kLeastRate, kMaxGbps);
    l2.add("write_gbps", &L2Spec::write_gbps, "GB/s", kLeastRate, kMaxGbps);
    l2.add("read_latency_ns", &L2Spec::read_latency_ns, "ns", 0, kMaxNanoseconds);
    l2.add("write_latency_ns", &L2Spec::write_latency_ns, "ns", 0, kMaxNanoseconds);
    l2.add("usable_fraction", &L2Spec::usable_fraction, "1", 0, 1);
}

void add_dram(SocFieldSection<DramSpec> dram) {
    dram.add("capacity", &DramSpec::capacity, "B", 1 << 20, kMaxMemory);
    dram.add("gbps", &DramSpec::gbps, "GB/s", kLeastRate, kMaxGbps);
    dram.add("peak_gbps", &DramSpec::peak_gbps, "GB/s", kLeastRate, kMaxGbps);
    dram.add("read_latency_ns", &DramSpec::read_latency_ns, "ns", 0, kMaxNanoseconds);
    dram.add("write_latency_ns", &DramSpec::write_latency_ns, "ns", 0, kMaxNanoseconds);
    dram.add_flag("hbm", &DramSpec::hbm);
}

/// A member that is a time in microseconds.
template <class Struct>
void add_time(SocFieldSection<Struct>& section, std::string_view name, double Struct::*member) {
    section.add(name, member, "us", 0, kMaxMicroseconds);
}

void add_scheduler(SocFieldSection<SchedulerSpec> scheduler) {
    scheduler.add("stream_depth", &SchedulerSpec::stream_depth, "tasks", 1, kMaxIds);
    scheduler.add("max_streams", &SchedulerSpec::max_streams, "streams", 1, kMaxIds);
    scheduler.add("max_events", &SchedulerSpec::max_events, "events", 1, kMaxIds);
    scheduler.add("max_notifies", &SchedulerSpec::max_notifies, "notifies", 0, kMaxIds);
    scheduler.add("ticks_per_ms", &SchedulerSpec::ticks_per_ms, "ticks/ms", 1, 1e9);
    add_time(scheduler, "kernel_launch_us", &SchedulerSpec::kernel_launch_us);
    add_time(scheduler, "kernel_launch_us_per_block", &SchedulerSpec::kernel_launch_us_per_block);
    add_time(scheduler, "vector_launch_us_per_block", &SchedulerSpec::vector_launch_us_per_block);
    add_time(scheduler, "kernel_launch_us_max", &SchedulerSpec::kernel_launch_us_max);
    add_time(scheduler, "task_gap_us", &SchedulerSpec::task_gap_us);
    add_time(scheduler, "model_task_gap_us", &SchedulerSpec::model_task_gap_us);
    add_time(scheduler, "event_us", &SchedulerSpec::event_us);
    add_time(scheduler, "model_start_us", &SchedulerSpec::model_start_us);
    add_time(scheduler, "model_end_us", &SchedulerSpec::model_end_us);
    add_time(scheduler, "callback_us", &SchedulerSpec::callback_us);
}

void add_copy(SocFieldSection<CopyEngineSpec> copy) {
    copy.add("h2d_gbps", &CopyEngineSpec::h2d_gbps, "GB/s", kLeastRate, kMaxGbps);
    copy.add("d2h_gbps", &CopyEngineSpec::d2h_gbps, "GB/s", kLeastRate, kMaxGbps);
    copy.add("pageable_factor", &CopyEngineSpec::pageable_factor, "1", 0.01, 1);
    add_time(copy, "latency_us", &CopyEngineSpec::latency_us);
    copy.add("channels", &CopyEngineSpec::channels, "channels", 1, 1024);
    copy.add("d2d_gbps", &CopyEngineSpec::d2d_gbps, "GB/s", kLeastRate, kMaxGbps);
    add_time(copy, "d2d_latency_us", &CopyEngineSpec::d2d_latency_us);
    copy.add("sdma_channels", &CopyEngineSpec::sdma_channels, "channels", 1, 1024);
    copy.add("peer_gbps", &CopyEngineSpec::peer_gbps, "GB/s", kLeastRate, kMaxGbps);
    add_time(copy, "peer_latency_us", &CopyEngineSpec::peer_latency_us);
}

void add_ai_cpu(SocFieldSection<AiCpuSpec> ai_cpu) {
    ai_cpu.add("count", &AiCpuSpec::count, "cores", 1, kMaxCores);
    add_time(ai_cpu, "task_us", &AiCpuSpec::task_us);
    ai_cpu.add("gbps", &AiCpuSpec::gbps, "GB/s", kLeastRate, kMaxGbps);
}

void add_host(SocFieldSection<HostSpec> host) {
    add_time(host, "call_us", &HostSpec::call_us);
    add_time(host, "launch_us", &HostSpec::launch_us);
    add_time(host, "memcpy_async_us", &HostSpec::memcpy_async_us);
    add_time(host, "memcpy_sync_us", &HostSpec::memcpy_sync_us);
    add_time(host, "event_record_us", &HostSpec::event_record_us);
    add_time(host, "stream_wait_event_us", &HostSpec::stream_wait_event_us);
    add_time(host, "event_query_us", &HostSpec::event_query_us);
    add_time(host, "synchronize_us", &HostSpec::synchronize_us);
    add_time(host, "wake_up_us", &HostSpec::wake_up_us);
    add_time(host, "malloc_us", &HostSpec::malloc_us);
    add_time(host, "free_us", &HostSpec::free_us);
    add_time(host, "create_us", &HostSpec::create_us);
    add_time(host, "execute_us", &HostSpec::execute_us);
    add_time(host, "execute_async_us", &HostSpec::execute_async_us);
    add_time(host, "execute_return_us", &HostSpec::execute_return_us);
    add_time(host, "set_device_first_us", &HostSpec::set_device_first_us);
    add_time(host, "set_device_us", &HostSpec::set_device_us);
    add_time(host, "load_model_us", &HostSpec::load_model_us);
    add_time(host, "callback_us", &HostSpec::callback_us);
    add_time(host, "clock_read_us", &HostSpec::clock_read_us);
}

std::vector<SocField> make_fields() {
    std::vector<SocField> fields;
    const SocFieldSection<SocSpec> soc(
        fields, "", [](SocSpec& spec) -> SocSpec& { return spec; }, always);
    soc.when(always).add_flag("split", &SocSpec::split);
    soc.when(always).add_flag("nz_weights", &SocSpec::nz_weights);
    add_core(soc.inner("ai_core", &SocSpec::ai_core), {&SocSpec::ai_core}, 1);
    add_core(soc.inner("vector_core", &SocSpec::vector_core), {&SocSpec::vector_core}, 0);
    add_l2(soc.inner("l2", &SocSpec::l2));
    add_dram(soc.inner("dram", &SocSpec::dram));
    add_scheduler(soc.inner("scheduler", &SocSpec::scheduler));
    add_copy(soc.inner("copy", &SocSpec::copy));
    add_ai_cpu(soc.inner("ai_cpu", &SocSpec::ai_cpu));
    add_host(soc.inner("host", &SocSpec::host));
    return fields;
}

}  // namespace

const std::vector<SocField>& soc_fields() {
    static const std::vector<SocField> fields = make_fields();
    return fields;
}

std::size_t find_soc_field(std::string_view key) {
    const auto& fields = soc_fields();
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const SocField& f) { return f.key == key; });
    return static_cast<std::size_t>(found - fields.begin());
}

double unit_factor(const SocField& field, std::string_view given) {
    if (given == field.unit) return 1;
    if (field.kind != FieldKind::kBytes) return 0;
    if (given == "KiB") return 1 << 10;
    if (given == "MiB") return 1 << 20;
    return given == "GiB" ? 1 << 30 : 0;
}

std::string describe_value(const SocField& field) {
    if (field.kind == FieldKind::kFlag) return "true or false";
    return field.unit == "1" ? "a plain number" : fmt::format("a number of {}", field.unit);
}

double check_value(const SocField& field, double value, std::string_view where) {
    if (!std::isfinite(value) || value < field.min || value > field.max)
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{}: {} is {}, expected {} to {} {}", where, field.key, value,
                                field.min, field.max, field.unit));
    if (field.kind != FieldKind::kReal && value != std::floor(value))
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{}: {} is {}, expected a whole number", where, field.key, value));
    return value;
}

}  // namespace ascend::sim
