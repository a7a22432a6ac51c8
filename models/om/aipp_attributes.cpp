// SPDX-License-Identifier: Apache-2.0
#include "models/om/aipp_attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "traces/error.h"

namespace ascend::models::om {
namespace {

/// Every field, with its name in the file.
template <class Visitor, class Config>
void describe(Visitor& visit, Config& aipp) {
    visit("dynamic", aipp.dynamic);
    visit("input", aipp.input);
    visit("max_source_bytes", aipp.max_source_bytes);
    visit("format", aipp.format);
    visit("source_width", aipp.source_width);
    visit("source_height", aipp.source_height);
    visit("crop", aipp.crop);
    visit("resize", aipp.resize);
    visit("padding", aipp.padding);
    visit("crop_x", aipp.crop_x);
    visit("crop_y", aipp.crop_y);
    visit("crop_width", aipp.crop_width);
    visit("crop_height", aipp.crop_height);
    visit("resize_width", aipp.resize_width);
    visit("resize_height", aipp.resize_height);
    visit("left", aipp.left);
    visit("right", aipp.right);
    visit("top", aipp.top);
    visit("bottom", aipp.bottom);
    visit("csc", aipp.csc);
    visit("rbuv_swap", aipp.rbuv_swap);
    visit("ax_swap", aipp.ax_swap);
    visit("matrix", aipp.matrix);
    visit("output_bias", aipp.output_bias);
    visit("input_bias", aipp.input_bias);
    visit("mean", aipp.mean);
    visit("least", aipp.least);
    visit("reciprocal", aipp.reciprocal);
}

struct Writer {
    Attributes attributes;

    void operator()(const char* name, bool value) { attributes.set(name, value); }
    template <std::integral Number>
    void operator()(const char* name, Number value) {
        attributes.set(name, static_cast<std::int64_t>(value));
    }
    void operator()(const char* name, AippFormat value) {
        attributes.set(name, static_cast<std::int64_t>(value));
    }
    template <std::size_t kCount>
    void operator()(const char* name, const std::array<std::int32_t, kCount>& values) {
        attributes.set(name, std::vector<std::int64_t>(values.begin(), values.end()));
    }
    void operator()(const char* name, const std::array<float, 4>& values) {
        attributes.set(name, std::vector<float>(values.begin(), values.end()));
    }
};

class Reader {
  public:
    Reader(const Attributes& attributes, const std::string& origin)
        : attributes_(attributes), origin_(origin) {}

    void operator()(const char* name, bool& value) { value = at<bool>(name); }
    template <std::integral Number>
    void operator()(const char* name, Number& value) {
        value = narrowed<Number>(name, at<std::int64_t>(name));
    }
    void operator()(const char* name, AippFormat& value) {
        const auto number = at<std::int64_t>(name);
        const bool known = (number >= 1 && number <= 4) || (number >= 7 && number <= 10);
        if (!known) fail(name);
        value = static_cast<AippFormat>(number);
    }
    template <std::size_t kCount>
    void operator()(const char* name, std::array<std::int32_t, kCount>& values) {
        const auto list = at<std::vector<std::int64_t>>(name);
        if (list.size() != kCount) fail(name);
        for (std::size_t i = 0; i < kCount; ++i) values[i] = narrowed<std::int32_t>(name, list[i]);
    }
    void operator()(const char* name, std::array<float, 4>& values) {
        const auto list = at<std::vector<float>>(name);
        if (list.size() != values.size()) fail(name);
        std::copy(list.begin(), list.end(), values.begin());
    }

  private:
    template <class Value>
    Value at(const char* name) const {
        const Attribute* attribute = attributes_.find(name);
        const Value* value = attribute ? std::get_if<Value>(&attribute->value) : nullptr;
        if (value == nullptr) fail(name);
        return *value;
    }
    template <class Number>
    Number narrowed(const char* name, std::int64_t value) const {
        if (value < 0 && std::is_unsigned_v<Number>) fail(name);
        if (value > static_cast<std::int64_t>(std::numeric_limits<Number>::max()) ||
            value < static_cast<std::int64_t>(std::numeric_limits<Number>::min()))
            fail(name);
        return static_cast<Number>(value);
    }
    [[noreturn]] void fail(const char* name) const {
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{}: aipp: \"{}\" is missing or bad", origin_, name));
    }

    const Attributes& attributes_;
    const std::string& origin_;
};

}  // namespace

std::vector<NamedAttributes> encode_aipp(const std::vector<Aipp>& all) {
    std::vector<NamedAttributes> list;
    for (const Aipp& aipp : all) {
        Writer writer;
        describe(writer, aipp);
        list.push_back({"aipp", std::move(writer.attributes)});
    }
    return list;
}

std::vector<Aipp> decode_aipp(const Attributes& model, std::size_t inputs,
                              const std::string& origin) {
    const Attribute* attribute = model.find(kAippAttribute);
    if (attribute == nullptr) return {};
    const auto* list = std::get_if<std::vector<NamedAttributes>>(&attribute->value);
    if (list == nullptr)
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{}: {} is no list", origin, kAippAttribute));
    std::vector<Aipp> all;
    for (const NamedAttributes& each : *list) {
        Reader reader(each.attributes, origin);
        describe(reader, all.emplace_back());
        if (all.back().input >= inputs)
            throw Error(ErrorCode::kMalformed,
                        fmt::format("{}: aipp of input {}, expected one of {}", origin,
                                    all.back().input, inputs));
    }
    return all;
}

}  // namespace ascend::models::om
