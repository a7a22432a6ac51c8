// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/run_command.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "runtime/cli/child_program.h"
#include "runtime/cli/run_options.h"
#include "runtime/cli/run_summary.h"
#include "traces/error.h"

namespace ascend::cli {
namespace {

namespace fs = std::filesystem;

/// Where the processes of the run leave their reports; gone at the end.
class ReportFolder {
  public:
    ReportFolder() {
        std::string pattern = (fs::temp_directory_path() / "ascend-sim-run-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw Error(ErrorCode::kIo, fmt::format("{}: a folder cannot be made there", pattern));
        path_ = pattern;
    }
    ~ReportFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    ReportFolder(const ReportFolder&) = delete;
    ReportFolder& operator=(const ReportFolder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

/// A library of the simulator, where the build or the installation has it beside this program.
fs::path find_library(const std::string& name) {
    const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
    for (const char* folder : {"../lib64", "../lib", "../runtime/shim", "../runtime/acl"}) {
        const fs::path candidate = here / folder / name;
        if (fs::exists(candidate)) return fs::canonical(candidate);
    }
    throw Error(
        ErrorCode::kNotFound,
        fmt::format("{} is not beside {}: the installation is incomplete", name, here.string()));
}

std::string prepend(const std::string& first, const char* variable, char separator) {
    const char* rest = std::getenv(variable);
    return rest == nullptr || *rest == '\0' ? first : first + separator + rest;
}

void end_as(const ChildEnd& end) {
    if (end.signal == 0) std::exit(end.status);
    signal(end.signal, SIG_DFL);
    raise(end.signal);
    std::exit(128 + end.signal);
}

}  // namespace

void run_run_command(const std::vector<std::string>& arguments) {
    const auto options = parse_run_options(arguments);
    if (!options) return;
    ChildEnd end;
    {
        const ReportFolder reports;
        auto environment = environment_of(*options, reports.path().string());
        const fs::path library = find_library("libascendcl.so");
        environment.emplace_back("LD_LIBRARY_PATH",
                                 prepend(library.parent_path().string(), "LD_LIBRARY_PATH", ':'));
        if (options->clock == HostClock::kVirtual)
            environment.emplace_back(
                "LD_PRELOAD",
                prepend(find_library("libascend_sim_shim.so").string(), "LD_PRELOAD", ':'));
        end = run_program(options->program, environment);
        const bool repeatable = options->clock == HostClock::kVirtual && options->host_work == 0 &&
                                !options->parallel_host;
        fmt::print(stderr, "{}", run_summary(reports.path(), repeatable));
    }
    end_as(end);
}

}  // namespace ascend::cli
