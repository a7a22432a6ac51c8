// SPDX-License-Identifier: Apache-2.0
#include "models/om/attribute_dictionary.h"

#include <fmt/format.h>

#include "traces/error.h"

namespace ascend::models::om {

namespace {

constexpr std::string_view kNames = "attr_name_enum", kValues = "attr_value_enum",
                           kTextValues = "attrs_use_string_value",
                           kCompressVersion = "om_compress_version";
constexpr unsigned kBase = 127;

[[noreturn]] void fail(std::string_view what, std::string_view expected) {
    throw Error(ErrorCode::kMalformed,
                fmt::format("compressed attribute: {}, expected {}", what, expected));
}

std::size_t decode_index(std::string_view digits, std::size_t end) {
    std::size_t index = 0, weight = 1;
    for (const char digit : digits) {
        const auto value = static_cast<unsigned char>(digit);
        if (value == 0 || value > kBase || weight > end * kBase) break;
        index += (value - 1U) * weight;
        weight *= kBase;
    }
    if (digits.empty() || index >= end || std::string_view::npos != digits.find('\0'))
        fail(fmt::format("name index {}", index), fmt::format("less than {}", end));
    return index;
}

std::string encode_index(std::size_t index) {
    std::string name(1, '\0');
    do {
        name.push_back(static_cast<char>(index % kBase + 1));
        index /= kBase;
    } while (index > 0);
    return name;
}

bool is_text(const AttributeValue& value) {
    return std::holds_alternative<std::string>(value) ||
           std::holds_alternative<std::vector<std::string>>(value);
}

}  // namespace

AttributeDictionary::AttributeDictionary(const Attributes& model)
    : names_(model.texts(kNames)), values_(model.texts(kValues)) {
    if (const Attribute* flags = model.find(kTextValues))
        if (const auto* list = std::get_if<std::vector<bool>>(&flags->value)) text_values_ = *list;
    text_values_.resize(names_.size());
}

const std::string& AttributeDictionary::value_at(std::int64_t index) const {
    if (index < 0 || index >= static_cast<std::int64_t>(values_.size()))
        fail(fmt::format("value index {}", index), fmt::format("less than {}", values_.size()));
    return values_[static_cast<std::size_t>(index)];
}

Attribute AttributeDictionary::expand(Attribute attribute) const {
    if (attribute.name.empty() || attribute.name[0] != '\0') return attribute;
    const std::size_t index =
        decode_index(std::string_view(attribute.name).substr(1), names_.size());
    attribute.name = names_[index];
    if (!text_values_[index]) return attribute;
    if (const auto* one = std::get_if<std::int64_t>(&attribute.value)) {
        attribute.value = std::string(value_at(*one));
    } else if (const auto* list = std::get_if<std::vector<std::int64_t>>(&attribute.value)) {
        std::vector<std::string> texts;
        for (const std::int64_t value : *list) texts.push_back(value_at(value));
        attribute.value = std::move(texts);
    }
    return attribute;
}

std::int64_t AttributeDictionary::index_of_value(const std::string& value) {
    const auto [at, added] =
        value_index_.try_emplace(value, static_cast<std::int64_t>(values_.size()));
    if (added) values_.push_back(value);
    return at->second;
}

Attribute AttributeDictionary::compress(Attribute attribute) {
    const bool text = is_text(attribute.value);
    const auto [at, added] = name_index_.try_emplace({attribute.name, text}, names_.size());
    if (added) {
        names_.push_back(attribute.name);
        text_values_.push_back(text);
    }
    if (const auto* one = std::get_if<std::string>(&attribute.value)) {
        attribute.value = index_of_value(*one);
    } else if (const auto* list = std::get_if<std::vector<std::string>>(&attribute.value)) {
        std::vector<std::int64_t> indices;
        for (const std::string& value : *list) indices.push_back(index_of_value(value));
        attribute.value = std::move(indices);
    }
    attribute.name = encode_index(at->second);
    return attribute;
}

void AttributeDictionary::store(Attributes& model) const {
    model.set(kNames, names_);
    model.set(kValues, values_);
    model.set(kTextValues, text_values_);
    model.set(kCompressVersion, std::int64_t{1});
}

}  // namespace ascend::models::om
