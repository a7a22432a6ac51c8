// SPDX-License-Identifier: Apache-2.0
#define ENABLE_DVPP_INTERFACE
#include "acl/ops/acl_dvpp.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

acldvppBorderConfig* acldvppCreateBorderConfig() {
    refuse(__func__);
    return nullptr;
}

aclError acldvppCreateChannel(acldvppChannelDesc*) {
    return refuse(__func__);
}

acldvppChannelDesc* acldvppCreateChannelDesc() {
    refuse(__func__);
    return nullptr;
}

acldvppHist* acldvppCreateHist() {
    refuse(__func__);
    return nullptr;
}

acldvppJpegeConfig* acldvppCreateJpegeConfig() {
    refuse(__func__);
    return nullptr;
}

acldvppLutMap* acldvppCreateLutMap() {
    refuse(__func__);
    return nullptr;
}

acldvppResizeConfig* acldvppCreateResizeConfig() {
    refuse(__func__);
    return nullptr;
}

acldvppRoiConfig* acldvppCreateRoiConfig(uint32_t, uint32_t, uint32_t, uint32_t) {
    refuse(__func__);
    return nullptr;
}

aclError acldvppDestroyBorderConfig(acldvppBorderConfig*) {
    return refuse(__func__);
}

aclError acldvppDestroyChannel(acldvppChannelDesc*) {
    return refuse(__func__);
}

aclError acldvppDestroyChannelDesc(acldvppChannelDesc*) {
    return refuse(__func__);
}

aclError acldvppDestroyHist(acldvppHist*) {
    return refuse(__func__);
}

aclError acldvppDestroyJpegeConfig(acldvppJpegeConfig*) {
    return refuse(__func__);
}

aclError acldvppDestroyLutMap(acldvppLutMap*) {
    return refuse(__func__);
}

aclError acldvppDestroyResizeConfig(acldvppResizeConfig*) {
    return refuse(__func__);
}

aclError acldvppDestroyRoiConfig(acldvppRoiConfig*) {
    return refuse(__func__);
}

acldvppBorderType acldvppGetBorderConfigBorderType(const acldvppBorderConfig*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetBorderConfigBottom(const acldvppBorderConfig*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetBorderConfigLeft(const acldvppBorderConfig*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetBorderConfigRight(const acldvppBorderConfig*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetBorderConfigTop(const acldvppBorderConfig*) {
    refuse(__func__);
    return {};
}

double acldvppGetBorderConfigValue(const acldvppBorderConfig*, uint32_t) {
    refuse(__func__);
    return {};
}

uint64_t acldvppGetChannelDescChannelId(const acldvppChannelDesc*) {
    refuse(__func__);
    return {};
}

aclError acldvppGetChannelDescParam(const acldvppChannelDesc*, acldvppChannelDescParamType, size_t,
                                    size_t*, void*) {
    return refuse(__func__);
}

aclError acldvppGetHistData(acldvppHist*, uint32_t, uint32_t**, uint16_t*) {
    return refuse(__func__);
}

uint32_t acldvppGetHistDims(acldvppHist*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetHistRetCode(acldvppHist*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetJpegeConfigLevel(const acldvppJpegeConfig*) {
    refuse(__func__);
    return {};
}

aclError acldvppGetLutMapData(const acldvppLutMap*, uint32_t, uint8_t**, uint32_t*) {
    return refuse(__func__);
}

uint32_t acldvppGetLutMapDims(const acldvppLutMap*) {
    refuse(__func__);
    return {};
}

uint32_t acldvppGetResizeConfigInterpolation(const acldvppResizeConfig*) {
    refuse(__func__);
    return {};
}

aclError acldvppSetBorderConfigBorderType(acldvppBorderConfig*, acldvppBorderType) {
    return refuse(__func__);
}

aclError acldvppSetBorderConfigBottom(acldvppBorderConfig*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetBorderConfigLeft(acldvppBorderConfig*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetBorderConfigRight(acldvppBorderConfig*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetBorderConfigTop(acldvppBorderConfig*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetBorderConfigValue(acldvppBorderConfig*, uint32_t, double) {
    return refuse(__func__);
}

aclError acldvppSetChannelDescMode(acldvppChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetChannelDescParam(acldvppChannelDesc*, acldvppChannelDescParamType, size_t,
                                    const void*) {
    return refuse(__func__);
}

aclError acldvppSetJpegeConfigLevel(acldvppJpegeConfig*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetResizeConfigInterpolation(acldvppResizeConfig*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetRoiConfig(acldvppRoiConfig*, uint32_t, uint32_t, uint32_t, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetRoiConfigBottom(acldvppRoiConfig*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetRoiConfigLeft(acldvppRoiConfig*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetRoiConfigRight(acldvppRoiConfig*, uint32_t) {
    return refuse(__func__);
}

aclError acldvppSetRoiConfigTop(acldvppRoiConfig*, uint32_t) {
    return refuse(__func__);
}
