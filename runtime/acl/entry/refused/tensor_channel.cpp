// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_tdt.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError acltdtAddDataItem(acltdtDataset*, acltdtDataItem*) {
    return refuse(__func__);
}

aclError acltdtCleanChannel(acltdtChannelHandle*) {
    return refuse(__func__);
}

acltdtChannelHandle* acltdtCreateChannel(uint32_t, const char*) {
    refuse(__func__);
    return nullptr;
}

acltdtChannelHandle* acltdtCreateChannelWithCapacity(uint32_t, const char*, size_t) {
    refuse(__func__);
    return nullptr;
}

acltdtDataItem* acltdtCreateDataItem(acltdtTensorType, const int64_t*, size_t, aclDataType, void*,
                                     size_t) {
    refuse(__func__);
    return nullptr;
}

acltdtDataset* acltdtCreateDataset() {
    refuse(__func__);
    return nullptr;
}

aclError acltdtDestroyChannel(acltdtChannelHandle*) {
    return refuse(__func__);
}

aclError acltdtDestroyDataItem(acltdtDataItem*) {
    return refuse(__func__);
}

aclError acltdtDestroyDataset(acltdtDataset*) {
    return refuse(__func__);
}

void* acltdtGetDataAddrFromItem(const acltdtDataItem*) {
    refuse(__func__);
    return nullptr;
}

acltdtDataItem* acltdtGetDataItem(const acltdtDataset*, size_t) {
    refuse(__func__);
    return nullptr;
}

size_t acltdtGetDataSizeFromItem(const acltdtDataItem*) {
    refuse(__func__);
    return {};
}

aclDataType acltdtGetDataTypeFromItem(const acltdtDataItem*) {
    refuse(__func__);
    return {};
}

const char* acltdtGetDatasetName(const acltdtDataset*) {
    refuse(__func__);
    return nullptr;
}

size_t acltdtGetDatasetSize(const acltdtDataset*) {
    refuse(__func__);
    return {};
}

size_t acltdtGetDimNumFromItem(const acltdtDataItem*) {
    refuse(__func__);
    return {};
}

aclError acltdtGetDimsFromItem(const acltdtDataItem*, int64_t*, size_t) {
    return refuse(__func__);
}

aclError acltdtGetSliceInfoFromItem(const acltdtDataItem*, size_t*, size_t*) {
    return refuse(__func__);
}

acltdtTensorType acltdtGetTensorTypeFromItem(const acltdtDataItem*) {
    refuse(__func__);
    return {};
}

aclError acltdtQueryChannelSize(const acltdtChannelHandle*, size_t*) {
    return refuse(__func__);
}

aclError acltdtReceiveTensor(const acltdtChannelHandle*, acltdtDataset*, int32_t) {
    return refuse(__func__);
}

aclError acltdtSendTensor(const acltdtChannelHandle*, const acltdtDataset*, int32_t) {
    return refuse(__func__);
}

aclError acltdtStopChannel(acltdtChannelHandle*) {
    return refuse(__func__);
}
