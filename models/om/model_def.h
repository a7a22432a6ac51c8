// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/om/attributes.h"

/// The MODEL_DEF partition: the network after fusion, layout and memory assignment (facts:
/// formats.md 1.4), with attribute names and values in plain.
namespace ascend::models::om {

struct OpDef {
    std::string name, type;
    std::int64_t id = 0, stream_id = 0;
    std::vector<std::string>
        inputs{};  ///< "source:index"; empty: unconnected; index -1: order only
    std::vector<std::int64_t> input_offsets{}, output_offsets{};  ///< in feature or weight memory
    std::vector<std::int64_t> workspace{}, workspace_bytes{};
    std::vector<bool> constant_inputs{};
    std::vector<TensorDesc> input_descs{}, output_descs{};
    std::vector<std::string> subgraphs{};
    Attributes attributes{};
    bool operator==(const OpDef&) const = default;
};

struct GraphDef {
    std::string name;
    std::vector<std::string> inputs{}, outputs{};
    std::vector<OpDef> ops{};
    Attributes attributes{};
    bool operator==(const GraphDef&) const = default;
};

struct ModelDef {
    std::string name;
    std::uint32_t version = 2;
    std::string platform_version{};
    std::vector<GraphDef> graphs{};  ///< the first is the root
    Attributes attributes{};
    bool operator==(const ModelDef&) const = default;
};

/// Decodes a partition, expanding compressed attributes. Throws Error{kMalformed}, with `origin`
/// and `offset` (of the partition in the file), when the bytes are not a model definition, a
/// compressed attribute points outside its table or an element type has no such number.
ModelDef decode_model_def(std::span<const std::byte> bytes, const std::string& origin,
                          std::size_t offset);

/// Encodes a partition; the same definition always gives the same bytes. `compress` replaces names
/// and text values of operators' and tensors' attributes by indices, as ATC does by default.
std::string encode_model_def(const ModelDef& model, bool compress);

}  // namespace ascend::models::om
