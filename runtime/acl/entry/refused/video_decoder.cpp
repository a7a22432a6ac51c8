// SPDX-License-Identifier: Apache-2.0
#define ENABLE_DVPP_INTERFACE
#include "acl/ops/acl_dvpp.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclvdecCreateChannel(aclvdecChannelDesc*) {
    return refuse(__func__);
}

aclvdecChannelDesc* aclvdecCreateChannelDesc() {
    refuse(__func__);
    return nullptr;
}

aclvdecFrameConfig* aclvdecCreateFrameConfig() {
    refuse(__func__);
    return nullptr;
}

aclError aclvdecDestroyChannel(aclvdecChannelDesc*) {
    return refuse(__func__);
}

aclError aclvdecDestroyChannelDesc(aclvdecChannelDesc*) {
    return refuse(__func__);
}

aclError aclvdecDestroyFrameConfig(aclvdecFrameConfig*) {
    return refuse(__func__);
}

uint32_t aclvdecGetChannelDescBitDepth(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

aclvdecCallback aclvdecGetChannelDescCallback(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvdecGetChannelDescChannelId(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

acldvppStreamFormat aclvdecGetChannelDescEnType(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvdecGetChannelDescOutMode(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

acldvppPixelFormat aclvdecGetChannelDescOutPicFormat(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvdecGetChannelDescOutPicHeight(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

uint32_t aclvdecGetChannelDescOutPicWidth(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

aclError aclvdecGetChannelDescParam(const aclvdecChannelDesc*, aclvdecChannelDescParamType, size_t,
                                    size_t*, void*) {
    return refuse(__func__);
}

uint32_t aclvdecGetChannelDescRefFrameNum(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

uint64_t aclvdecGetChannelDescThreadId(const aclvdecChannelDesc*) {
    refuse(__func__);
    return {};
}

aclError aclvdecSendFrame(aclvdecChannelDesc*, acldvppStreamDesc*, acldvppPicDesc*,
                          aclvdecFrameConfig*, void*) {
    return refuse(__func__);
}

aclError aclvdecSendSkippedFrame(aclvdecChannelDesc*, acldvppStreamDesc*, aclvdecFrameConfig*,
                                 void*) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescBitDepth(aclvdecChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescCallback(aclvdecChannelDesc*, aclvdecCallback) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescChannelId(aclvdecChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescEnType(aclvdecChannelDesc*, acldvppStreamFormat) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescOutMode(aclvdecChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescOutPicFormat(aclvdecChannelDesc*, acldvppPixelFormat) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescOutPicHeight(aclvdecChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescOutPicWidth(aclvdecChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescParam(aclvdecChannelDesc*, aclvdecChannelDescParamType, size_t,
                                    const void*) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescRefFrameNum(aclvdecChannelDesc*, uint32_t) {
    return refuse(__func__);
}

aclError aclvdecSetChannelDescThreadId(aclvdecChannelDesc*, uint64_t) {
    return refuse(__func__);
}
