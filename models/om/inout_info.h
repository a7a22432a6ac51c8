// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/data_type.h"

/// The MODEL_INOUT_INFO partition: what a caller sees of a model (facts: formats.md 1.3).
namespace ascend::models::om {

struct IoTensor {
    std::string name;
    std::int64_t size = 0;  ///< bytes, as aclmdlGetInputSizeByIndex answers
    std::int32_t format = 0;
    DataType type = DataType::kUndefined;
    std::vector<std::int64_t> dims, dims_v2;  ///< dims_v2: with the batch that aipp or gears change
    std::vector<std::pair<std::int64_t, std::int64_t>> range;  ///< per dimension of an open shape
    bool operator==(const IoTensor&) const = default;
};

struct InoutInfo {
    std::vector<IoTensor> inputs, outputs;
    std::vector<std::int64_t> dynamic_batch;                 ///< batch sizes
    std::vector<std::vector<std::int64_t>> dynamic_hw;       ///< [height, width] each
    std::vector<std::vector<std::int64_t>> dynamic_dims;     ///< open dims of all inputs in order
    std::vector<std::vector<std::int64_t>> dynamic_outputs;  ///< output shapes, per gear and output
    std::vector<std::string> input_order;  ///< names, in the order of dynamic_dims
    bool operator==(const InoutInfo&) const = default;
};

/// Throws Error{kMalformed} for a field that does not fit or an element count that is not whole.
/// Blocks of an unknown type are skipped. The layout of the gear blocks (types 2 to 6) was never
/// seen in a real file: a count, for nested lists a length per row, then the values.
InoutInfo decode_inout_info(std::span<const std::byte> bytes, const std::string& origin,
                            std::size_t offset);

std::vector<std::byte> encode_inout_info(const InoutInfo& info);

}  // namespace ascend::models::om
