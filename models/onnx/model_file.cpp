// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/model_file.h"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/stubs/logging.h>

#include <limits>

#include "models/onnx/onnx_reader.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

constexpr std::int64_t kOldestOpset = 7;
constexpr int kGraphField = 7;
constexpr int kVarint = 0;
constexpr int kLengthDelimited = 2;

/// The wire type of a field of ModelProto (onnx.proto), or -1 when it has no field of that number.
int wire_type_of_model_field(int field) {
    switch (field) {
        case 1:  // ir_version
        case 5:  // model_version
            return kVarint;
        case 2:   // producer_name
        case 3:   // producer_version
        case 4:   // domain
        case 6:   // doc_string
        case 7:   // graph
        case 8:   // opset_import
        case 14:  // metadata_props
        case 20:  // training_info
        case 25:  // functions
            return kLengthDelimited;
        default:
            return -1;
    }
}

const std::uint8_t* octets(std::span<const std::byte> bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

}  // namespace

bool looks_like_onnx(std::span<const std::byte> bytes) {
    if (bytes.empty() || bytes.size() > std::numeric_limits<int>::max()) return false;
    google::protobuf::io::CodedInputStream stream(octets(bytes), static_cast<int>(bytes.size()));
    while (const std::uint32_t tag = stream.ReadTag()) {
        const int field = static_cast<int>(tag >> 3);
        const int wire_type = static_cast<int>(tag & 7);
        if (wire_type != wire_type_of_model_field(field)) return false;
        if (field == kGraphField) return true;
        std::uint64_t value = 0;
        if (wire_type == kVarint && !stream.ReadVarint64(&value)) return false;
        std::uint32_t length = 0;
        if (wire_type == kLengthDelimited &&
            (!stream.ReadVarint32(&length) || length > bytes.size() ||
             !stream.Skip(static_cast<int>(length)))) {
            return false;
        }
    }
    return false;
}

namespace onnx_file {

onnx::ModelProto parse_model(std::span<const std::byte> bytes) {
    if (bytes.empty()) {
        throw Error(ErrorCode::kMalformed, "the file is empty; an ONNX model is expected");
    }
    if (bytes.size() > std::numeric_limits<int>::max()) {
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{} bytes; an ONNX file has at most 2 GiB, weights beyond that are "
                                "external data",
                                bytes.size()));
    }
    const google::protobuf::LogSilencer silence;
    onnx::ModelProto model;
    if (!model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        throw Error(ErrorCode::kMalformed,
                    fmt::format("truncated or not an ONNX model ({} bytes do not parse as one)",
                                bytes.size()));
    }
    if (!model.has_graph()) {
        throw Error(ErrorCode::kMalformed, "holds no graph; an ONNX model is expected");
    }
    return model;
}

std::int64_t opset_of(const onnx::ModelProto& model) {
    for (const auto& import : model.opset_import()) {
        if (!import.domain().empty() && import.domain() != "ai.onnx") continue;
        if (import.version() >= kOldestOpset) return import.version();
        throw Error(ErrorCode::kUnsupported, fmt::format("operator set {}; {} or newer is expected",
                                                         import.version(), kOldestOpset));
    }
    throw Error(ErrorCode::kMalformed, "imports no ai.onnx operator set; its version is expected");
}

}  // namespace onnx_file
}  // namespace ascend::models
