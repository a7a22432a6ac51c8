// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/om/attributes.h"

namespace ascend::models::om {

/// The tables behind compressed attributes (om_compress_version 1; facts: formats.md 1.4).
///
/// A compressed name is a NUL byte and the index of the name in base-127 digits, least significant
/// first, each stored plus one, so that no other NUL occurs. Where a name's values are text they
/// are indices, too.
class AttributeDictionary {
  public:
    AttributeDictionary() = default;
    /// The tables that a model's attributes hold; empty ones when it has none.
    explicit AttributeDictionary(const Attributes& model);

    /// The attribute in plain. Throws Error{kMalformed} (without a place) for an index outside its
    /// table.
    Attribute expand(Attribute attribute) const;

    /// The attribute compressed, adding to the tables as needed.
    Attribute compress(Attribute attribute);
    /// Puts the tables into a model's attributes.
    void store(Attributes& model) const;

  private:
    const std::string& value_at(std::int64_t index) const;
    std::int64_t index_of_value(const std::string& value);

    std::vector<std::string> names_, values_;
    std::vector<bool> text_values_;  ///< parallel to names_
    std::map<std::pair<std::string, bool>, std::size_t> name_index_;
    std::map<std::string, std::int64_t, std::less<>> value_index_;
};

}  // namespace ascend::models::om
