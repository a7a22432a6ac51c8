// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/whole_models.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <filesystem>
#include <optional>
#include <sstream>
#include <tuple>
#include <variant>

#include "ascend_sim/ascend_sim.h"
#include "runtime/client/acl_objects.h"
#include "runtime/validate/soc_of_row.h"
#include "traces/error.h"

namespace ascend::validate {
namespace {

namespace json = boost::json;

/// What makes two rows the same estimate.
struct Case {
    std::string graph, soc;
    std::int64_t batch = 1;
    bool aipp = false, small_channel = false;

    auto operator<=>(const Case&) const = default;
};

struct Entry {
    std::size_t row = 0;
    Case what;
    std::string group;
    double measured_us = 0;
};

using EntryOrReason = std::variant<Entry, std::string>;

/// The reason for which a flag cannot be honoured, if there is one.
std::optional<std::string> read_flags(const std::string& flags, Case& what) {
    std::istringstream stream(flags);
    for (std::string flag; std::getline(stream, flag, ';');) {
        if (flag == "aipp")
            what.aipp = true;
        else if (flag == "enable_small_channel")
            what.small_channel = true;
        else if (flag != "high_perf_impl")  // other kernels of the same operators: not told apart
            return fmt::format("flag {} is not known", flag);
    }
    return std::nullopt;
}

std::string group_of(const std::string& graph, std::int64_t batch) {
    constexpr std::array kTransformers = {"bert", "vit", "gpt", "llama"};
    for (const char* prefix : kTransformers)
        if (graph.rfind(prefix, 0) == 0) return "transformer";
    if (batch == 1) return "cnn_batch1";
    return batch >= 4 ? "cnn_batch4up" : "cnn_batch2to3";
}

EntryOrReason read_row(const CsvTable& table, std::size_t index, const std::string& graphs) {
    const CsvRow& row = table.rows()[index];
    Entry entry;
    entry.row = index + 1;
    entry.what.batch = table.integer(row, "batch");
    entry.measured_us = 1e3 * table.number(row, "device_latency_ms");
    if (entry.measured_us <= 0) table.refuse(row, "device_latency_ms must be more than 0");
    const std::string& graph = table.text(row, "graph");
    const auto soc = soc_of_row(table.text(row, "soc"));
    if (!soc) return fmt::format("SoC {} is not modelled", table.text(row, "soc"));
    if (const auto why = read_flags(table.text(row, "flags"), entry.what)) return *why;
    entry.what.soc = *soc;
    entry.what.graph = (std::filesystem::path(graphs) / graph).string();
    if (graph.empty() || !std::filesystem::exists(entry.what.graph))
        return fmt::format("no graph {}", entry.what.graph);
    entry.group = group_of(graph, entry.what.batch);
    return entry;
}

/// One device per SoC, all in one machine, in the order of first use.
std::vector<std::string> configure(const std::vector<Entry>& entries, bool exact) {
    std::vector<std::string> socs;
    for (const Entry& entry : entries)
        if (std::find(socs.begin(), socs.end(), entry.what.soc) == socs.end())
            socs.push_back(entry.what.soc);
    const json::object configuration = {{"devices", json::array(socs.begin(), socs.end())},
                                        {"settings", json::array()},
                                        {"out", ""},
                                        {"exact", exact}};
    client::check(ascend_sim_configure(json::serialize(configuration).c_str()));
    return socs;
}

/// What an estimate says: latency, and its shares by operator type.
struct Latency {
    double us = 0;
    std::map<std::string, double> shares;
};

Latency latency_of(const client::InferenceResult& result) {
    return {result.latency_us, client::latency_shares(result)};
}

Latency estimate(const Case& what, const client::ProgressFunction& progress) {
    client::InferencePlan plan;
    plan.model = what.graph;
    plan.batch = what.batch;
    plan.aipp = what.aipp;
    plan.small_channel = what.small_channel;
    return latency_of(client::measure_inference(plan, [&](const std::string& step) {
        progress(fmt::format("{} on {}, batch {}: {}", what.graph, what.soc, what.batch, step));
    }));
}

}  // namespace

Comparisons compare_whole_models(const CsvTable& table, const std::string& graphs, bool exact,
                                 const client::ProgressFunction& progress) {
    table.require_columns({"graph", "soc", "batch", "device_latency_ms", "flags"});
    Comparisons result;
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < table.rows().size(); ++i) {
        EntryOrReason read = read_row(table, i, graphs);
        if (const auto* why = std::get_if<std::string>(&read))
            result.skipped.push_back({i + 1, *why});
        else
            entries.push_back(std::get<Entry>(std::move(read)));
    }
    if (entries.empty()) return result;

    const std::vector<std::string> socs = configure(entries, exact);
    client::Session session;
    std::map<Case, Latency> estimates;
    for (const Entry& entry : entries) {
        auto [found, added] = estimates.try_emplace(entry.what);
        if (added) {
            session.use(static_cast<std::int32_t>(
                std::find(socs.begin(), socs.end(), entry.what.soc) - socs.begin()));
            found->second = estimate(entry.what, progress);
        }
        const Latency& latency = found->second;
        result.rows.push_back({entry.row,
                               entry.group,
                               entry.measured_us,
                               latency.us,
                               {},
                               entry.what.soc,
                               latency.shares});
    }
    return result;
}

}  // namespace ascend::validate
