// SPDX-License-Identifier: Apache-2.0
#include "models/om/attribute_codec.h"

#include <fmt/format.h>

#include "models/om/element_type.h"
#include "traces/error.h"

namespace ascend::models::om {

namespace {

using ge::proto::AttrDef;
using ListValue = AttrDef::ListValue;

template <class Value, class Field>
std::vector<Value> copied(const Field& field) {
    return {field.begin(), field.end()};
}

std::vector<std::vector<std::int64_t>> decode_rows(const AttrDef::ListListInt& from) {
    std::vector<std::vector<std::int64_t>> rows;
    for (const auto& row : from.list_list_i()) rows.push_back(copied<std::int64_t>(row.list_i()));
    return rows;
}

NamedAttributes decode_named(const ge::proto::NamedAttrs& from,
                             const AttributeDictionary& dictionary) {
    return {from.name(), decode_attributes(from.attr(), dictionary)};
}

TensorValue decode_tensor(const ge::proto::TensorDef& from, const AttributeDictionary& dictionary) {
    return {decode_desc(from.desc(), dictionary), from.data()};
}

template <class To, class Field, class Decode>
std::vector<To> decoded(const Field& field, Decode decode) {
    std::vector<To> result;
    for (const auto& item : field) result.push_back(decode(item));
    return result;
}

bool is_text_list(const ListValue& list) {
    return list.s_size() > 0 || list.val_type() == ListValue::VT_LIST_STRING;
}

AttributeValue decode_list(const ListValue& list, const AttributeDictionary& dictionary) {
    if (is_text_list(list)) return copied<std::string>(list.s());
    if (list.f_size() > 0 || list.val_type() == ListValue::VT_LIST_FLOAT)
        return copied<float>(list.f());
    if (list.b_size() > 0 || list.val_type() == ListValue::VT_LIST_BOOL)
        return copied<bool>(list.b());
    if (list.bt_size() > 0) return copied<std::string>(list.bt());
    if (list.td_size() > 0 || list.val_type() == ListValue::VT_LIST_TENSOR_DESC)
        return decoded<TensorDesc>(list.td(),
                                   [&](const auto& d) { return decode_desc(d, dictionary); });
    if (list.na_size() > 0 || list.val_type() == ListValue::VT_LIST_NAMED_ATTRS)
        return decoded<NamedAttributes>(
            list.na(), [&](const auto& named) { return decode_named(named, dictionary); });
    if (list.dt_size() > 0) return copied<std::int64_t>(list.dt());
    if (list.t_size() > 0 || list.g_size() > 0) return std::monostate{};
    return copied<std::int64_t>(list.i());
}

AttributeValue decode_value(const AttrDef& from, const AttributeDictionary& dictionary) {
    switch (from.value_case()) {
        case AttrDef::kList:
            return decode_list(from.list(), dictionary);
        case AttrDef::kS:
            return from.s();
        case AttrDef::kI:
            return static_cast<std::int64_t>(from.i());
        case AttrDef::kF:
            return from.f();
        case AttrDef::kB:
            return from.b();
        case AttrDef::kBt:
            return from.bt();
        case AttrDef::kFunc:
            return decode_named(from.func(), dictionary);
        case AttrDef::kTd:
            return decode_desc(from.td(), dictionary);
        case AttrDef::kT:
            return decode_tensor(from.t(), dictionary);
        case AttrDef::kListListInt:
            return decode_rows(from.list_list_int());
        case AttrDef::kDt:
            return static_cast<std::int64_t>(from.dt());
        case AttrDef::kG:
        case AttrDef::kListListFloat:
        case AttrDef::kExpression:
        case AttrDef::VALUE_NOT_SET:
            return std::monostate{};
    }
    return std::monostate{};
}

/// Writes one value into an AttrDef.
class ValueEncoder {
  public:
    ValueEncoder(AttributeDictionary* dictionary, AttrDef& to) : dictionary_(dictionary), to_(to) {}

    void operator()(std::monostate) const {}
    void operator()(std::int64_t value) const { to_.set_i(value); }
    void operator()(float value) const { to_.set_f(value); }
    void operator()(bool value) const { to_.set_b(value); }
    void operator()(const std::string& value) const { to_.set_s(value); }
    void operator()(const std::vector<std::int64_t>& values) const {
        ListValue& list = new_list(ListValue::VT_LIST_INT);
        list.mutable_i()->Assign(values.begin(), values.end());
    }
    void operator()(const std::vector<float>& values) const {
        ListValue& list = new_list(ListValue::VT_LIST_FLOAT);
        list.mutable_f()->Assign(values.begin(), values.end());
    }
    void operator()(const std::vector<bool>& values) const {
        ListValue& list = new_list(ListValue::VT_LIST_BOOL);
        for (const bool value : values) list.add_b(value);
    }
    void operator()(const std::vector<std::string>& values) const {
        ListValue& list = new_list(ListValue::VT_LIST_STRING);
        for (const std::string& value : values) list.add_s(value);
    }
    void operator()(const std::vector<std::vector<std::int64_t>>& rows) const {
        auto& list = *to_.mutable_list_list_int();
        for (const auto& row : rows)
            list.add_list_list_i()->mutable_list_i()->Assign(row.begin(), row.end());
    }
    void operator()(const NamedAttributes& named) const { encode(named, *to_.mutable_func()); }
    void operator()(const std::vector<NamedAttributes>& values) const {
        ListValue& list = new_list(ListValue::VT_LIST_NAMED_ATTRS);
        for (const NamedAttributes& named : values) encode(named, *list.add_na());
    }
    void operator()(const TensorDesc& desc) const {
        encode_desc(desc, dictionary_, *to_.mutable_td());
    }
    void operator()(const std::vector<TensorDesc>& descs) const {
        ListValue& list = new_list(ListValue::VT_LIST_TENSOR_DESC);
        for (const TensorDesc& desc : descs) encode_desc(desc, dictionary_, *list.add_td());
    }
    void operator()(const TensorValue& tensor) const {
        encode_desc(tensor.desc, dictionary_, *to_.mutable_t()->mutable_desc());
        to_.mutable_t()->set_data(tensor.data);
    }

  private:
    ListValue& new_list(ListValue::ListValueType type) const {
        to_.mutable_list()->set_val_type(type);
        return *to_.mutable_list();
    }
    void encode(const NamedAttributes& from, ge::proto::NamedAttrs& to) const {
        to.set_name(from.name);
        encode_attributes(from.attributes, dictionary_, *to.mutable_attr());
    }

    AttributeDictionary* dictionary_;
    AttrDef& to_;
};

}  // namespace

Attributes decode_attributes(const ProtoAttributes& from, const AttributeDictionary& dictionary) {
    Attributes attributes;
    for (const auto& [name, value] : from)
        attributes.set(dictionary.expand({name, decode_value(value, dictionary)}));
    return attributes;
}

TensorDesc decode_desc(const ge::proto::TensorDescriptor& from,
                       const AttributeDictionary& dictionary) {
    const auto type = type_of_proto(from.dtype());
    if (!type)
        throw Error(ErrorCode::kMalformed,
                    fmt::format("tensor '{}' has element type {}, expected a number of ge.proto",
                                from.name(), static_cast<int>(from.dtype())));
    TensorDesc desc{from.name(), *type, copied<std::int64_t>(from.shape().dim()), from.layout()};
    desc.size = from.size();
    desc.weight_size = from.weight_size();
    desc.data_offset = from.data_offset();
    desc.attributes = decode_attributes(from.attr(), dictionary);
    return desc;
}

void encode_attributes(const Attributes& from, AttributeDictionary* dictionary,
                       ProtoAttributes& to) {
    for (const Attribute& plain : from.all()) {
        const Attribute attribute = dictionary == nullptr ? plain : dictionary->compress(plain);
        std::visit(ValueEncoder(dictionary, to[attribute.name]), attribute.value);
    }
}

void encode_desc(const TensorDesc& from, AttributeDictionary* dictionary,
                 ge::proto::TensorDescriptor& to) {
    to.set_name(from.name);
    to.set_dtype(static_cast<ge::proto::DataType>(proto_of_type(from.type)));
    to.mutable_shape()->mutable_dim()->Assign(from.dims.begin(), from.dims.end());
    to.set_layout(from.format);
    to.set_size(from.size);
    to.set_weight_size(from.weight_size);
    to.set_data_offset(from.data_offset);
    to.set_real_dim_cnt(static_cast<std::int64_t>(from.dims.size()));
    encode_attributes(from.attributes, dictionary, *to.mutable_attr());
}

}  // namespace ascend::models::om
