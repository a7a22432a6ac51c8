// SPDX-License-Identifier: Apache-2.0
#include <bit>

#include "acl/acl_op.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"

namespace ascend::python {
namespace {

template <class Element>
using SetList = aclError (*)(aclopAttr*, const char*, int, const Element*);

template <class Element, SetList<Element> set>
aclError list(aclopAttr* attribute, const char* name, const std::vector<Element>& values) {
    return set(attribute, name, static_cast<int>(values.size()), values.data());
}

aclError lists(aclopAttr* attribute, const char* name,
               const std::vector<std::vector<std::int64_t>>& values) {
    std::vector<int> lengths;
    std::vector<const std::int64_t*> rows;
    for (const auto& each : values) {
        lengths.push_back(static_cast<int>(each.size()));
        rows.push_back(each.data());
    }
    return aclopSetAttrListListInt(attribute, name, static_cast<int>(rows.size()), lengths.data(),
                                   rows.data());
}

aclError texts(aclopAttr* attribute, const char* name, const std::vector<Text>& values) {
    std::vector<const char*> pointers;
    for (const Text& each : values) pointers.push_back(each.text.c_str());
    return aclopSetAttrListString(attribute, name, static_cast<int>(pointers.size()),
                                  pointers.data());
}

pybind11::object data_type(std::uint64_t attribute, const Text& name, std::int32_t type) {
    const aclError code =
        aclopSetAttrDataType(HandleRegistry::instance().find<aclopAttr>(attribute),
                             name.text.c_str(), std::bit_cast<aclDataType>(type));
    return pybind11::make_tuple(attribute, code);
}

pybind11::object data_types(std::uint64_t attribute, const Text& name,
                            const std::vector<std::int32_t>& types) {
    std::vector<aclDataType> values;
    for (const std::int32_t each : types) values.push_back(std::bit_cast<aclDataType>(each));
    const aclError code =
        aclopSetAttrListDataType(HandleRegistry::instance().find<aclopAttr>(attribute),
                                 name.text.c_str(), static_cast<int>(values.size()), values.data());
    return pybind11::make_tuple(attribute, code);
}

constexpr Function kFunctions[] = {
    {"set_attr_list_int", local<list<std::int64_t, aclopSetAttrListInt>>},
    {"set_attr_list_float", local<list<float, aclopSetAttrListFloat>>},
    {"set_attr_list_bool", local<list<std::uint8_t, aclopSetAttrListBool>>},
    {"set_attr_list_list_int", local<lists>},
    {"set_attr_list_string", local<texts>},
    {"set_attr_data_type", native<data_type>},
    {"set_attr_list_data_type", native<data_types>},
    {"create_attr", creates<aclopCreateAttr>},
    {"destroy_attr", destroys<aclopDestroyAttr>},
    {"set_attr_bool", local<aclopSetAttrBool>},
    {"set_attr_float", local<aclopSetAttrFloat>},
    {"set_attr_int", local<aclopSetAttrInt>},
    {"set_attr_string", local<aclopSetAttrString>},
};

}  // namespace

void define_op_attr(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
