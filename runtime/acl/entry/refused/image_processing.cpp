// SPDX-License-Identifier: Apache-2.0
#define ENABLE_DVPP_INTERFACE
#include "acl/ops/acl_dvpp.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError acldvppClearHist(acldvppHist*) {
    return refuse(__func__);
}

aclError acldvppJpegDecodeAsync(acldvppChannelDesc*, const void*, uint32_t, acldvppPicDesc*,
                                aclrtStream) {
    return refuse(__func__);
}

aclError acldvppJpegEncodeAsync(acldvppChannelDesc*, acldvppPicDesc*, const void*, uint32_t*,
                                acldvppJpegeConfig*, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppJpegGetImageInfo(const void*, uint32_t, uint32_t*, uint32_t*, int32_t*) {
    return refuse(__func__);
}

aclError acldvppJpegGetImageInfoV2(const void*, uint32_t, uint32_t*, uint32_t*, int32_t*,
                                   acldvppJpegFormat*) {
    return refuse(__func__);
}

aclError acldvppJpegPredictDecSize(const void*, uint32_t, acldvppPixelFormat, uint32_t*) {
    return refuse(__func__);
}

aclError acldvppJpegPredictEncSize(const acldvppPicDesc*, const acldvppJpegeConfig*, uint32_t*) {
    return refuse(__func__);
}

aclError acldvppMallocWithCfg(void**, size_t, aclrtMemMallocPolicy, aclrtMallocConfig*) {
    return refuse(__func__);
}

aclError acldvppPngDecodeAsync(acldvppChannelDesc*, const void*, uint32_t, acldvppPicDesc*,
                               aclrtStream) {
    return refuse(__func__);
}

aclError acldvppPngGetImageInfo(const void*, uint32_t, uint32_t*, uint32_t*, int32_t*) {
    return refuse(__func__);
}

aclError acldvppPngPredictDecSize(const void*, uint32_t, acldvppPixelFormat, uint32_t*) {
    return refuse(__func__);
}

aclError acldvppVpcBatchCropAndPasteAsync(acldvppChannelDesc*, acldvppBatchPicDesc*, uint32_t*,
                                          uint32_t, acldvppBatchPicDesc*, acldvppRoiConfig**,
                                          acldvppRoiConfig**, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcBatchCropAsync(acldvppChannelDesc*, acldvppBatchPicDesc*, uint32_t*, uint32_t,
                                  acldvppBatchPicDesc*, acldvppRoiConfig**, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcBatchCropResizeAsync(acldvppChannelDesc*, acldvppBatchPicDesc*, uint32_t*,
                                        uint32_t, acldvppBatchPicDesc*, acldvppRoiConfig**,
                                        acldvppResizeConfig*, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcBatchCropResizeMakeBorderAsync(acldvppChannelDesc*, acldvppBatchPicDesc*,
                                                  uint32_t*, uint32_t, acldvppBatchPicDesc*,
                                                  acldvppRoiConfig**, acldvppBorderConfig**,
                                                  acldvppResizeConfig*, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcBatchCropResizePasteAsync(acldvppChannelDesc*, acldvppBatchPicDesc*, uint32_t*,
                                             uint32_t, acldvppBatchPicDesc*, acldvppRoiConfig**,
                                             acldvppRoiConfig**, acldvppResizeConfig*,
                                             aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcCalcHistAsync(acldvppChannelDesc*, acldvppPicDesc*, acldvppHist*, void*,
                                 aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcConvertColorAsync(acldvppChannelDesc*, acldvppPicDesc*, acldvppPicDesc*,
                                     aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcCropAndPasteAsync(acldvppChannelDesc*, acldvppPicDesc*, acldvppPicDesc*,
                                     acldvppRoiConfig*, acldvppRoiConfig*, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcCropAsync(acldvppChannelDesc*, acldvppPicDesc*, acldvppPicDesc*,
                             acldvppRoiConfig*, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcCropResizeAsync(acldvppChannelDesc*, acldvppPicDesc*, acldvppPicDesc*,
                                   acldvppRoiConfig*, acldvppResizeConfig*, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcCropResizePasteAsync(acldvppChannelDesc*, acldvppPicDesc*, acldvppPicDesc*,
                                        acldvppRoiConfig*, acldvppRoiConfig*, acldvppResizeConfig*,
                                        aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcEqualizeHistAsync(const acldvppChannelDesc*, const acldvppPicDesc*,
                                     acldvppPicDesc*, const acldvppLutMap*, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcMakeBorderAsync(const acldvppChannelDesc*, const acldvppPicDesc*,
                                   acldvppPicDesc*, const acldvppBorderConfig*, aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcPyrDownAsync(acldvppChannelDesc*, acldvppPicDesc*, acldvppPicDesc*, void*,
                                aclrtStream) {
    return refuse(__func__);
}

aclError acldvppVpcResizeAsync(acldvppChannelDesc*, acldvppPicDesc*, acldvppPicDesc*,
                               acldvppResizeConfig*, aclrtStream) {
    return refuse(__func__);
}
