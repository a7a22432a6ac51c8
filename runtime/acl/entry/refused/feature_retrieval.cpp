// SPDX-License-Identifier: Apache-2.0
#include "acl/ops/acl_fv.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclfvFeatureInfo* aclfvCreateFeatureInfo(uint32_t, uint32_t, uint32_t, uint32_t, uint32_t, uint8_t*,
                                         uint32_t) {
    refuse(__func__);
    return nullptr;
}

aclfvInitPara* aclfvCreateInitPara(uint64_t) {
    refuse(__func__);
    return nullptr;
}

aclfvQueryTable* aclfvCreateQueryTable(uint32_t, uint32_t, uint8_t*, uint32_t) {
    refuse(__func__);
    return nullptr;
}

aclfvRepoRange* aclfvCreateRepoRange(uint32_t, uint32_t, uint32_t, uint32_t) {
    refuse(__func__);
    return nullptr;
}

aclfvSearchInput* aclfvCreateSearchInput(aclfvQueryTable*, aclfvRepoRange*, uint32_t) {
    refuse(__func__);
    return nullptr;
}

aclfvSearchResult* aclfvCreateSearchResult(uint32_t, uint32_t*, uint32_t, uint32_t*, uint32_t*,
                                           uint32_t*, float*, uint32_t) {
    refuse(__func__);
    return nullptr;
}

aclError aclfvDel(aclfvFeatureInfo*) {
    return refuse(__func__);
}

aclError aclfvDestroyFeatureInfo(aclfvFeatureInfo*) {
    return refuse(__func__);
}

aclError aclfvDestroyInitPara(aclfvInitPara*) {
    return refuse(__func__);
}

aclError aclfvDestroyQueryTable(aclfvQueryTable*) {
    return refuse(__func__);
}

aclError aclfvDestroyRepoRange(aclfvRepoRange*) {
    return refuse(__func__);
}

aclError aclfvDestroySearchInput(aclfvSearchInput*) {
    return refuse(__func__);
}

aclError aclfvDestroySearchResult(aclfvSearchResult*) {
    return refuse(__func__);
}

aclError aclfvInit(aclfvInitPara*) {
    return refuse(__func__);
}

aclError aclfvModify(aclfvFeatureInfo*) {
    return refuse(__func__);
}

aclError aclfvRelease() {
    return refuse(__func__);
}

aclError aclfvRepoAdd(aclfvSearchType, aclfvFeatureInfo*) {
    return refuse(__func__);
}

aclError aclfvRepoDel(aclfvSearchType, aclfvRepoRange*) {
    return refuse(__func__);
}

aclError aclfvSearch(aclfvSearchType, aclfvSearchInput*, aclfvSearchResult*) {
    return refuse(__func__);
}

aclError aclfvSet1NTopNum(aclfvInitPara*, uint32_t) {
    return refuse(__func__);
}

aclError aclfvSetNMTopNum(aclfvInitPara*, uint32_t) {
    return refuse(__func__);
}
