// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ascend::cli {

/// Reads an AIPP configuration (atc's --insert_op_conf, protobuf text) strictly. Throws Error:
///   kNotFound, kIo: the file cannot be read
///   kMalformed: not the text of an AIPP configuration (names line, column and reason), no aipp_op,
///     or one without aipp_mode
///   kUnsupported: aipp_mode dynamic
void check_aipp_file(const std::string& path);

}  // namespace ascend::cli
