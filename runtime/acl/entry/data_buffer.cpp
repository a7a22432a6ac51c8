// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/data_buffer.h"

#include <new>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using ascend::runtime::guard_host;
using ascend::runtime::require_argument;

aclDataBuffer* aclCreateDataBuffer(void* data, size_t size) {
    return new (std::nothrow) aclDataBuffer{data, size};
}

aclError aclDestroyDataBuffer(const aclDataBuffer* dataBuffer) {
    return guard_host(__func__, [&] {
        require_argument(dataBuffer, "dataBuffer");
        delete dataBuffer;
    });
}

aclError aclUpdateDataBuffer(aclDataBuffer* dataBuffer, void* data, size_t size) {
    return guard_host(__func__, [&] {
        require_argument(dataBuffer, "dataBuffer");
        *dataBuffer = {data, size};
    });
}

void* aclGetDataBufferAddr(const aclDataBuffer* dataBuffer) {
    return dataBuffer == nullptr ? nullptr : dataBuffer->data;
}

uint32_t aclGetDataBufferSize(const aclDataBuffer* dataBuffer) {
    return static_cast<uint32_t>(aclGetDataBufferSizeV2(dataBuffer));
}

size_t aclGetDataBufferSizeV2(const aclDataBuffer* dataBuffer) {
    return dataBuffer == nullptr ? 0 : dataBuffer->size;
}
