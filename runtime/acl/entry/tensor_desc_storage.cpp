// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/tensor_desc.h"

using ascend::runtime::Failure;
using ascend::runtime::guard_host;
using ascend::runtime::require;
using ascend::runtime::require_argument;

namespace {

std::vector<std::int64_t> shape_of(int count, const int64_t* dims) {
    require(count >= 0 && (count == 0 || dims != nullptr), ACL_ERROR_INVALID_PARAM,
            "numDims is negative, or dims is null");
    return {dims, dims + count};
}

std::vector<std::array<std::int64_t, 2>> ranges_of(size_t count, int64_t (*ranges)[2]) {
    if (count > 0) require_argument(ranges, "the range");
    std::vector<std::array<std::int64_t, 2>> result;
    for (size_t i = 0; i < count; ++i) result.push_back({ranges[i][0], ranges[i][1]});
    return result;
}

/// Extents of an image in another order.
std::vector<std::int64_t> reordered(const aclTensorDesc& desc, aclFormat format) {
    const auto& d = desc.dims;
    const bool image = d.size() == 4;
    if (desc.format == format) return d;
    if (image && desc.format == ACL_FORMAT_NCHW && format == ACL_FORMAT_NHWC)
        return {d[0], d[2], d[3], d[1]};
    if (image && desc.format == ACL_FORMAT_NHWC && format == ACL_FORMAT_NCHW)
        return {d[0], d[3], d[1], d[2]};
    throw Failure(ACL_ERROR_FEATURE_UNSUPPORTED,
                  "only images of four dimensions go between NCHW and NHWC");
}

template <class Change>
aclError change(const char* function, aclTensorDesc* desc, Change body) {
    return guard_host(function, [&] {
        require_argument(desc, "desc");
        body(*desc);
    });
}

}  // namespace

aclError aclSetTensorStorageFormat(aclTensorDesc* desc, aclFormat format) {
    return change(__func__, desc, [&](aclTensorDesc& d) { d.storage_format = format; });
}

aclError aclSetTensorStorageShape(aclTensorDesc* desc, int numDims, const int64_t* dims) {
    return change(__func__, desc,
                  [&](aclTensorDesc& d) { d.storage_dims = shape_of(numDims, dims); });
}

aclError aclSetTensorOriginFormat(aclTensorDesc* desc, aclFormat format) {
    return change(__func__, desc, [&](aclTensorDesc& d) {
        if (!d.storage_format) d.storage_format = d.format;
        d.format = format;
    });
}

aclError aclSetTensorOriginShape(aclTensorDesc* desc, int numDims, const int64_t* dims) {
    return change(__func__, desc, [&](aclTensorDesc& d) {
        auto origin = shape_of(numDims, dims);
        if (d.storage_dims.empty()) d.storage_dims = d.dims;
        d.dims = std::move(origin);
    });
}

aclError aclSetTensorShapeRange(aclTensorDesc* desc, size_t dimsCount, int64_t (*dimsRange)[2]) {
    return change(__func__, desc,
                  [&](aclTensorDesc& d) { d.dims_range = ranges_of(dimsCount, dimsRange); });
}

aclError aclSetTensorValueRange(aclTensorDesc* desc, size_t valueCount, int64_t (*valueRange)[2]) {
    return change(__func__, desc,
                  [&](aclTensorDesc& d) { d.value_range = ranges_of(valueCount, valueRange); });
}

aclError aclGetTensorDescDimRange(const aclTensorDesc* desc, size_t index, size_t dimRangeNum,
                                  int64_t* dimRange) {
    return guard_host(__func__, [&] {
        require_argument(desc, "desc");
        require_argument(dimRange, "dimRange");
        require(dimRangeNum >= ACL_TENSOR_SHAPE_RANGE_NUM, ACL_ERROR_INVALID_PARAM,
                "dimRangeNum is less than 2");
        require(index < std::max(desc->dims.size(), desc->dims_range.size()),
                ACL_ERROR_INVALID_PARAM, "index is out of range");
        const bool ranged = index < desc->dims_range.size();
        dimRange[0] = ranged ? desc->dims_range[index][0] : desc->dims[index];
        dimRange[1] = ranged ? desc->dims_range[index][1] : desc->dims[index];
    });
}

aclError aclSetTensorPlaceMent(aclTensorDesc* desc, aclMemType memType) {
    return change(__func__, desc, [&](aclTensorDesc& d) {
        require(memType >= ACL_MEMTYPE_DEVICE && memType <= ACL_MEMTYPE_HOST_COMPILE_INDEPENDENT,
                ACL_ERROR_INVALID_PARAM, "memType is no aclMemType");
        d.placement = memType;
    });
}

aclError aclSetTensorConst(aclTensorDesc* desc, void* dataBuffer, size_t length) {
    return change(__func__, desc, [&](aclTensorDesc& d) {
        require_argument(dataBuffer, "dataBuffer");
        require(length > 0, ACL_ERROR_INVALID_PARAM, "length is 0");
        const auto* bytes = static_cast<const std::byte*>(dataBuffer);
        d.constant.assign(bytes, bytes + length);
        d.is_constant = true;
    });
}

aclError aclSetTensorDynamicInput(aclTensorDesc* desc, const char* dynamicInputName) {
    return change(__func__, desc, [&](aclTensorDesc& d) {
        require_argument(dynamicInputName, "dynamicInputName");
        d.dynamic_input = dynamicInputName;
    });
}

aclError aclTransTensorDescFormat(const aclTensorDesc* srcDesc, aclFormat dstFormat,
                                  aclTensorDesc** dstDesc) {
    return guard_host(__func__, [&] {
        require_argument(srcDesc, "srcDesc");
        require_argument(dstDesc, "dstDesc");
        aclTensorDesc result = *srcDesc;
        result.dims = reordered(*srcDesc, dstFormat);
        result.format = dstFormat;
        *dstDesc = new aclTensorDesc[1]{std::move(result)};  // as aclDestroyTensorDesc expects
    });
}

aclTensorDesc* aclGetTensorDescByIndex(aclTensorDesc* desc, size_t index) {
    return desc == nullptr ? nullptr : desc + index;
}

void* aclGetTensorDescAddress(const aclTensorDesc* desc) {
    return desc == nullptr ? nullptr : desc->address;
}
