/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dumps that go to a callback of the program instead of to files.
 */
#ifndef ACL_ACL_DUMP_H
#define ACL_ACL_DUMP_H

#include <stddef.h>
#include <stdint.h>

#include "acl_base.h"

#ifndef ACL_DUMP_API
#if defined(__GNUC__)
#define ACL_DUMP_API __attribute__((visibility("default")))
#else
#define ACL_DUMP_API
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define ACL_DUMP_MAX_FILE_PATH_LENGTH 4096 /**< with its terminator */

/** A piece of a dump file; `bufLen` bytes follow the header. */
typedef struct acldumpChunk {
    char fileName[4096];
    uint32_t bufLen;
    uint32_t isLastChunk;
    int64_t offset;
    int32_t flag;
    __extension__ uint8_t dataBuf[0];
} acldumpChunk;

/** Null, or flag other than 0: 500001. */
ACL_DUMP_API aclError acldumpRegCallback(int32_t (*const messageCallback)(const acldumpChunk*,
                                                                          int32_t),
                                         int32_t flag);
/** Forgets the callback. */
ACL_DUMP_API void acldumpUnregCallback(void);

/* Not modelled: 200001, and aclGetRecentErrMsg names the function. */
ACL_DUMP_API aclError acldumpGetExceptionInfoPath(char* path, size_t maxLen);

#ifdef __cplusplus
}
#endif

#endif
