// SPDX-License-Identifier: Apache-2.0
#include "runtime/python/struct_dict.h"

#include <pybind11/stl.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "runtime/python/dict_member.h"
#include "runtime/python/text.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

template <std::size_t size>
py::object text_of(const char (&member)[size]) {
    return to_text(std::string(member, strnlen(member, size)));
}

/// The first `count` of a C array, or all when the count is beyond it.
template <class Element, std::size_t size>
py::list first(const Element (&array)[size], std::size_t count) {
    py::list list;
    for (std::size_t i = 0; i < std::min(count, size); ++i) list.append(array[i]);
    return list;
}

template <class Element, std::size_t size>
py::list first_pairs(const Element (&array)[size][2], std::size_t count) {
    py::list list;
    for (std::size_t i = 0; i < std::min(count, size); ++i) list.append(first(array[i], 2));
    return list;
}

/// Enumerations go through unchecked: the C function refuses what it does not know.
template <class Enum>
Enum choice(const py::dict& given, const char* key) {
    return std::bit_cast<Enum>(member<std::uint32_t>(given, key));
}

aclrtMallocAttribute malloc_attribute(const py::dict& given) {
    aclrtMallocAttribute attribute{};
    attribute.attr = choice<aclrtMallocAttrType>(given, "attr");
    const auto value = member<py::dict>(given, "value");
    if (value.contains("moduleId"))
        attribute.value.moduleId = member<std::uint16_t>(value, "moduleId");
    else if (value.contains("deviceId"))
        attribute.value.deviceId = member<std::uint32_t>(value, "deviceId");
    return attribute;
}

}  // namespace

py::dict to_dict(const aclmdlIODims& dims) {
    py::dict result;
    result["name"] = text_of(dims.name);
    result["dimCount"] = dims.dimCount;
    result["dims"] = first(dims.dims, dims.dimCount);
    return result;
}

py::dict to_dict(const aclmdlBatch& batch) {
    py::dict result;
    result["batchCount"] = batch.batchCount;
    result["batch"] = first(batch.batch, batch.batchCount);
    return result;
}

py::dict to_dict(const aclmdlHW& sizes) {
    py::dict result;
    result["hwCount"] = sizes.hwCount;
    result["hw"] = first_pairs(sizes.hw, sizes.hwCount);
    return result;
}

py::dict to_dict(const aclmdlIODimsRange& ranges) {
    py::dict result;
    result["rangeCount"] = ranges.rangeCount;
    result["range"] = first_pairs(ranges.range, ranges.rangeCount);
    return result;
}

py::dict to_dict(const aclrtUtilizationInfo& info) {
    py::dict result;
    result["cube_utilization"] = info.cubeUtilization;
    result["vector_utilization"] = info.vectorUtilization;
    result["aicpu_utilization"] = info.aicpuUtilization;
    result["memory_utilization"] = info.memoryUtilization;
    result["utilization_extend"] = reinterpret_cast<std::uint64_t>(info.utilizationExtend);
    return result;
}

py::dict to_dict(const aclrtPtrAttributes& attributes) {
    py::dict location;
    location["id"] = attributes.location.id;
    location["type"] = static_cast<std::int64_t>(attributes.location.type);
    py::dict result;
    result["location"] = location;
    result["page_size"] = attributes.pageSize;
    result["rsv"] = first(attributes.rsv, std::size(attributes.rsv));
    return result;
}

py::dict to_dict(const aclrtMemUceInfo& info) {
    py::dict result;
    result["addr"] = reinterpret_cast<std::uint64_t>(info.addr);
    result["len"] = info.len;
    result["reserved"] = first(info.reserved, std::size(info.reserved));
    return result;
}

py::dict to_dict(const aclCANNPackageVersion& version) {
    py::dict result;
    result["version"] = text_of(version.version);
    result["major_version"] = text_of(version.majorVersion);
    result["minor_version"] = text_of(version.minorVersion);
    result["release_version"] = text_of(version.releaseVersion);
    result["patch_version"] = text_of(version.patchVersion);
    result["reserved"] = text_of(version.reserved);
    return result;
}

void StructFromDict<aclmdlIODims>::load(const py::dict& given) {
    const auto name = member<Text>(given, "name").text;
    const auto dims = member<std::vector<std::int64_t>>(given, "dims");
    dims_.dimCount = member<std::size_t>(given, "dimCount");
    if (name.size() >= std::size(dims_.name))
        throw py::type_error("'name' is longer than a tensor's name");
    if (dims_.dimCount != dims.size() || dims.size() > std::size(dims_.dims))
        throw py::type_error("'dims' has another length than 'dimCount', or more than 128");
    std::copy(name.begin(), name.end(), dims_.name);
    std::copy(dims.begin(), dims.end(), dims_.dims);
}

void StructFromDict<aclrtMallocConfig>::load(const py::dict& given) {
    for (const py::dict& each : member<std::vector<py::dict>>(given, "attrs"))
        attributes_.push_back(malloc_attribute(each));
    config_.attrs = attributes_.data();
    config_.numAttrs = member<std::size_t>(given, "numAttrs");
    if (config_.numAttrs > attributes_.size())
        throw py::type_error("'numAttrs' is more than 'attrs' has");
}

void StructFromDict<aclrtPhysicalMemProp>::load(const py::dict& given) {
    const auto location = member<py::dict>(given, "location");
    property_.handleType = choice<aclrtMemHandleType>(given, "handleType");
    property_.allocationType = choice<aclrtMemAllocationType>(given, "allocationType");
    property_.memAttr = choice<aclrtMemAttr>(given, "memAttr");
    property_.location.id = member<std::uint32_t>(location, "id");
    property_.location.type = choice<aclrtMemLocationType>(location, "type");
    property_.reserve = member<std::uint64_t>(given, "reserve");
}

void StructFromDict<aclrtMemUceInfo>::load(const py::dict& given) {
    info_.addr = reinterpret_cast<void*>(member<std::uint64_t>(given, "addr"));
    info_.len = member<std::size_t>(given, "len");
}

}  // namespace ascend::python
