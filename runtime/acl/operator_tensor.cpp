// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/operator_tensor.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstring>

#include "sim/data_type.h"
#include "traces/error.h"

namespace ascend::runtime {
namespace {

namespace om = models::om;

std::string name_of_format(aclFormat format) {
    switch (format) {
        case ACL_FORMAT_NCHW:
            return "NCHW";
        case ACL_FORMAT_NHWC:
            return "NHWC";
        case ACL_FORMAT_UNDEFINED:
        case ACL_FORMAT_ND:
        case ACL_FORMAT_NC:
        case ACL_FORMAT_NCL:
            return "ND";
        case ACL_FORMAT_NC1HWC0:
            return "NC1HWC0";
        case ACL_FORMAT_FRACTAL_Z:
            return "FRACTAL_Z";
        case ACL_FORMAT_NC1HWC0_C04:
            return "NC1HWC0_C04";
        case ACL_FORMAT_HWCN:
            return "HWCN";
        case ACL_FORMAT_FRACTAL_NZ:
            return "FRACTAL_NZ";
        case ACL_FORMAT_NDHWC:
        case ACL_FORMAT_NCDHW:
        case ACL_FORMAT_NDC1HWC0:
        case ACL_FRACTAL_Z_3D:
            break;
    }
    throw Error(ErrorCode::kUnsupported,
                fmt::format("tensor format {} is not modelled", static_cast<int>(format)));
}

DataType type_of(aclDataType type) {
    if (type == ACL_STRING || type == ACL_UINT1 || type == ACL_COMPLEX32 ||
        (type != ACL_DT_UNDEFINED && bits_of(static_cast<DataType>(type)) == 0))
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("element type {} is not modelled", static_cast<int>(type)));
    return static_cast<DataType>(type);
}

/// The attribute that a constant input of an operator stands for; empty: none.
std::string_view attribute_of(std::string_view type, std::size_t input) {
    if (type.starts_with("Concat") && input == 0) return "concat_dim";
    if (type.starts_with("Split") && input == 0) return "split_dim";
    if (input != 1) return {};
    if (type.starts_with("Reduce")) return "axes";
    if (type.starts_with("Arg")) return "dimension";
    if (type.starts_with("Transpose")) return "perm";
    return {};
}

template <class Integer>
std::vector<std::int64_t> integers_of(const std::vector<std::byte>& bytes) {
    std::vector<std::int64_t> values;
    for (std::size_t at = 0; at + sizeof(Integer) <= bytes.size(); at += sizeof(Integer)) {
        Integer value;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        values.push_back(value);
    }
    return values;
}

struct ValueText {
    std::string operator()(std::monostate) const { return {}; }
    template <class Number>
    requires std::is_arithmetic_v<Number> std::string operator()(Number value) const {
        return fmt::format("{}", value);
    }
    std::string operator()(const std::string& value) const { return fmt::format("{:?}", value); }
    template <class Element>
    std::string operator()(const std::vector<Element>& list) const {
        std::string text = "[";
        for (std::size_t i = 0; i < list.size(); ++i) text += (*this)(Element(list[i])) + ",";
        return text + "]";
    }
    std::string operator()(const om::NamedAttributes& value) const {
        return value.name + text_of(value.attributes);
    }
    std::string operator()(const om::TensorDesc& value) const { return value.name; }
    std::string operator()(const om::TensorValue& value) const { return value.data; }
};

}  // namespace

om::TensorDesc tensor_of(const aclTensorDesc& desc) {
    om::TensorDesc tensor;
    tensor.name = desc.name;
    tensor.type = type_of(desc.type);
    tensor.dims = desc.storage_dims.empty() ? desc.dims : desc.storage_dims;
    tensor.format = name_of_format(desc.storage_format.value_or(desc.format));
    tensor.attributes.set("origin_shape", desc.dims);
    tensor.attributes.set("origin_format", name_of_format(desc.format));
    return tensor;
}

void add_attribute_of_constant(std::string_view type, std::size_t input, const aclTensorDesc& desc,
                               om::Attributes& attributes) {
    const std::string_view name = attribute_of(type, input);
    if (name.empty() || !desc.is_constant || attributes.contains(name)) return;
    if (desc.type == ACL_INT32) attributes.set(name, integers_of<std::int32_t>(desc.constant));
    if (desc.type == ACL_INT64) attributes.set(name, integers_of<std::int64_t>(desc.constant));
}

std::string text_of(const om::Attributes& attributes) {
    std::string text;
    for (const om::Attribute& attribute : attributes.all())
        text += attribute.name + "=" + std::visit(ValueText{}, attribute.value) + ";";
    return text;
}

}  // namespace ascend::runtime
