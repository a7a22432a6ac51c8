// SPDX-License-Identifier: Apache-2.0
#define ENABLE_DVPP_INTERFACE
#include "acl/ops/acl_dvpp.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

acldvppBatchPicDesc* acldvppCreateBatchPicDesc(uint32_t) {
    refuse(__func__);
    return nullptr;
}

acldvppPicDesc* acldvppCreatePicDesc() {
    refuse(__func__);
    return nullptr;
}

acldvppStreamDesc* acldvppCreateStreamDesc() {
    refuse(__func__);
    return nullptr;
}

aclError acldvppDestroyBatchPicDesc(acldvppBatchPicDesc*) {
    return refuse(__func__);
}

aclError acldvppDestroyPicDesc(acldvppPicDesc*) {
    return refuse(__func__);
}

aclError acldvppDestroyStreamDesc(acldvppStreamDesc*) {
    return refuse(__func__);
}

acldvppPicDesc* acldvppGetPicDesc(acldvppBatchPicDesc*, uint32_t) {
    refuse(__func__);
    return nullptr;
}

void* acldvppGetPicDescData(const acldvppPicDesc*) {
    refuse(__func__);
    return nullptr;
}

acldvppPixelFormat acldvppGetPicDescFormat(const acldvppPicDesc*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetPicDescHeight(const acldvppPicDesc*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetPicDescHeightStride(const acldvppPicDesc*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetPicDescRetCode(const acldvppPicDesc*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetPicDescSize(const acldvppPicDesc*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetPicDescWidth(const acldvppPicDesc*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetPicDescWidthStride(const acldvppPicDesc*) {
    refuse(__func__);
    return {};
}

void* acldvppGetStreamDescData(const acldvppStreamDesc*) {
    refuse(__func__);
    return nullptr;
}

uint8_t acldvppGetStreamDescEos(const acldvppStreamDesc*) {
    refuse(__func__);
    return {};
}

acldvppStreamFormat acldvppGetStreamDescFormat(const acldvppStreamDesc*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetStreamDescRetCode(const acldvppStreamDesc*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetStreamDescSize(const acldvppStreamDesc*) {
    refuse(__func__);
    return {};
}

uint64_t acldvppGetStreamDescTimestamp(const acldvppStreamDesc*) {
    refuse(__func__);
    return {};
}

aclError acldvppSetPicDescData(acldvppPicDesc*, void*) {
    return refuse(__func__);
}

aclError acldvppSetPicDescFormat(acldvppPicDesc*, acldvppPixelFormat) {
    return refuse(__func__);
}

aclError acldvppSetPicDescHeight(acldvppPicDesc*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetPicDescHeightStride(acldvppPicDesc*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetPicDescRetCode(acldvppPicDesc*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetPicDescSize(acldvppPicDesc*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetPicDescWidth(acldvppPicDesc*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetPicDescWidthStride(acldvppPicDesc*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetStreamDescData(acldvppStreamDesc*, void*) {
    return refuse(__func__);
}

aclError acldvppSetStreamDescEos(acldvppStreamDesc*, uint8_t) {
    return refuse(__func__);
}

aclError acldvppSetStreamDescFormat(acldvppStreamDesc*, acldvppStreamFormat) {
    return refuse(__func__);
}

aclError acldvppSetStreamDescRetCode(acldvppStreamDesc*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetStreamDescSize(acldvppStreamDesc*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetStreamDescTimestamp(acldvppStreamDesc*, uint64_t) {
    return refuse(__func__);
}
