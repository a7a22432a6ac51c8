// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "models/program/aipp.h"

namespace ascend::models {

/// Reads an AIPP configuration (atc's --insert_op_conf, protobuf text) strictly. Throws Error:
///   kNotFound, kIo: the file cannot be read
///   kMalformed: not the text of an AIPP configuration (names line, column and reason), no aipp_op,
///     one without aipp_mode, a static one without input_format, a dynamic one without
///     max_src_image_size, two for one input
std::vector<Aipp> read_aipp_file(const std::string& path);

}  // namespace ascend::models
