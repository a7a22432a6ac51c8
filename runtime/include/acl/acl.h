/* SPDX-License-Identifier: Apache-2.0 */
/*
 * AscendCL as ascend-sim implements it: start, end, version, error text.
 */
#ifndef ACL_ACL_H
#define ACL_ACL_H

#include "acl_mdl.h"
#include "acl_rt.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Version of the interface: CANN 8.1. */
#define ACL_MAJOR_VERSION 1
#define ACL_MINOR_VERSION 13
#define ACL_PATCH_VERSION 0

/**
 * Starts the simulator. `configPath` names a JSON file, or is null. A second call: 100002, and the
 * first one stays in force. No such file: 100003; not JSON: 100006; an unknown SoC in
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

#ifdef __cplusplus
}
#endif

#endif
