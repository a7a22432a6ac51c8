// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/command_line.h"

#include <fmt/format.h>

#include <boost/program_options/parsers.hpp>

#include "traces/error.h"

namespace ascend::cli {

namespace po = boost::program_options;

po::variables_map parse_arguments(const std::string& command,
                                  const std::vector<std::string>& arguments,
                                  const po::options_description& options,
                                  const po::positional_options_description& positional) {
    try {
        const int style =
            po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        po::variables_map values;
        po::store(po::command_line_parser(arguments)
                      .options(options)
                      .positional(positional)
                      .style(style)
                      .run(),
                  values);
        po::notify(values);
        return values;
    } catch (const po::error& error) {
        throw Error(ErrorCode::kUsage, fmt::format("{}: {} (see ascend-sim {} --help)", command,
                                                   error.what(), command));
    }
}

void require_option(const po::variables_map& values, const std::string& command,
                    const std::string& option, const std::string& expected) {
    if (values.count(option) == 0)
        throw Error(ErrorCode::kUsage, fmt::format("{}: expected {} (see ascend-sim {} --help)",
                                                   command, expected, command));
}

}  // namespace ascend::cli
