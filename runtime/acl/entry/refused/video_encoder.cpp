// SPDX-License-Identifier: Apache-2.0
#define ENABLE_DVPP_INTERFACE
#include "acl/ops/acl_dvpp.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclvencCreateChannel(aclvencChannelDesc*) {
    return refuse(__func__);
}

aclvencChannelDesc* aclvencCreateChannelDesc() {
    refuse(__func__);
    return nullptr;
}

aclvencFrameConfig* aclvencCreateFrameConfig() {
    refuse(__func__);
    return nullptr;
}

aclError aclvencDestroyChannel(aclvencChannelDesc*) {
    return refuse(__func__);
}

aclError aclvencDestroyChannelDesc(aclvencChannelDesc*) {
    return refuse(__func__);
}

aclError aclvencDestroyFrameConfig(aclvencFrameConfig*) {
    return refuse(__func__);
}

void* aclvencGetChannelDescBufAddr(const aclvencChannelDesc*) {
    refuse(__func__);
    return nullptr;
}

uint32_t aclvencGetChannelDescBufSize(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

aclvencCallback aclvencGetChannelDescCallback(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvencGetChannelDescChannelId(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

acldvppStreamFormat aclvencGetChannelDescEnType(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvencGetChannelDescKeyFrameInterval(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvencGetChannelDescMaxBitRate(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

aclError aclvencGetChannelDescParam(const aclvencChannelDesc*, aclvencChannelDescParamType, size_t,
                                    size_t*, void*) {
    return refuse(__func__);
}

acldvppPixelFormat aclvencGetChannelDescPicFormat(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvencGetChannelDescPicHeight(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvencGetChannelDescPicWidth(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvencGetChannelDescRcMode(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvencGetChannelDescSrcRate(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

uint64_t aclvencGetChannelDescThreadId(const aclvencChannelDesc*) {
    refuse(__func__);
    return {};
}

uint8_t aclvencGetFrameConfigEos(const aclvencFrameConfig*) {
    refuse(__func__);
    return {};
}

uint8_t aclvencGetFrameConfigForceIFrame(const aclvencFrameConfig*) {
    refuse(__func__);
    return {};
}

aclError aclvencSendFrame(aclvencChannelDesc*, acldvppPicDesc*, void*, aclvencFrameConfig*, void*) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescBufAddr(aclvencChannelDesc*, void*) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescBufSize(aclvencChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescCallback(aclvencChannelDesc*, aclvencCallback) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescEnType(aclvencChannelDesc*, acldvppStreamFormat) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescKeyFrameInterval(aclvencChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescMaxBitRate(aclvencChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescParam(aclvencChannelDesc*, aclvencChannelDescParamType, size_t,
                                    const void*) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescPicFormat(aclvencChannelDesc*, acldvppPixelFormat) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescPicHeight(aclvencChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescPicWidth(aclvencChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescRcMode(aclvencChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescSrcRate(aclvencChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvencSetChannelDescThreadId(aclvencChannelDesc*, uint64_t) {
    return refuse(__func__);
}

aclError aclvencSetFrameConfigEos(aclvencFrameConfig*, uint8_t) {
    return refuse(__func__);
}

aclError aclvencSetFrameConfigForceIFrame(aclvencFrameConfig*, uint8_t) {
    return refuse(__func__);
}
