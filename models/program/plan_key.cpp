// SPDX-License-Identifier: Apache-2.0
#include "models/program/plan_key.h"

#include <fmt/format.h>

#include <boost/pfr/core.hpp>
#include <iterator>
#include <type_traits>
#include <variant>
#include <vector>

namespace ascend::models {

namespace {

class KeyWriter {
  public:
    template <class T>
    void write(const T& value) {
        if constexpr (std::is_enum_v<T>)
            append(static_cast<std::int64_t>(value));
        else if constexpr (std::is_integral_v<T>)
            append(static_cast<std::int64_t>(value));
        else
            boost::pfr::for_each_field(value, [this](const auto& field) { write(field); });
    }
    template <class T>
    void write(const std::vector<T>& values) {
        append(static_cast<std::int64_t>(values.size()));
        for (const T& value : values) write(value);
    }
    std::string take() { return std::move(key_); }

  private:
    void append(std::int64_t value) { fmt::format_to(std::back_inserter(key_), "{},", value); }

    std::string key_;
};

}  // namespace

std::string plan_key(const OperatorShape& shape, const std::string& type) {
    KeyWriter writer;
    writer.write(shape.index());
    std::visit([&](const auto& op) { writer.write(op); }, shape);
    return type + ':' + writer.take();
}

}  // namespace ascend::models
