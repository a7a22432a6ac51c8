// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/output_folder.h"

#include <fmt/format.h>

#include "traces/error.h"
#include "traces/sinks.h"

namespace ascend::runtime {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProfilerFolder = "mindstudio_profiler_output";

/// The first folder of `path` that does not exist yet; empty when all do.
fs::path first_missing(const fs::path& path) {
    fs::path so_far;
    for (const fs::path& part : path) {
        so_far /= part;
        if (!fs::exists(so_far)) return so_far;
    }
    return {};
}

bool remove_if_empty(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder, ignored) && fs::is_empty(folder, ignored) &&
           fs::remove(folder, ignored);
}

}  // namespace

void OutputFolder::open(const fs::path& folder, traces::Recorder& recorder) {
    path_ = fs::absolute(folder);
    topmost_made_ = first_missing(path_);
    std::error_code error;
    fs::create_directories(path_, error);
    if (error)
        throw Error(ErrorCode::kIo, fmt::format("output folder {}: cannot be made: {}",
                                                folder.string(), error.message()));
    recorder.add(traces::make_perfetto_sink(path_ / "trace.pftrace"));
    recorder.add(traces::make_msprof_sink(path_ / kProfilerFolder));
    recorder.add(traces::make_summary_sink(path_ / "summary.json"));
}

void OutputFolder::remove_traces_of_itself() {
    if (path_.empty()) return;
    remove_if_empty(path_ / kProfilerFolder);
    if (topmost_made_.empty()) return;
    for (fs::path folder = path_; remove_if_empty(folder) && folder != topmost_made_;)
        folder = folder.parent_path();
}

}  // namespace ascend::runtime
