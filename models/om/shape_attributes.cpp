// SPDX-License-Identifier: Apache-2.0
#include "models/om/shape_attributes.h"

#include <fmt/format.h>

#include <concepts>
#include <limits>
#include <type_traits>
#include <utility>

#include "models/om/shape_fields.h"
#include "traces/error.h"

namespace ascend::models::om {

namespace {

template <class T>
concept Scalar = std::integral<T> || std::is_enum_v<T>;

template <class T>
constexpr bool kIsVector = false;
template <class T>
constexpr bool kIsVector<std::vector<T>> = true;

/// Writes fields into attributes.
class Writer {
  public:
    template <class T>
    void operator()(const char* name, T& value) {
        if constexpr (std::same_as<T, bool>) {
            attributes.set(name, value);
        } else if constexpr (Scalar<T>) {
            attributes.set(name, static_cast<std::int64_t>(value));
        } else if constexpr (kIsVector<T>) {
            write_list(name, value);
        } else {
            attributes.set(name, NamedAttributes{name, nested(value)});
        }
    }

    template <class T>
    static Attributes nested(T& value) {
        Writer writer;
        describe(writer, value);
        return std::move(writer.attributes);
    }

    Attributes attributes;

  private:
    template <class T>
    void write_list(const char* name, std::vector<T>& values) {
        if constexpr (Scalar<T>) {
            std::vector<std::int64_t> numbers;
            numbers.reserve(values.size());
            for (const T value : values) numbers.push_back(static_cast<std::int64_t>(value));
            attributes.set(name, std::move(numbers));
        } else {
            std::vector<NamedAttributes> list;
            list.reserve(values.size());
            for (T& value : values) list.push_back({name, nested(value)});
            attributes.set(name, std::move(list));
        }
    }
};

/// Largest number that an enumeration of operator.h has.
template <class T>
constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
template <>
constexpr std::int64_t kLast<std::uint32_t> = std::numeric_limits<std::uint32_t>::max();
template <>
constexpr std::int64_t kLast<Layout> = static_cast<std::int64_t>(Layout::kFractalZ);
template <>
constexpr std::int64_t kLast<VectorOp> = static_cast<std::int64_t>(VectorOp::kMod);
template <>
constexpr std::int64_t kLast<ReduceKind> = static_cast<std::int64_t>(ReduceKind::kArgMax);
template <>
constexpr std::int64_t kLast<NormKind> = static_cast<std::int64_t>(NormKind::kBatchNorm);
template <>
constexpr std::int64_t kLast<PoolKind> = static_cast<std::int64_t>(PoolKind::kAverage);
template <>
constexpr std::int64_t kLast<DataType> = static_cast<std::int64_t>(DataType::kInt4);

/// Reads fields out of attributes.
class Reader {
  public:
    explicit Reader(const Attributes& attributes) : attributes_(attributes) {}

    template <class T>
    void operator()(const char* name, T& value) {
        if constexpr (std::same_as<T, bool>) {
            value = at<bool>(name);
        } else if constexpr (Scalar<T>) {
            value = number<T>(name, at<std::int64_t>(name));
        } else if constexpr (kIsVector<T>) {
            read_list(name, value);
        } else {
            Reader reader(at<NamedAttributes>(name).attributes);
            describe(reader, value);
        }
    }

  private:
    [[noreturn]] static void fail(const char* name, const char* expected) {
        throw Error(ErrorCode::kMalformed,
                    fmt::format("field '{}' of an operator's shape, expected {}", name, expected));
    }

    template <class T>
    const T& at(const char* name) const {
        const Attribute* attribute = attributes_.find(name);
        const T* value = attribute == nullptr ? nullptr : std::get_if<T>(&attribute->value);
        if (value == nullptr) fail(name, "it to be there, with the type of operator.h");
        return *value;
    }

    template <class T>
    static T number(const char* name, std::int64_t value) {
        bool fits = std::same_as<T, std::int64_t> || (value >= 0 && value <= kLast<T>);
        if constexpr (std::same_as<T, DataType>) fits = fits && bits_of(T(value)) > 0;
        if (!fits) fail(name, "a value of its enumeration or range");
        return static_cast<T>(value);
    }

    template <class T>
    void read_list(const char* name, std::vector<T>& values) const {
        values.clear();
        if constexpr (Scalar<T>) {
            for (const std::int64_t value : at<std::vector<std::int64_t>>(name))
                values.push_back(number<T>(name, value));
        } else {
            for (const NamedAttributes& item : at<std::vector<NamedAttributes>>(name)) {
                Reader reader(item.attributes);
                describe(reader, values.emplace_back());
            }
        }
    }

    const Attributes& attributes_;
};

/// Names of OperatorShape's alternatives, in order.
constexpr const char* kNames[] = {
    "Matmul", "Convolution", "Attention", "Elementwise", "Reduce", "Softmax", "Norm", "Pool",
    "Resize", "Transpose",   "TransData", "Copy",        "Gather", "TopK",    "AiCpu"};
static_assert(std::size(kNames) == std::variant_size_v<OperatorShape>);

template <std::size_t... I>
OperatorShape decode_alternative(const NamedAttributes& from, std::index_sequence<I...>) {
    OperatorShape shape;
    Reader reader(from.attributes);
    const bool known =
        ((from.name == kNames[I] && (describe(reader, shape.emplace<I>()), true)) || ...);
    if (!known)
        throw Error(ErrorCode::kMalformed,
                    fmt::format("operator shape '{}', expected one of operator.h", from.name));
    return shape;
}

}  // namespace

NamedAttributes encode_shape(const OperatorShape& shape) {
    OperatorShape copy = shape;
    return {kNames[shape.index()], std::visit([](auto& op) { return Writer::nested(op); }, copy)};
}

OperatorShape decode_shape(const NamedAttributes& from) {
    return decode_alternative(from, std::make_index_sequence<std::variant_size_v<OperatorShape>>());
}

}  // namespace ascend::models::om
