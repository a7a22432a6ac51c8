// SPDX-License-Identifier: Apache-2.0
#include "runtime/faults/fault_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "runtime/faults/fault_entry.h"
#include "traces/error.h"
#include "traces/input_file.h"

namespace ascend::runtime {
namespace {

namespace json = boost::json;

constexpr Named<sim::TaskKind> kKinds[] = {
    {"kernel", sim::TaskKind::kKernel},        {"copy", sim::TaskKind::kCopy},
    {"memset", sim::TaskKind::kMemset},        {"event_record", sim::TaskKind::kEventRecord},
    {"event_wait", sim::TaskKind::kEventWait}, {"event_reset", sim::TaskKind::kEventReset},
    {"callback", sim::TaskKind::kReport},      {"ai_cpu", sim::TaskKind::kAiCpu},
    {"model", sim::TaskKind::kModelExecute},   {"value_write", sim::TaskKind::kValueWrite},
    {"value_wait", sim::TaskKind::kValueWait}, {"cache", sim::TaskKind::kCache},
};
/// Stands for all of them.
constexpr std::string_view kAnyKind = "any";

constexpr Named<Resource> kResources[] = {{"streams", Resource::kStreams},
                                          {"events", Resource::kEvents},
                                          {"notifies", Resource::kNotifies},
                                          {"memory", Resource::kMemory}};

sim::TaskFault task_fault(const FaultEntry& entry, std::string_view verb) {
    sim::TaskFault fault;
    if (entry.text(verb) != kAnyKind)
        fault.kind = entry.choice<sim::TaskKind>(verb, kKinds, kAnyKind);
    fault.device = entry.device();
    if (entry.has("stream"))
        fault.stream = static_cast<sim::StreamId>(entry.number("stream", 1, UINT32_MAX));
    if (entry.has("name")) fault.name = entry.text("name");
    fault.nth = static_cast<std::uint64_t>(entry.count("nth", 1, 1));
    fault.count = static_cast<std::uint64_t>(entry.count("count", 1, 1));
    if (entry.has("status")) fault.status = entry.status();
    return fault;
}

void add_failure(FaultPlan& plan, const FaultEntry& entry) {
    entry.allow_only({"fail", "device", "stream", "name", "nth", "count", "status"});
    plan.tasks.push_back(task_fault(entry, "fail"));
}

void add_hang(FaultPlan& plan, const FaultEntry& entry) {
    entry.allow_only({"hang", "device", "stream", "name", "nth", "count", "status", "limit_ms"});
    sim::TaskFault fault = task_fault(entry, "hang");
    fault.hangs = true;
    if (entry.has("limit_ms")) fault.limit = entry.time("limit_ms", milliseconds(1));
    plan.tasks.push_back(std::move(fault));
}

void add_exhaustion(FaultPlan& plan, const FaultEntry& entry) {
    entry.allow_only({"exhaust", "device", "after", "count"});
    Exhaustion exhaustion;
    exhaustion.resource = entry.choice<Resource>("exhaust", kResources);
    exhaustion.device = entry.device();
    exhaustion.after = static_cast<std::uint64_t>(entry.count("after", 0, 0));
    exhaustion.count = static_cast<std::uint64_t>(entry.count("count", 1, INT64_MAX));
    plan.exhaustions.push_back(exhaustion);
}

void add_loss(FaultPlan& plan, const FaultEntry& entry) {
    entry.allow_only({"drop_device", "at_us"});
    plan.losses.push_back({entry.device("drop_device"), entry.has("at_us")
                                                            ? entry.time("at_us", microseconds(1))
                                                            : Picoseconds(0)});
}

void add(FaultPlan& plan, const FaultEntry& entry) {
    if (entry.has("fail")) return add_failure(plan, entry);
    if (entry.has("hang")) return add_hang(plan, entry);
    if (entry.has("exhaust")) return add_exhaustion(plan, entry);
    if (entry.has("drop_device")) return add_loss(plan, entry);
    entry.refuse("says no fault: expected one of the keys fail, hang, exhaust, drop_device");
}

/// "line 3, column 7" of the byte at `offset`.
std::string place_in(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    return fmt::format("line {}, column {}", line, offset - start + 1);
}

json::value parse_json(std::string_view text, std::string_view name) {
    json::stream_parser parser;
    boost::system::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error && read < text.size()) error = json::error::extra_data;
    if (!error) parser.finish(error);
    if (error)
        throw Error(ErrorCode::kMalformed, fmt::format("{}: {}: no JSON: {}", name,
                                                       place_in(text, read), error.message()));
    return parser.release();
}

void check_devices(const FaultPlan& plan, std::uint32_t devices, const std::string& name) {
    const auto check = [&](sim::DeviceId device) {
        if (device >= devices)
            throw Error(ErrorCode::kInvalidArgument,
                        fmt::format("{}: a fault of device {}: expected less than {}", name, device,
                                    devices));
    };
    for (const auto& fault : plan.tasks) check(fault.device);
    for (const auto& exhaustion : plan.exhaustions) check(exhaustion.device);
    for (const auto& loss : plan.losses) check(loss.device);
}

}  // namespace

FaultPlan parse_faults(std::string_view text, std::string_view name) {
    const json::value document = parse_json(text, name);
    const json::object* root = document.if_object();
    const json::value* faults = root == nullptr ? nullptr : root->if_contains("faults");
    if (faults == nullptr || !faults->is_array() || root->size() != 1)
        throw Error(
            ErrorCode::kInvalidArgument,
            fmt::format("{}: expected an object with the one key \"faults\", an array", name));
    FaultPlan plan;
    std::size_t number = 0;
    for (const json::value& fault : faults->get_array()) {
        const std::string where = fmt::format("{}: fault {}", name, ++number);
        if (!fault.is_object())
            throw Error(ErrorCode::kInvalidArgument,
                        fmt::format("{} is {}: expected an object", where, json::serialize(fault)));
        add(plan, FaultEntry(fault.get_object(), where));
    }
    return plan;
}

FaultPlan load_faults(const std::filesystem::path& file, std::uint32_t devices) {
    const std::optional<std::string> text = traces::read_file(file);
    if (!text)
        throw Error(
            ErrorCode::kIo,
            fmt::format("{}: cannot be read: expected a JSON file of faults", file.string()));
    FaultPlan plan = parse_faults(*text, file.string());
    check_devices(plan, devices, file.string());
    return plan;
}

}  // namespace ascend::runtime
