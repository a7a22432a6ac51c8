// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "traces/trace.h"

namespace ascend::traces {

/// Perfetto protobuf: opens in ui.perfetto.dev and trace_processor.
std::unique_ptr<Sink> make_perfetto_sink(const std::filesystem::path& file);

/// The same timeline as Chrome's trace event JSON.
std::unique_ptr<Sink> make_chrome_sink(const std::filesystem::path& file);

/// msprof's tables op_summary, op_statistic, task_time and api_statistic, with msprof's columns, in
/// `folder` (created).
std::unique_ptr<Sink> make_msprof_sink(const std::filesystem::path& folder);

/// Totals of the run as one JSON object: span, tasks, time per operator type, traffic, busy share
/// per engine.
std::unique_ptr<Sink> make_summary_sink(const std::filesystem::path& file);

}  // namespace ascend::traces
