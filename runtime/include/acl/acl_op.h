/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Single operators: describe one, and run it.
 *
 * Unless a function says otherwise: a null pointer or a negative count is 100000. An operator that
 * is not modelled is 200006, shapes that do not fit it 145021.
 */
#ifndef ACL_ACL_OP_H
#define ACL_ACL_OP_H

#include <stddef.h>
#include <stdint.h>

#include "acl_base.h"
#include "acl_rt.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ACL_OP_DUMP_OP_AICORE_ARGS 0x00000001U

typedef struct aclopAttr aclopAttr;
typedef struct aclopHandle aclopHandle;
typedef struct aclopKernelDesc aclopKernelDesc; /**< what a compile function fills */

/** Engines of single operators. */
typedef enum aclEngineType {
    ACL_ENGINE_SYS = 0,
    ACL_ENGINE_AICORE = 1,
    ACL_ENGINE_VECTOR = 2
} aclopEngineType;

/** Value of aclopRegisterCompileFunc's selector. */
static const int ACL_COMPILE_FLAG_BIN_SELECTOR = 1;

/** Frees the binary of a kernel. */
typedef void (*aclDataDeallocator)(void*, size_t);
/** Picks a kernel for shapes. */
typedef aclError (*aclopCompileFunc)(int, const aclTensorDesc* const*, int,
                                     const aclTensorDesc* const*, const aclopAttr*,
                                     aclopKernelDesc*);

/* Operator models. */
/** From now on aclopExecute finds every operator that is modelled. No such folder: 100003. */
ACL_FUNC_VISIBILITY aclError aclopSetModelDir(const char* modelDir);
/** 0: 100000. */
ACL_FUNC_VISIBILITY aclError aclopSetMaxOpQueueNum(uint64_t maxOpNum);

/* Attributes. */
/** Null is allowed. */
ACL_FUNC_VISIBILITY void aclopDestroyAttr(const aclopAttr* attr);
/** No attributes. */
ACL_FUNC_VISIBILITY aclopAttr* aclopCreateAttr(void);
/** Adds or replaces an attribute. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrBool(aclopAttr* attr, const char* attrName,
                                              uint8_t attrValue);
/** Adds or replaces a list; null values for a positive number: 100000. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrListInt(aclopAttr* attr, const char* attrName,
                                                 int numValues, const int64_t* values);
/** Adds or replaces an attribute. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrFloat(aclopAttr* attr, const char* attrName,
                                               float attrValue);
/** Adds or replaces an attribute. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrInt(aclopAttr* attr, const char* attrName,
                                             int64_t attrValue);
/** Adds or replaces an attribute. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrString(aclopAttr* attr, const char* attrName,
                                                const char* attrValue);
/** Adds or replaces an attribute. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrDataType(aclopAttr* attr, const char* attrName,
                                                  aclDataType attrValue);
/** Adds or replaces a list; null values for a positive number: 100000. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrListBool(aclopAttr* attr, const char* attrName,
                                                  int numValues, const uint8_t* values);
/** Adds or replaces a list; null values for a positive number: 100000. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrListFloat(aclopAttr* attr, const char* attrName,
                                                   int numValues, const float* values);
/** Adds or replaces a list; null values for a positive number: 100000. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrListListInt(aclopAttr* attr, const char* attrName,
                                                     int numLists, const int* numValues,
                                                     const int64_t* const* values);
/** Adds or replaces a list; null values for a positive number: 100000. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrListString(aclopAttr* attr, const char* attrName,
                                                    int numValues, const char** values);
/** Adds or replaces a list; null values for a positive number: 100000. */
ACL_FUNC_VISIBILITY aclError aclopSetAttrListDataType(aclopAttr* attr, const char* attrName,
                                                      int numValues, const aclDataType* values);

/* Execute. */
/** As aclopExecute. */
ACL_FUNC_VISIBILITY aclError aclopExecuteV2(const char* opType, int numInputs,
                                            aclTensorDesc** inputDesc, aclDataBuffer** inputs,
                                            int numOutputs, aclTensorDesc** outputDesc,
                                            aclDataBuffer** outputs, aclopAttr* attr,
                                            aclrtStream stream);
/** Queues a cast. truncate other than 0 or 1: 100000. */
ACL_FUNC_VISIBILITY aclError aclopCast(const aclTensorDesc* srcDesc, const aclDataBuffer* srcBuffer,
                                       const aclTensorDesc* dstDesc, aclDataBuffer* dstBuffer,
                                       uint8_t truncate, aclrtStream stream);
/** Looks an operator up once; null attributes: none. */
ACL_FUNC_VISIBILITY aclError aclopCreateHandle(const char* opType, int numInputs,
                                               const aclTensorDesc* const* inputDesc,
                                               int numOutputs,
                                               const aclTensorDesc* const* outputDesc,
                                               const aclopAttr* opAttr, aclopHandle** handle);
/** As aclopCreateHandle. */
ACL_FUNC_VISIBILITY aclError aclopCreateHandleForCast(aclTensorDesc* srcDesc,
                                                      aclTensorDesc* dstDesc, uint8_t truncate,
                                                      aclopHandle** handle);
/** Null is allowed. */
ACL_FUNC_VISIBILITY void aclopDestroyHandle(aclopHandle* handle);
/** Queues it with other buffers. */
ACL_FUNC_VISIBILITY aclError aclopExecWithHandle(aclopHandle* handle, int numInputs,
                                                 const aclDataBuffer* const* inputs, int numOutputs,
                                                 aclDataBuffer* const* outputs, aclrtStream stream);
/**
 * Queues an operator. None was loaded or compiled: 100024. A buffer that does not fit: 100021,
 * 100022.
 */
ACL_FUNC_VISIBILITY aclError aclopExecute(const char* opType, int numInputs,
                                          const aclTensorDesc* const* inputDesc,
                                          const aclDataBuffer* const* inputs, int numOutputs,
                                          const aclTensorDesc* const* outputDesc,
                                          aclDataBuffer* const* outputs, const aclopAttr* attr,
                                          aclrtStream stream);

/* Kernels of the program. Their binaries do not run: an operator executes as the simulator lowers
 * its type. */
/** A single operator compiled before (.om). From now on aclopExecute finds what is modelled. */
ACL_FUNC_VISIBILITY aclError aclopLoad(const void* model, size_t modelSize);
/** Twice for one type: 100030. */
ACL_FUNC_VISIBILITY aclError aclopRegisterCompileFunc(const char* opType, aclopCompileFunc func);
ACL_FUNC_VISIBILITY aclError aclopUnregisterCompileFunc(const char* opType);
/** Takes the binary over and frees it. Twice for one type and id: 100031. */
ACL_FUNC_VISIBILITY aclError aclopCreateKernel(const char* opType, const char* kernelId,
                                               const char* kernelName, void* binData, int binSize,
                                               aclopEngineType enginetype,
                                               aclDataDeallocator deallocator);
/** For compile functions: the kernel that they choose. */
ACL_FUNC_VISIBILITY aclError aclopSetKernelArgs(aclopKernelDesc* kernelDesc, const char* kernelId,
                                                uint32_t blockDim, const void* args,
                                                uint32_t argSize);
/** For compile functions. */
ACL_FUNC_VISIBILITY aclError aclopSetKernelWorkspaceSizes(aclopKernelDesc* kernelDesc,
                                                          int numWorkspaces,
                                                          size_t* workspaceSizes);
/**
 * Calls the type's compile function. None: 100028. A kernel that was not created: 100029. Otherwise
 * what the function returns.
 */
ACL_FUNC_VISIBILITY aclError aclopUpdateParams(const char* opType, int numInputs,
                                               const aclTensorDesc* const* inputDesc,
                                               int numOutputs,
                                               const aclTensorDesc* const* outputDesc,
                                               const aclopAttr* attr);

/* Not modelled: 200001, and aclGetRecentErrMsg names the function. */
ACL_FUNC_VISIBILITY aclError aclopInferShape(const char* opType, int numInputs,
                                             aclTensorDesc** inputDesc, aclDataBuffer** inputs,
                                             int numOutputs, aclTensorDesc** outputDesc,
                                             aclopAttr* attr);
ACL_FUNC_VISIBILITY aclError aclopStartDumpArgs(uint32_t dumpType, const char* path);
ACL_FUNC_VISIBILITY aclError aclopStopDumpArgs(uint32_t dumpType);

#ifdef __cplusplus
}
#endif

#endif
