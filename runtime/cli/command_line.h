// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/variables_map.hpp>
#include <string>
#include <vector>

namespace ascend::cli {

/// Parses the arguments of one command: whole option names only, and nothing left over. Throws
/// Error{kUsage} naming the command, with a hint at its --help.
boost::program_options::variables_map parse_arguments(
    const std::string& command, const std::vector<std::string>& arguments,
    const boost::program_options::options_description& options,
    const boost::program_options::positional_options_description& positional);

/// Throws Error{kUsage} unless the option was given.
void require_option(const boost::program_options::variables_map& values, const std::string& command,
                    const std::string& option, const std::string& expected);

}  // namespace ascend::cli
