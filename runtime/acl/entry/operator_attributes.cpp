// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/operator_attributes.h"

#include <new>
#include <utility>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;

namespace {

template <class Value>
aclError set_attribute(const char* function, aclopAttr* attr, const char* name, Value value) {
    return guard_host(function, [&] {
        require_argument(attr, "attr");
        require_argument(name, "attrName");
        attr->values.set(name, value());
    });
}

template <class Element, class Given>
std::vector<Element> list_of(int count, const Given* values) {
    require(count >= 0, ACL_ERROR_INVALID_PARAM, "numValues is negative");
    if (count > 0) require_argument(values, "values");
    std::vector<Element> list;
    for (int i = 0; i < count; ++i) list.push_back(static_cast<Element>(values[i]));
    return list;
}

}  // namespace

aclopAttr* aclopCreateAttr() {
    return new (std::nothrow) aclopAttr;
}

void aclopDestroyAttr(const aclopAttr* attr) {
    delete attr;
}

aclError aclopSetAttrBool(aclopAttr* attr, const char* attrName, uint8_t attrValue) {
    return set_attribute(__func__, attr, attrName, [&] { return attrValue != 0; });
}

aclError aclopSetAttrInt(aclopAttr* attr, const char* attrName, int64_t attrValue) {
    return set_attribute(__func__, attr, attrName, [&] { return std::int64_t{attrValue}; });
}

aclError aclopSetAttrFloat(aclopAttr* attr, const char* attrName, float attrValue) {
    return set_attribute(__func__, attr, attrName, [&] { return attrValue; });
}

aclError aclopSetAttrString(aclopAttr* attr, const char* attrName, const char* attrValue) {
    return set_attribute(__func__, attr, attrName, [&] {
        require_argument(attrValue, "attrValue");
        return std::string(attrValue);
    });
}

aclError aclopSetAttrDataType(aclopAttr* attr, const char* attrName, aclDataType attrValue) {
    return set_attribute(__func__, attr, attrName,
                         [&] { return static_cast<std::int64_t>(attrValue); });
}

aclError aclopSetAttrListBool(aclopAttr* attr, const char* attrName, int numValues,
                              const uint8_t* values) {
    return set_attribute(__func__, attr, attrName, [&] {
        std::vector<bool> list;
        for (const auto value : list_of<std::uint8_t>(numValues, values))
            list.push_back(value != 0);
        return list;
    });
}

aclError aclopSetAttrListInt(aclopAttr* attr, const char* attrName, int numValues,
                             const int64_t* values) {
    return set_attribute(__func__, attr, attrName,
                         [&] { return list_of<std::int64_t>(numValues, values); });
}

aclError aclopSetAttrListFloat(aclopAttr* attr, const char* attrName, int numValues,
                               const float* values) {
    return set_attribute(__func__, attr, attrName,
                         [&] { return list_of<float>(numValues, values); });
}

aclError aclopSetAttrListDataType(aclopAttr* attr, const char* attrName, int numValues,
                                  const aclDataType* values) {
    return set_attribute(__func__, attr, attrName,
                         [&] { return list_of<std::int64_t>(numValues, values); });
}

aclError aclopSetAttrListString(aclopAttr* attr, const char* attrName, int numValues,
                                const char** values) {
    return set_attribute(__func__, attr, attrName, [&] {
        std::vector<std::string> list;
        for (const char* value : list_of<const char*>(numValues, values)) {
            require_argument(value, "an element of values");
            list.emplace_back(value);
        }
        return list;
    });
}

aclError aclopSetAttrListListInt(aclopAttr* attr, const char* attrName, int numLists,
                                 const int* numValues, const int64_t* const* values) {
    return set_attribute(__func__, attr, attrName, [&] {
        const std::vector<int> counts = list_of<int>(numLists, numValues);
        if (numLists > 0) require_argument(values, "values");
        std::vector<std::vector<std::int64_t>> lists;
        for (std::size_t i = 0; i < counts.size(); ++i)
            lists.push_back(list_of<std::int64_t>(counts[i], values[i]));
        return lists;
    });
}
