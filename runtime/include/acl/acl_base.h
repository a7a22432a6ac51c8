/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every part of AscendCL shares: codes, element types, formats, data buffers and tensor
 * descriptions. Names, values and layouts are those of CANN 8.1.
 */
#ifndef ACL_ACL_BASE_H
#define ACL_ACL_BASE_H

#include <stddef.h>
#include <stdint.h>

#include "error_codes/ge_error_codes.h"
#include "error_codes/rt_error_codes.h"

/** Functions that libascendcl exports. */
#ifndef ACL_FUNC_VISIBILITY
#if defined(__GNUC__)
#define ACL_FUNC_VISIBILITY __attribute__((visibility("default")))
#else
#define ACL_FUNC_VISIBILITY
#endif
#endif

#if defined(__GNUC__)
#define ACL_DEPRECATED __attribute__((deprecated))
#define ACL_DEPRECATED_MESSAGE(message) __attribute__((deprecated(message)))
#else
#define ACL_DEPRECATED
#define ACL_DEPRECATED_MESSAGE(message)
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define ACL_TENSOR_SHAPE_RANGE_NUM 2
#define ACL_TENSOR_VALUE_RANGE_NUM 2
#define ACL_UNKNOWN_RANK 0xFFFFFFFFFFFFFFFE /**< number of dimensions that is not known */

typedef int aclError;        /**< 0, or one of the codes of error_codes/ and below */
typedef uint16_t aclFloat16; /**< the bits of an IEEE binary16 */
typedef void* aclrtAllocator;
typedef void* aclrtAllocatorAddr;
typedef void* aclrtAllocatorBlock;
typedef void* aclrtAllocatorDesc;
typedef void* aclrtContext;
typedef void* aclrtEvent;
typedef void* aclrtStream;  /**< null: the default stream of the current context */
typedef void* aclrtTaskGrp; /**< a group of captured tasks */
typedef struct aclDataBuffer aclDataBuffer;
typedef struct aclTensorDesc aclTensorDesc;

/** Features of the software. */
typedef enum aclCannAttr {
    ACL_CANN_ATTR_UNDEFINED = -1,
    ACL_CANN_ATTR_INF_NAN = 0,
    ACL_CANN_ATTR_BF16 = 1,
    ACL_CANN_ATTR_JIT_COMPILE = 2
} aclCannAttr;

/** Element types. */
typedef enum aclDataType {
    ACL_DT_UNDEFINED = -1,
    ACL_FLOAT = 0,
    ACL_FLOAT16 = 1,
    ACL_INT8 = 2,
    ACL_INT32 = 3,
    ACL_UINT8 = 4,
    ACL_INT16 = 6,
    ACL_UINT16 = 7,
    ACL_UINT32 = 8,
    ACL_INT64 = 9,
    ACL_UINT64 = 10,
    ACL_DOUBLE = 11,
    ACL_BOOL = 12,
    ACL_STRING = 13,
    ACL_COMPLEX64 = 16,
    ACL_COMPLEX128 = 17,
    ACL_BF16 = 27,
    ACL_INT4 = 29,
    ACL_UINT1 = 30,
    ACL_COMPLEX32 = 33
} aclDataType;

/** Numbers of a device. */
typedef enum aclDeviceInfo {
    ACL_DEVICE_INFO_UNDEFINED = -1,
    ACL_DEVICE_INFO_AI_CORE_NUM = 0,
    ACL_DEVICE_INFO_VECTOR_CORE_NUM = 1,
    ACL_DEVICE_INFO_L2_SIZE = 2
} aclDeviceInfo;

/** How the dimensions of a tensor are ordered and tiled. */
typedef enum aclFormat {
    ACL_FORMAT_UNDEFINED = -1,
    ACL_FORMAT_NCHW = 0,
    ACL_FORMAT_NHWC = 1,
    ACL_FORMAT_ND = 2,
    ACL_FORMAT_NC1HWC0 = 3,
    ACL_FORMAT_FRACTAL_Z = 4,
    ACL_FORMAT_NC1HWC0_C04 = 12,
    ACL_FORMAT_HWCN = 16,
    ACL_FORMAT_NDHWC = 27,
    ACL_FORMAT_FRACTAL_NZ = 29,
    ACL_FORMAT_NCDHW = 30,
    ACL_FORMAT_NDC1HWC0 = 32,
    ACL_FRACTAL_Z_3D = 33,
    ACL_FORMAT_NC = 35,
    ACL_FORMAT_NCL = 47
} aclFormat;

/** Levels of aclAppLog. */
typedef enum aclLogLevel {
    ACL_DEBUG = 0,
    ACL_INFO = 1,
    ACL_WARNING = 2,
    ACL_ERROR = 3
} aclLogLevel;

/** Where the data of a tensor lie. */
typedef enum aclMemType {
    ACL_MEMTYPE_DEVICE = 0,
    ACL_MEMTYPE_HOST = 1,
    ACL_MEMTYPE_HOST_COMPILE_INDEPENDENT = 2
} aclMemType;

/** Options of aclrtSetSysParamOpt. */
typedef enum aclSysParamOpt {
    ACL_OPT_DETERMINISTIC = 0,
    ACL_OPT_ENABLE_DEBUG_KERNEL = 1
} aclSysParamOpt;

/* Success. */
static const int ACL_ERROR_NONE = 0; /**< alias of success */
static const int ACL_SUCCESS = 0;    /**< call succeeded */

/* The caller is at fault. */
static const int ACL_ERROR_INVALID_PARAM =
    100000; /**< argument rejected by the ACL layer (null pointer, zero size, bad enum) */
static const int ACL_ERROR_UNINITIALIZE =
    100001; /**< library (or required sub-module) not initialised before the call */
static const int ACL_ERROR_REPEAT_INITIALIZE =
    100002; /**< aclInit / aclmdlInitDump called again while already initialised */
static const int ACL_ERROR_INVALID_FILE =
    100003; /**< file path missing, unreadable or not permitted */
static const int ACL_ERROR_WRITE_FILE = 100004;        /**< writing a file failed */
static const int ACL_ERROR_INVALID_FILE_SIZE = 100005; /**< file size out of the accepted range */
static const int ACL_ERROR_PARSE_FILE = 100006;        /**< JSON/config file could not be parsed */
static const int ACL_ERROR_FILE_MISSING_ATTR =
    100007; /**< a mandatory key is missing in the file */
static const int ACL_ERROR_FILE_ATTR_INVALID =
    100008; /**< a key in the file has an illegal value */
static const int ACL_ERROR_INVALID_DUMP_CONFIG =
    100009; /**< dump section of the configuration is not valid */
static const int ACL_ERROR_INVALID_PROFILING_CONFIG =
    100010;                                             /**< profiling configuration is not valid */
static const int ACL_ERROR_INVALID_MODEL_ID = 100011;   /**< model id unknown (ACL layer) */
static const int ACL_ERROR_DESERIALIZE_MODEL = 100012;  /**< model de-serialisation failed */
static const int ACL_ERROR_PARSE_MODEL = 100013;        /**< model could not be parsed */
static const int ACL_ERROR_READ_MODEL_FAILURE = 100014; /**< model could not be read */
static const int ACL_ERROR_MODEL_SIZE_INVALID = 100015; /**< model size out of range */
static const int ACL_ERROR_MODEL_MISSING_ATTR = 100016; /**< model lacks a required attribute */
static const int ACL_ERROR_MODEL_INPUT_NOT_MATCH = 100017;  /**< inputs do not fit the model */
static const int ACL_ERROR_MODEL_OUTPUT_NOT_MATCH = 100018; /**< outputs do not fit the model */
static const int ACL_ERROR_MODEL_NOT_DYNAMIC = 100019; /**< operation needs a dynamic-shape model */
static const int ACL_ERROR_OP_TYPE_NOT_MATCH = 100020; /**< single operator: type mismatch */
static const int ACL_ERROR_OP_INPUT_NOT_MATCH = 100021;  /**< single operator: input mismatch */
static const int ACL_ERROR_OP_OUTPUT_NOT_MATCH = 100022; /**< single operator: output mismatch */
static const int ACL_ERROR_OP_ATTR_NOT_MATCH = 100023;   /**< single operator: attribute mismatch */
static const int ACL_ERROR_OP_NOT_FOUND = 100024;        /**< single operator model not loaded */
static const int ACL_ERROR_OP_LOAD_FAILED = 100025;      /**< single operator load failed */
static const int ACL_ERROR_UNSUPPORTED_DATA_TYPE = 100026; /**< data type not supported here */
static const int ACL_ERROR_FORMAT_NOT_MATCH = 100027;      /**< tensor format mismatch */
static const int ACL_ERROR_BIN_SELECTOR_NOT_REGISTERED =
    100028; /**< dynamic-shape compile/selector function missing */
static const int ACL_ERROR_KERNEL_NOT_FOUND = 100029; /**< operator kernel not registered */
static const int ACL_ERROR_BIN_SELECTOR_ALREADY_REGISTERED =
    100030; /**< selector function registered twice */
static const int ACL_ERROR_KERNEL_ALREADY_REGISTERED = 100031; /**< kernel registered twice */
static const int ACL_ERROR_INVALID_QUEUE_ID = 100032;          /**< queue id unknown */
static const int ACL_ERROR_REPEAT_SUBSCRIBE =
    100033; /**< legacy ACL code: subscribed twice (new runtimes give 107011/107012) */
static const int ACL_ERROR_STREAM_NOT_SUBSCRIBE =
    100034; /**< legacy: stream has no subscription (new: 107011) */
static const int ACL_ERROR_THREAD_NOT_SUBSCRIBE =
    100035; /**< legacy: thread has no subscription (new: 107012) */
static const int ACL_ERROR_WAIT_CALLBACK_TIMEOUT =
    100036; /**< legacy: no callback arrived in time (new: 507012) */
static const int ACL_ERROR_REPEAT_FINALIZE = 100037; /**< finalised more times than initialised */
static const int ACL_ERROR_NOT_STATIC_AIPP = 100038; /**< input carries no static AIPP data */
static const int ACL_ERROR_COMPILING_STUB_MODE =
    100039; /**< program was linked with the compile-time stub library */
static const int ACL_ERROR_GROUP_NOT_SET = 100040;    /**< legacy: compute group not selected */
static const int ACL_ERROR_GROUP_NOT_CREATE = 100041; /**< legacy: compute group not created */
static const int ACL_ERROR_PROF_ALREADY_RUN = 100042; /**< profiling already active */
static const int ACL_ERROR_PROF_NOT_RUN = 100043; /**< profiling not initialised or not started */
static const int ACL_ERROR_DUMP_ALREADY_RUN = 100044; /**< dump already configured */
static const int ACL_ERROR_DUMP_NOT_RUN = 100045;     /**< dump not initialised */
static const int ACL_ERROR_PROF_REPEAT_SUBSCRIBE =
    148046; /**< model already subscribed for profiling */
static const int ACL_ERROR_PROF_API_CONFLICT =
    148047; /**< file-profiling and subscribe-profiling used together */
static const int ACL_ERROR_INVALID_MAX_OPQUEUE_NUM_CONFIG =
    148048; /**< illegal max_opqueue_num in the init configuration */
static const int ACL_ERROR_INVALID_OPP_PATH = 148049; /**< operator package path not set or wrong */
static const int ACL_ERROR_OP_UNSUPPORTED_DYNAMIC =
    148050; /**< operator does not support dynamic shape */
static const int ACL_ERROR_RELATIVE_RESOURCE_NOT_CLEARED =
    148051;                                           /**< dependent media resources still alive */
static const int ACL_ERROR_UNSUPPORTED_JPEG = 148052; /**< JPEG coding variant not supported */
static const int ACL_ERROR_INVALID_BUNDLE_MODEL_ID = 148053; /**< bundle id unknown */

/* A resource is used up, or the product lacks the feature. */
static const int ACL_ERROR_BAD_ALLOC = 200000;       /**< host allocation failed in the ACL layer */
static const int ACL_ERROR_API_NOT_SUPPORT = 200001; /**< API not available on this product/state */
static const int ACL_ERROR_INVALID_DEVICE = 200002;  /**< device id differs from the one required */
static const int ACL_ERROR_MEMORY_ADDRESS_UNALIGNED = 200003; /**< address alignment wrong */
static const int ACL_ERROR_RESOURCE_NOT_MATCH = 200004; /**< resources belong to different owners */
static const int ACL_ERROR_INVALID_RESOURCE_HANDLE =
    200005; /**< resource handle not valid (ACL layer) */
static const int ACL_ERROR_FEATURE_UNSUPPORTED =
    200006; /**< option not supported (e.g. non-zero peer-access flags) */
static const int ACL_ERROR_PROF_MODULES_UNSUPPORTED =
    200007; /**< requested profiling module not available */

/* Quota. */
static const int ACL_ERROR_STORAGE_OVER_LIMIT = 300000; /**< storage quota exceeded */

/* A layer below failed. */
static const int ACL_ERROR_INTERNAL_ERROR = 500000; /**< unexpected internal failure */
static const int ACL_ERROR_FAILURE = 500001;        /**< generic failure of a sub-component */
static const int ACL_ERROR_GE_FAILURE =
    500002; /**< graph-engine code outside the pass-through range */
static const int ACL_ERROR_RT_FAILURE = 500003;        /**< runtime failure (legacy umbrella) */
static const int ACL_ERROR_DRV_FAILURE = 500004;       /**< driver failure (legacy umbrella) */
static const int ACL_ERROR_PROFILING_FAILURE = 500005; /**< profiling component failure */

#define ACL_APP_LOG(level, fmt, ...) \
    aclAppLog(level, __FUNCTION__, __FILE__, __LINE__, fmt, ##__VA_ARGS__)

/* Application log. */
/**
 * Writes one line to the application log: stderr when ASCEND_SLOG_PRINT_TO_STDOUT is 1 and
 * `logLevel` reaches ASCEND_GLOBAL_LOG_LEVEL (default 3, errors).
 */
ACL_FUNC_VISIBILITY void aclAppLog(aclLogLevel logLevel, const char* func, const char* file,
                                   uint32_t line, const char* fmt, ...);

/* Data buffers: an address and a length; the memory stays the caller's. */
/**
 * A buffer of `size` bytes at `data`; null data is allowed. Null only without host memory.
 */
ACL_FUNC_VISIBILITY aclDataBuffer* aclCreateDataBuffer(void* data, size_t size);
/** Frees the description, not the memory. Null: 100000. */
ACL_FUNC_VISIBILITY aclError aclDestroyDataBuffer(const aclDataBuffer* dataBuffer);
/** Points the buffer elsewhere. Null buffer: 100000. */
ACL_FUNC_VISIBILITY aclError aclUpdateDataBuffer(aclDataBuffer* dataBuffer, void* data,
                                                 size_t size);
/** Address; null for a null buffer. */
ACL_FUNC_VISIBILITY void* aclGetDataBufferAddr(const aclDataBuffer* dataBuffer);
/** Size cut to 32 bits; 0 for a null buffer. */
ACL_FUNC_VISIBILITY uint32_t aclGetDataBufferSize(const aclDataBuffer* dataBuffer);
/** Size; 0 for a null buffer. */
ACL_FUNC_VISIBILITY size_t aclGetDataBufferSizeV2(const aclDataBuffer* dataBuffer);

/* Element types. */
/** Bytes of one element; 0 for types without a whole number of bytes. */
ACL_FUNC_VISIBILITY size_t aclDataTypeSize(aclDataType dataType);
/** Exact. */
ACL_FUNC_VISIBILITY float aclFloat16ToFloat(aclFloat16 value);
/** Rounds to nearest, ties to even; overflow gives infinity. */
ACL_FUNC_VISIBILITY aclFloat16 aclFloatToFloat16(float value);

/* What the device and the software can do. */
/** "Ascend310P3": the SoC of the current device, or of device 0. The text lives for ever. */
ACL_FUNC_VISIBILITY const char* aclrtGetSocName(void);
/** 1 when the current device, or device 0, has the feature. Unknown: 100000. */
ACL_FUNC_VISIBILITY aclError aclGetCannAttribute(aclCannAttr cannAttr, int32_t* value);
/** Attributes that aclGetCannAttribute knows; the list lives for ever. */
ACL_FUNC_VISIBILITY aclError aclGetCannAttributeList(const aclCannAttr** cannAttrList, size_t* num);
/** Number of cores, or bytes of L2. No such device: 107001; unknown: 100000. */
ACL_FUNC_VISIBILITY aclError aclGetDeviceCapability(uint32_t deviceId, aclDeviceInfo deviceInfo,
                                                    int64_t* value);

/* Tensor descriptions. */
/**
 * A tensor of `numDims` extents `dims` (copied). Null for a negative count, or a positive one
 * without dims.
 */
ACL_FUNC_VISIBILITY aclTensorDesc* aclCreateTensorDesc(aclDataType dataType, int numDims,
                                                       const int64_t* dims, aclFormat format);
/** Null is allowed. */
ACL_FUNC_VISIBILITY void aclDestroyTensorDesc(const aclTensorDesc* desc);
/** ACL_DT_UNDEFINED for a null description. */
ACL_FUNC_VISIBILITY aclDataType aclGetTensorDescType(const aclTensorDesc* desc);
/** ACL_FORMAT_UNDEFINED for a null description. */
ACL_FUNC_VISIBILITY aclFormat aclGetTensorDescFormat(const aclTensorDesc* desc);
/** Bytes: elements times element size; 0 with an open dimension. */
ACL_FUNC_VISIBILITY size_t aclGetTensorDescSize(const aclTensorDesc* desc);
/** Product of the extents, 1 for a scalar; 0 with an open dimension. */
ACL_FUNC_VISIBILITY size_t aclGetTensorDescElementCount(const aclTensorDesc* desc);
/** 0 for a null description. */
ACL_FUNC_VISIBILITY size_t aclGetTensorDescNumDims(const aclTensorDesc* desc);
/** One extent; -1 for a bad index. */
ACL_FUNC_VISIBILITY int64_t aclGetTensorDescDim(const aclTensorDesc* desc, size_t index);
/** One extent into `dimSize`. Null arguments or a bad index: 100000. */
ACL_FUNC_VISIBILITY aclError aclGetTensorDescDimV2(const aclTensorDesc* desc, size_t index,
                                                   int64_t* dimSize);
/** Copies the name; null empties it. */
ACL_FUNC_VISIBILITY void aclSetTensorDescName(aclTensorDesc* desc, const char* name);
/** Empty text when none was set or the description is null. */
ACL_FUNC_VISIBILITY const char* aclGetTensorDescName(aclTensorDesc* desc);
/** Format of the data as stored. Null: 100000. */
ACL_FUNC_VISIBILITY aclError aclSetTensorFormat(aclTensorDesc* desc, aclFormat format);
/** Replaces the extents. Null or a negative count: 100000. */
ACL_FUNC_VISIBILITY aclError aclSetTensorShape(aclTensorDesc* desc, int numDims,
                                               const int64_t* dims);
/** The value of a constant; copied. Length 0: 100000. */
ACL_FUNC_VISIBILITY aclError aclSetTensorConst(aclTensorDesc* desc, void* dataBuffer,
                                               size_t length);
/** Element of an array of descriptions. */
ACL_FUNC_VISIBILITY aclTensorDesc* aclGetTensorDescByIndex(aclTensorDesc* desc, size_t index);
/** Address of a task's operand; null when it has none. */
ACL_FUNC_VISIBILITY void* aclGetTensorDescAddress(const aclTensorDesc* desc);
/** Least and greatest extents of an open shape. */
ACL_FUNC_VISIBILITY aclError aclSetTensorShapeRange(aclTensorDesc* desc, size_t dimsCount,
                                                    int64_t (*dimsRange)[2]);
/** Where the data lie. A bad type: 100000. */
ACL_FUNC_VISIBILITY aclError aclSetTensorPlaceMent(aclTensorDesc* desc, aclMemType memType);
/** Least and greatest of one extent. Bad index, or dimRangeNum below 2: 100000. */
ACL_FUNC_VISIBILITY aclError aclGetTensorDescDimRange(const aclTensorDesc* desc, size_t index,
                                                      size_t dimRangeNum, int64_t* dimRange);
/** Name of the list of inputs that it belongs to. */
ACL_FUNC_VISIBILITY aclError aclSetTensorDynamicInput(aclTensorDesc* desc,
                                                      const char* dynamicInputName);
/** Format of the source graph; the one so far becomes that in memory. */
ACL_FUNC_VISIBILITY aclError aclSetTensorOriginFormat(aclTensorDesc* desc, aclFormat format);
/** Extents of the source graph; those so far become those in memory. */
ACL_FUNC_VISIBILITY aclError aclSetTensorOriginShape(aclTensorDesc* desc, int numDims,
                                                     const int64_t* dims);
/** Format in memory, where it differs. Deprecated: aclSetTensorFormat. */
ACL_FUNC_VISIBILITY aclError aclSetTensorStorageFormat(aclTensorDesc* desc, aclFormat format);
/** Extents in memory. Deprecated: aclSetTensorShape. */
ACL_FUNC_VISIBILITY aclError aclSetTensorStorageShape(aclTensorDesc* desc, int numDims,
                                                      const int64_t* dims);
/** Least and greatest values. */
ACL_FUNC_VISIBILITY aclError aclSetTensorValueRange(aclTensorDesc* desc, size_t valueCount,
                                                    int64_t (*valueRange)[2]);
/** A new description in another format. Other than between NCHW and NHWC: 200006. */
ACL_FUNC_VISIBILITY aclError aclTransTensorDescFormat(const aclTensorDesc* srcDesc,
                                                      aclFormat dstFormat, aclTensorDesc** dstDesc);

#ifdef __cplusplus
}
#endif

#endif
