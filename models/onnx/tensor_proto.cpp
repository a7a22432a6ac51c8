// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/tensor_proto.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "models/onnx/element_type.h"
#include "traces/error.h"

namespace ascend::models::onnx_file {
namespace {

double from_binary16(std::uint16_t bits) {
    const int exponent = (bits >> 10) & 0x1f;
    const int fraction = bits & 0x3ff;
    const double sign = (bits & 0x8000) ? -1.0 : 1.0;
    if (exponent == 0) return sign * std::ldexp(fraction, -24);
    if (exponent != 31) return sign * std::ldexp(fraction + 1024, exponent - 25);
    return fraction ? std::numeric_limits<double>::quiet_NaN()
                    : sign * std::numeric_limits<double>::infinity();
}

double from_bfloat16(std::uint16_t bits) {
    return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16));
}

double from_16_bits(DataType type, std::uint16_t bits) {
    return type == DataType::kBf16 ? from_bfloat16(bits) : from_binary16(bits);
}

/// Elements of a Stored type in little-endian raw data, each converted by `convert`.
template <class Stored, class Element, class Convert>
std::vector<Element> unpack(const std::string& raw, Convert convert) {
    std::vector<Element> elements(raw.size() / sizeof(Stored));
    for (std::size_t i = 0; i < elements.size(); ++i) {
        Stored stored;
        std::memcpy(&stored, raw.data() + i * sizeof(Stored), sizeof(Stored));
        elements[i] = convert(stored);
    }
    return elements;
}

template <class Stored>
Constant unpack_integers(const std::string& raw) {
    return {unpack<Stored, std::int64_t>(
        raw, [](Stored stored) { return static_cast<std::int64_t>(stored); })};
}

template <class Stored>
Constant unpack_floats(const std::string& raw) {
    return {unpack<Stored, double>(raw, [](Stored stored) { return static_cast<double>(stored); })};
}

std::optional<Constant> from_raw(DataType type, const std::string& raw) {
    switch (type) {
        case DataType::kFloat:
            return unpack_floats<float>(raw);
        case DataType::kDouble:
            return unpack_floats<double>(raw);
        case DataType::kFloat16:
        case DataType::kBf16:
            return Constant{unpack<std::uint16_t, double>(
                raw, [type](std::uint16_t bits) { return from_16_bits(type, bits); })};
        case DataType::kInt8:
            return unpack_integers<std::int8_t>(raw);
        case DataType::kUint8:
        case DataType::kBool:
            return unpack_integers<std::uint8_t>(raw);
        case DataType::kInt16:
            return unpack_integers<std::int16_t>(raw);
        case DataType::kUint16:
            return unpack_integers<std::uint16_t>(raw);
        case DataType::kInt32:
            return unpack_integers<std::int32_t>(raw);
        case DataType::kUint32:
            return unpack_integers<std::uint32_t>(raw);
        case DataType::kInt64:
            return unpack_integers<std::int64_t>(raw);
        case DataType::kUint64:
            return unpack_integers<std::uint64_t>(raw);
        case DataType::kUndefined:
        case DataType::kInt4:
        case DataType::kComplex64:
        case DataType::kComplex128:
            return std::nullopt;
    }
    return std::nullopt;
}

template <class Field>
Constant integers_of(const Field& field) {
    std::vector<std::int64_t> values;
    for (const auto element : field) values.push_back(static_cast<std::int64_t>(element));
    return {std::move(values)};
}

template <class Field>
Constant floats_of(const Field& field) {
    return {std::vector<double>(field.begin(), field.end())};
}

Constant floats_of_16_bits(DataType type, const onnx::TensorProto& proto) {
    std::vector<double> values;
    for (const std::int32_t bits : proto.int32_data()) {
        values.push_back(from_16_bits(type, static_cast<std::uint16_t>(bits)));
    }
    return {std::move(values)};
}

/// Elements in the field that onnx.proto assigns to the type.
std::optional<Constant> from_typed_field(DataType type, const onnx::TensorProto& proto) {
    switch (type) {
        case DataType::kFloat:
            return floats_of(proto.float_data());
        case DataType::kDouble:
            return floats_of(proto.double_data());
        case DataType::kFloat16:
        case DataType::kBf16:
            return floats_of_16_bits(type, proto);
        case DataType::kInt64:
            return integers_of(proto.int64_data());
        case DataType::kUint32:
        case DataType::kUint64:
            return integers_of(proto.uint64_data());
        case DataType::kInt8:
        case DataType::kUint8:
        case DataType::kBool:
        case DataType::kInt16:
        case DataType::kUint16:
        case DataType::kInt32:
            return integers_of(proto.int32_data());
        case DataType::kUndefined:
        case DataType::kInt4:
        case DataType::kComplex64:
        case DataType::kComplex128:
            return std::nullopt;
    }
    return std::nullopt;
}

std::int64_t size_of(const Constant& constant) {
    return std::visit([](const auto& values) { return static_cast<std::int64_t>(values.size()); },
                      constant.values);
}

void check_raw_size(const StoredTensor& tensor, const onnx::TensorProto& proto) {
    const std::int64_t elements = element_count(tensor.shape);
    const std::int64_t bits = bits_of(tensor.type);
    const auto held = static_cast<std::int64_t>(proto.raw_data().size());
    // Divided rather than multiplied: a hostile element count times its bits may overflow.
    const bool fits = elements <= std::numeric_limits<std::int64_t>::max() / 128 &&
                      bytes_of(tensor.type, elements).count() == held;
    if (fits) return;
    throw Error(ErrorCode::kMalformed,
                fmt::format("tensor '{}' holds {} bytes; its shape {} of {}-bit elements needs "
                            "others",
                            proto.name(), held, to_text(tensor.shape), bits));
}

std::optional<Constant> stored_value(const StoredTensor& tensor, const onnx::TensorProto& proto) {
    if (proto.data_location() == onnx::TensorProto::EXTERNAL) return std::nullopt;
    const std::int64_t elements = element_count(tensor.shape);
    if (!proto.raw_data().empty()) {
        check_raw_size(tensor, proto);
        if (elements > kMaxKnownElements) return std::nullopt;
        return from_raw(tensor.type, proto.raw_data());
    }
    if (elements > kMaxKnownElements) return std::nullopt;
    auto value = from_typed_field(tensor.type, proto);
    // A weight whose values were stripped from the file is as good as an external one.
    if (!value || (size_of(*value) == 0 && elements > 0)) return std::nullopt;
    if (size_of(*value) == elements) return value;
    throw Error(ErrorCode::kMalformed,
                fmt::format("tensor '{}' holds {} elements; its shape {} needs {}", proto.name(),
                            size_of(*value), to_text(tensor.shape), elements));
}

}  // namespace

StoredTensor stored_tensor(const onnx::TensorProto& proto) {
    StoredTensor tensor;
    tensor.type = element_type(proto.data_type());
    tensor.shape.assign(proto.dims().begin(), proto.dims().end());
    tensor.value = stored_value(tensor, proto);
    return tensor;
}

StoredTensor stored_tensor(const onnx::SparseTensorProto& proto) {
    StoredTensor tensor;
    tensor.type = element_type(proto.values().data_type());
    tensor.shape.assign(proto.dims().begin(), proto.dims().end());
    return tensor;
}

}  // namespace ascend::models::onnx_file
