// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "models/atc/atc_command.h"
#include "models/atc/atc_options.h"
#include "traces/error.h"

namespace {

using ascend::Error;
using ascend::ErrorCode;
using namespace ascend::models::atc;

// The vendor's tool fails with -1, and says so on its standard output (facts: formats.md 2).
constexpr int kExitFailed = 255, kExitBug = 70;

/// The vendor's number for an error of this kind, which scripts look for.
const char* number_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::kNotFound:
        case ErrorCode::kIo:
            return "E10003";
        case ErrorCode::kUsage:
        case ErrorCode::kInvalidArgument:
            return "E10001";
        case ErrorCode::kMalformed:
        case ErrorCode::kUnsupported:
        case ErrorCode::kResourceExhausted:
            return "E10007";
    }
    return "E19999";
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        const AtcOptions options = parse_atc_options(arguments);
        if (options.help) {
            fmt::print("{}", help_text());
            return EXIT_SUCCESS;
        }
        fmt::print("ATC start working now, please wait for a moment.\n...\n");
        fmt::print("ATC run success: {} is written\n", compile_file(options));
        return EXIT_SUCCESS;
    } catch (const Error& error) {
        fmt::print("ATC run failed\n{}: {}\n", number_of(error.code()), error.what());
        return kExitFailed;
    } catch (const std::exception& bug) {
        fmt::print("ATC run failed\nE19999: internal error: {}\n", bug.what());
        return kExitBug;
    }
}
