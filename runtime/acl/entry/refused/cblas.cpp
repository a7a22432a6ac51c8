// SPDX-License-Identifier: Apache-2.0
#include "acl/ops/acl_cblas.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclblasCreateHandleForGemmEx(aclTransType, aclTransType, aclTransType, int, int, int,
                                      aclDataType, aclDataType, aclDataType, aclComputeType,
                                      aclopHandle**) {
    return refuse(__func__);
}

aclError aclblasCreateHandleForGemvEx(aclTransType, int, int, aclDataType, aclDataType, aclDataType,
                                      aclComputeType, aclopHandle**) {
    return refuse(__func__);
}

aclError aclblasCreateHandleForHgemm(aclTransType, aclTransType, aclTransType, int, int, int,
                                     aclComputeType, aclopHandle**) {
    return refuse(__func__);
}

aclError aclblasCreateHandleForHgemv(aclTransType, int, int, aclComputeType, aclopHandle**) {
    return refuse(__func__);
}

aclError aclblasCreateHandleForS8gemm(aclTransType, aclTransType, aclTransType, int, int, int,
                                      aclComputeType, aclopHandle**) {
    return refuse(__func__);
}

aclError aclblasCreateHandleForS8gemv(aclTransType, int, int, aclComputeType, aclopHandle**) {
    return refuse(__func__);
}

aclError aclblasGemmEx(aclTransType, aclTransType, aclTransType, int, int, int, const void*,
                       const void*, int, aclDataType, const void*, int, aclDataType, const void*,
                       void*, int, aclDataType, aclComputeType, aclrtStream) {
    return refuse(__func__);
}

aclError aclblasGemvEx(aclTransType, int, int, const void*, const void*, int, aclDataType,
                       const void*, int, aclDataType, const void*, void*, int, aclDataType,
                       aclComputeType, aclrtStream) {
    return refuse(__func__);
}

aclError aclblasHgemm(aclTransType, aclTransType, aclTransType, int, int, int, const aclFloat16*,
                      const aclFloat16*, int, const aclFloat16*, int, const aclFloat16*,
                      aclFloat16*, int, aclComputeType, aclrtStream) {
    return refuse(__func__);
}

aclError aclblasHgemv(aclTransType, int, int, const aclFloat16*, const aclFloat16*, int,
                      const aclFloat16*, int, const aclFloat16*, aclFloat16*, int, aclComputeType,
                      aclrtStream) {
    return refuse(__func__);
}

aclError aclblasS8gemm(aclTransType, aclTransType, aclTransType, int, int, int, const int32_t*,
                       const int8_t*, int, const int8_t*, int, const int32_t*, int32_t*, int,
                       aclComputeType, aclrtStream) {
    return refuse(__func__);
}

aclError aclblasS8gemv(aclTransType, int, int, const int32_t*, const int8_t*, int, const int8_t*,
                       int, const int32_t*, int32_t*, int, aclComputeType, aclrtStream) {
    return refuse(__func__);
}
