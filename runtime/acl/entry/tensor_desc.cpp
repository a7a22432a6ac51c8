// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/tensor_desc.h"

#include <new>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using ascend::runtime::guard_host;
using ascend::runtime::require;
using ascend::runtime::require_argument;

namespace {

bool valid_dims(int count, const int64_t* dims) {
    return count >= 0 && (count == 0 || dims != nullptr);
}

}  // namespace

aclTensorDesc* aclCreateTensorDesc(aclDataType dataType, int numDims, const int64_t* dims,
                                   aclFormat format) {
    aclTensorDesc* desc = nullptr;
    guard_host(__func__, [&] {
        require(valid_dims(numDims, dims), ACL_ERROR_INVALID_PARAM,
                "numDims is negative, or dims is null");
        desc = new aclTensorDesc[1]{{dataType, format, {dims, dims + numDims}, {}}};
    });
    return desc;
}

void aclDestroyTensorDesc(const aclTensorDesc* desc) {
    delete[] desc;  // aclmdlCreateAndGetOpDesc makes several at once
}

aclDataType aclGetTensorDescType(const aclTensorDesc* desc) {
    return desc == nullptr ? ACL_DT_UNDEFINED : desc->type;
}

aclFormat aclGetTensorDescFormat(const aclTensorDesc* desc) {
    return desc == nullptr ? ACL_FORMAT_UNDEFINED : desc->format;
}

size_t aclGetTensorDescSize(const aclTensorDesc* desc) {
    return desc == nullptr ? 0 : aclGetTensorDescElementCount(desc) * aclDataTypeSize(desc->type);
}

size_t aclGetTensorDescElementCount(const aclTensorDesc* desc) {
    if (desc == nullptr) return 0;
    size_t count = 1;
    for (const int64_t dim : desc->dims) {
        size_t product = 0;
        if (dim < 0 || __builtin_mul_overflow(count, static_cast<size_t>(dim), &product)) return 0;
        count = product;
    }
    return count;
}

size_t aclGetTensorDescNumDims(const aclTensorDesc* desc) {
    return desc == nullptr ? 0 : desc->dims.size();
}

int64_t aclGetTensorDescDim(const aclTensorDesc* desc, size_t index) {
    return desc == nullptr || index >= desc->dims.size() ? -1 : desc->dims[index];
}

aclError aclGetTensorDescDimV2(const aclTensorDesc* desc, size_t index, int64_t* dimSize) {
    return guard_host(__func__, [&] {
        require_argument(desc, "desc");
        require_argument(dimSize, "dimSize");
        require(index < desc->dims.size(), ACL_ERROR_INVALID_PARAM, "index is out of range");
        *dimSize = desc->dims[index];
    });
}

void aclSetTensorDescName(aclTensorDesc* desc, const char* name) {
    if (desc != nullptr) guard_host(__func__, [&] { desc->name = name == nullptr ? "" : name; });
}

const char* aclGetTensorDescName(aclTensorDesc* desc) {
    return desc == nullptr ? "" : desc->name.c_str();
}

aclError aclSetTensorFormat(aclTensorDesc* desc, aclFormat format) {
    return guard_host(__func__, [&] {
        require_argument(desc, "desc");
        desc->format = format;
    });
}

aclError aclSetTensorShape(aclTensorDesc* desc, int numDims, const int64_t* dims) {
    return guard_host(__func__, [&] {
        require_argument(desc, "desc");
        require(valid_dims(numDims, dims), ACL_ERROR_INVALID_PARAM,
                "numDims is negative, or dims is null");
        desc->dims.assign(dims, dims + numDims);
    });
}
