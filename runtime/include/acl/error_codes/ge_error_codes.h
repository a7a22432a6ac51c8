/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes of the model layer: load, describe, execute.
 */
#ifndef ACL_ERROR_CODES_GE_ERROR_CODES_H
#define ACL_ERROR_CODES_GE_ERROR_CODES_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** graph engine: argument not valid */
static const uint32_t ACL_ERROR_GE_PARAM_INVALID = 145000U;
/** graph engine executor not initialised */
static const uint32_t ACL_ERROR_GE_EXEC_NOT_INIT = 145001U;
/** model path not valid */
static const uint32_t ACL_ERROR_GE_EXEC_MODEL_PATH_INVALID = 145002U;
/** model id unknown to the executor */
static const uint32_t ACL_ERROR_GE_EXEC_MODEL_ID_INVALID = 145003U;
/** model data size not valid */
static const uint32_t ACL_ERROR_GE_EXEC_MODEL_DATA_SIZE_INVALID = 145006U;
/** model memory address not valid */
static const uint32_t ACL_ERROR_GE_EXEC_MODEL_ADDR_INVALID = 145007U;
/** model queue id not valid */
static const uint32_t ACL_ERROR_GE_EXEC_MODEL_QUEUE_ID_INVALID = 145008U;
/** model initialised or loaded twice */
static const uint32_t ACL_ERROR_GE_EXEC_LOAD_MODEL_REPEATED = 145009U;
/** dynamic-shape input address not valid */
static const uint32_t ACL_ERROR_GE_DYNAMIC_INPUT_ADDR_INVALID = 145011U;
/** dynamic-shape input length not valid */
static const uint32_t ACL_ERROR_GE_DYNAMIC_INPUT_LENGTH_INVALID = 145012U;
/** chosen batch/size is not one of the compiled gears */
static const uint32_t ACL_ERROR_GE_DYNAMIC_BATCH_SIZE_INVALID = 145013U;
/** AIPP batch is empty */
static const uint32_t ACL_ERROR_GE_AIPP_BATCH_EMPTY = 145014U;
/** input has no AIPP */
static const uint32_t ACL_ERROR_GE_AIPP_NOT_EXIST = 145015U;
/** AIPP mode not valid */
static const uint32_t ACL_ERROR_GE_AIPP_MODE_INVALID = 145016U;
/** operator task type not valid */
static const uint32_t ACL_ERROR_GE_OP_TASK_TYPE_INVALID = 145017U;
/** operator kernel type not valid */
static const uint32_t ACL_ERROR_GE_OP_KERNEL_TYPE_INVALID = 145018U;
/** plug-in path not valid */
static const uint32_t ACL_ERROR_GE_PLGMGR_PATH_INVALID = 145019U;
/** tensor format not valid */
static const uint32_t ACL_ERROR_GE_FORMAT_INVALID = 145020U;
/** tensor shape not valid */
static const uint32_t ACL_ERROR_GE_SHAPE_INVALID = 145021U;
/** tensor data type not valid */
static const uint32_t ACL_ERROR_GE_DATATYPE_INVALID = 145022U;
/** graph engine: out of memory */
static const uint32_t ACL_ERROR_GE_MEMORY_ALLOCATION = 245000U;
/** graph engine: host memory operation failed */
static const uint32_t ACL_ERROR_GE_MEMORY_OPERATE_FAILED = 245001U;
/** graph engine: device memory operation failed */
static const uint32_t ACL_ERROR_GE_DEVICE_MEMORY_OPERATE_FAILED = 245002U;
/** deployment in degraded state */
static const uint32_t ACL_ERROR_GE_SUBHEALTHY = 345102U;
/** user function raised an exception */
static const uint32_t ACL_ERROR_GE_USER_RAISE_EXCEPTION = 345103U;
/** flow data not aligned */
static const uint32_t ACL_ERROR_GE_DATA_NOT_ALIGNED = 345104U;
/** graph engine internal failure */
static const uint32_t ACL_ERROR_GE_INTERNAL_ERROR = 545000U;
/** model load failed */
static const uint32_t ACL_ERROR_GE_LOAD_MODEL = 545001U;
/** model partition of the file could not be loaded */
static const uint32_t ACL_ERROR_GE_EXEC_LOAD_MODEL_PARTITION_FAILED = 545002U;
/** weight partition could not be loaded */
static const uint32_t ACL_ERROR_GE_EXEC_LOAD_WEIGHT_PARTITION_FAILED = 545003U;
/** task partition could not be loaded */
static const uint32_t ACL_ERROR_GE_EXEC_LOAD_TASK_PARTITION_FAILED = 545004U;
/** kernel partition could not be loaded */
static const uint32_t ACL_ERROR_GE_EXEC_LOAD_KERNEL_PARTITION_FAILED = 545005U;
/** releasing model data failed */
static const uint32_t ACL_ERROR_GE_EXEC_RELEASE_MODEL_DATA = 545006U;
/** command (dump/profiling) handling failed */
static const uint32_t ACL_ERROR_GE_COMMAND_HANDLE = 545007U;
/** tensor information not available */
static const uint32_t ACL_ERROR_GE_GET_TENSOR_INFO = 545008U;
/** model unload failed */
static const uint32_t ACL_ERROR_GE_UNLOAD_MODEL = 545009U;
/** model execution exceeded the configured limit */
static const uint32_t ACL_ERROR_GE_MODEL_EXECUTE_TIMEOUT = 545601U;
/** deployment being rebuilt */
static const uint32_t ACL_ERROR_GE_REDEPLOYING = 545602U;

#ifdef __cplusplus
}
#endif

#endif
