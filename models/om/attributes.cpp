// SPDX-License-Identifier: Apache-2.0
#include "models/om/attributes.h"

#include <algorithm>

namespace ascend::models::om {

namespace {

template <class T>
const T* value_of(const Attributes& attributes, std::string_view name) {
    const Attribute* attribute = attributes.find(name);
    return attribute == nullptr ? nullptr : std::get_if<T>(&attribute->value);
}

template <class T>
T value_or(const Attributes& attributes, std::string_view name, T fallback) {
    const T* value = value_of<T>(attributes, name);
    return value == nullptr ? std::move(fallback) : *value;
}

bool before(const Attribute& attribute, std::string_view name) {
    return attribute.name < name;
}

}  // namespace

Attributes::Attributes() = default;
Attributes::Attributes(const Attributes& other) = default;
Attributes::Attributes(Attributes&& other) noexcept = default;
Attributes& Attributes::operator=(const Attributes& other) = default;
Attributes& Attributes::operator=(Attributes&& other) noexcept = default;
Attributes::~Attributes() = default;

const Attribute* Attributes::find(std::string_view name) const {
    const auto at = std::lower_bound(attributes_.begin(), attributes_.end(), name, before);
    return at == attributes_.end() || at->name != name ? nullptr : &*at;
}

std::int64_t Attributes::integer(std::string_view name, std::int64_t fallback) const {
    return value_or<std::int64_t>(*this, name, fallback);
}

bool Attributes::flag(std::string_view name, bool fallback) const {
    return value_or<bool>(*this, name, fallback);
}

std::string Attributes::text(std::string_view name, std::string_view fallback) const {
    return value_or<std::string>(*this, name, std::string(fallback));
}

std::vector<std::int64_t> Attributes::integers(std::string_view name) const {
    return value_or<std::vector<std::int64_t>>(*this, name, {});
}

std::vector<std::string> Attributes::texts(std::string_view name) const {
    return value_or<std::vector<std::string>>(*this, name, {});
}

void Attributes::set(Attribute attribute) {
    const auto at =
        std::lower_bound(attributes_.begin(), attributes_.end(), attribute.name, before);
    if (at != attributes_.end() && at->name == attribute.name)
        *at = std::move(attribute);
    else
        attributes_.insert(at, std::move(attribute));
}

bool Attributes::operator==(const Attributes& other) const {
    return attributes_ == other.attributes_;
}

}  // namespace ascend::models::om
