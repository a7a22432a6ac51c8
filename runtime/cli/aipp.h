// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ascend::cli {

/// Has the library read an AIPP configuration (atc's --insert_op_conf): a bad one is refused before
/// anything runs. Throws Error{kInvalidArgument} that names file, place and reason.
void check_aipp_file(const std::string& path);

}  // namespace ascend::cli
