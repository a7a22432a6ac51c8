/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Start, end, versions and error text of AscendCL. Includes what nearly every program needs.
 */
#ifndef ACL_ACL_H
#define ACL_ACL_H

#include "acl_mdl.h"
#include "acl_op.h"
#include "acl_rt.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ACL_MAJOR_VERSION 1 /**< of the interface: CANN 8.1 */
#define ACL_MINOR_VERSION 13
#define ACL_PATCH_VERSION 0
#define ACL_PKG_VERSION_MAX_SIZE 128
#define ACL_PKG_VERSION_PARTS_MAX_SIZE 64

/** Parts of the software. */
typedef enum aclCANNPackageName {
    ACL_PKG_NAME_CANN = 0,
    ACL_PKG_NAME_RUNTIME = 1,
    ACL_PKG_NAME_COMPILER = 2,
    ACL_PKG_NAME_HCCL = 3,
    ACL_PKG_NAME_TOOLKIT = 4,
    ACL_PKG_NAME_OPP = 5,
    ACL_PKG_NAME_OPP_KERNEL = 6,
    ACL_PKG_NAME_DRIVER = 7
} aclCANNPackageName;

/** Version of one part, as texts. */
typedef struct aclCANNPackageVersion {
    char version[128];
    char majorVersion[64];
    char minorVersion[64];
    char releaseVersion[64];
    char patchVersion[64];
    char reserved[128];
} aclCANNPackageVersion;

/**
 * Starts the simulator. `configPath` names a JSON file, or is null. A second call: 100002, and
 * the first one stays in force. No such file: 100003; not JSON: 100006; an unknown SoC in
 * ASCEND_SIM_SOC: 500000.
 */
ACL_FUNC_VISIBILITY aclError aclInit(const char* configPath);
/** Gives back everything: contexts, streams, models, memory. A second call: 100037. */
ACL_FUNC_VISIBILITY aclError aclFinalize(void);
/** ACL_MAJOR_VERSION, ACL_MINOR_VERSION, ACL_PATCH_VERSION. */
ACL_FUNC_VISIBILITY aclError aclrtGetVersion(int32_t* majorVersion, int32_t* minorVersion,
                                             int32_t* patchVersion);
/**
 * What went wrong in this thread since the last call, or null. Reading clears it; the text lives
 * until the next call in the thread.
 */
ACL_FUNC_VISIBILITY const char* aclGetRecentErrMsg(void);
/** 8.1.RC1 for every part. Unknown: 100000. */
ACL_FUNC_VISIBILITY aclError aclsysGetCANNVersion(aclCANNPackageName name,
                                                  aclCANNPackageVersion* version);

#ifdef __cplusplus
}
#endif

#endif
