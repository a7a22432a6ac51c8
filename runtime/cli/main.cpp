// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/cli/estimate_command.h"
#include "runtime/cli/run_command.h"
#include "runtime/cli/soc_command.h"
#include "runtime/validate/validate_command.h"
#include "traces/error.h"

namespace {

using ascend::Error;
using ascend::ErrorCode;

constexpr int kExitInput = 1, kExitUsage = 2, kExitBug = 70;

constexpr const char* kHelp = R"(Usage: ascend-sim COMMAND [options]

A cycle-approximate simulator of Huawei's Ascend NPUs.

Commands:
  estimate MODEL      latency, throughput and bottleneck of a network, with a trace; how far that
                      may be off, and what it hangs on
  run -- PROGRAM      an AscendCL program, unmodified, on simulated time
  soc list            the SoCs that can be simulated
  soc show NAME       every number of one of them, with its source
  validate            predictions against measured tables: error, order, knee over batch

Examples:
  ascend-sim estimate resnet50.onnx --soc Ascend310P3 --batch 1,8,16
  ascend-sim soc show Ascend910B2
  ascend-sim COMMAND --help

Options:
  --version           print the version
  -h, --help          print this text

Exit status: 0 done, 1 the input is at fault, 2 wrong usage, 70 a bug of the simulator.
)";

struct Command {
    std::string_view name;
    void (*run)(const std::vector<std::string>& arguments);
};

constexpr Command kCommands[] = {
    {"estimate", ascend::cli::run_estimate_command},
    {"run", ascend::cli::run_run_command},
    {"soc", ascend::cli::run_soc_command},
    {"validate", ascend::validate::run_validate_command},
};

void run(const std::vector<std::string>& arguments) {
    if (arguments.empty())
        throw Error(ErrorCode::kUsage,
                    "expected a command: estimate, run, soc or validate (see ascend-sim --help)");
    const std::string& name = arguments.front();
    if (name == "--help" || name == "-h") return fmt::print("{}", kHelp);
    if (name == "--version") return fmt::print("ascend-sim {}\n", ASCEND_SIM_VERSION);
    for (const Command& command : kCommands)
        if (command.name == name) return command.run({arguments.begin() + 1, arguments.end()});
    throw Error(ErrorCode::kUsage,
                fmt::format("\"{}\" is no command: expected estimate, run, soc or "
                            "validate (see ascend-sim --help)",
                            name));
}

}  // namespace

int main(int argc, char** argv) {
    try {
        run({argv + 1, argv + argc});
        return EXIT_SUCCESS;
    } catch (const Error& error) {
        fmt::print(stderr, "ascend-sim: {}\n", error.what());
        return error.code() == ErrorCode::kUsage ? kExitUsage : kExitInput;
    } catch (const std::exception& bug) {
        fmt::print(stderr, "ascend-sim: internal error: {}\n", bug.what());
        return kExitBug;
    }
}
