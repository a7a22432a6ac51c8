// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/data_type.h"

/// The attributes and tensor descriptors of a model definition, free of protobuf.
namespace ascend::models::om {

struct Attribute;

/// Attributes of a model, graph, operator or tensor, sorted by name.
class Attributes {
  public:
    // Defined where Attribute is complete: the two contain each other.
    Attributes();
    Attributes(const Attributes& other);
    Attributes(Attributes&& other) noexcept;
    Attributes& operator=(const Attributes& other);
    Attributes& operator=(Attributes&& other) noexcept;
    ~Attributes();

    /// Null when there is none of that name.
    const Attribute* find(std::string_view name) const;
    bool contains(std::string_view name) const { return find(name) != nullptr; }

    /// Value of an attribute, or `fallback` when there is none of that name or it holds another
    /// type: files of several generations differ, and a reader lives with what it finds.
    std::int64_t integer(std::string_view name, std::int64_t fallback) const;
    bool flag(std::string_view name, bool fallback) const;
    std::string text(std::string_view name, std::string_view fallback) const;
    std::vector<std::int64_t> integers(std::string_view name) const;  ///< empty when absent
    std::vector<std::string> texts(std::string_view name) const;      ///< empty when absent

    /// Adds or replaces.
    void set(Attribute attribute);
    template <class T>
    void set(std::string_view name, T value);

    const std::vector<Attribute>& all() const { return attributes_; }
    bool operator==(const Attributes& other) const;

  private:
    std::vector<Attribute> attributes_;
};

struct NamedAttributes {
    std::string name;
    Attributes attributes;
    bool operator==(const NamedAttributes&) const = default;
};

/// A tensor as an operator sees it: extents in memory order of `format`, padding included.
struct TensorDesc {
    std::string name;
    DataType type = DataType::kUndefined;
    std::vector<std::int64_t> dims;
    std::string format;            ///< "NC1HWC0"; "RESERVED" or "FORMAT_RESERVED" when unconnected
    std::int64_t size = 0;         ///< bytes, usually with 32 more than the elements need
    std::int64_t weight_size = 0;  ///< of a constant
    std::int64_t data_offset = 0;  ///< of a constant, in WEIGHTS_DATA
    Attributes attributes{};
    bool operator==(const TensorDesc&) const = default;
};

/// A constant; its bytes lie in WEIGHTS_DATA or, small ones, in place.
struct TensorValue {
    TensorDesc desc;
    std::string data;
    bool operator==(const TensorValue&) const = default;
};

/// monostate: a type that this project has no use for (graphs, expressions).
using AttributeValue =
    std::variant<std::monostate, std::int64_t, float, bool, std::string, std::vector<std::int64_t>,
                 std::vector<float>, std::vector<bool>, std::vector<std::string>,
                 std::vector<std::vector<std::int64_t>>, NamedAttributes,
                 std::vector<NamedAttributes>, TensorDesc, std::vector<TensorDesc>, TensorValue>;

struct Attribute {
    std::string name;
    AttributeValue value;
    bool operator==(const Attribute&) const = default;
};

template <class T>
void Attributes::set(std::string_view name, T value) {
    set(Attribute{std::string(name), AttributeValue(std::move(value))});
}

}  // namespace ascend::models::om
