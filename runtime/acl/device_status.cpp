// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/device_status.h"

#include "sim/device/device_error.h"

namespace ascend::runtime {

aclError code_of_device_status(std::uint32_t status) {
    switch (status) {
        case 0x25:
            return ACL_ERROR_RT_AICORE_TIMEOUT;
        case 0x26:
            return ACL_ERROR_RT_AICORE_EXCEPTION;
        case 0x27:
            return ACL_ERROR_RT_AICORE_TRAP_EXCEPTION;
        case 0x28:
            return ACL_ERROR_RT_AICPU_TIMEOUT;
        case 0x2A:
            return ACL_ERROR_RT_AICPU_EXCEPTION;
        case 0x2F:
            return ACL_ERROR_RT_AICORE_OVER_FLOW;
        case 0x30:
            return ACL_ERROR_RT_VECTOR_CORE_TIMEOUT;
        case 0x31:
            return ACL_ERROR_RT_VECTOR_CORE_EXCEPTION;
        case 0x32:
            return ACL_ERROR_RT_VECTOR_CORE_TRAP_EXCEPTION;
        case 0x33:
            return ACL_ERROR_RT_AIVEC_OVER_FLOW;
        case 0x34:
        case 0x35:
            return ACL_ERROR_RT_OVER_FLOW;
        case 0x91:
            return ACL_ERROR_RT_MODEL_EXECUTE;
        case 0x94:
            return ACL_ERROR_RT_STREAM_TASK_FULL;
        case 0x95:
            return ACL_ERROR_RT_END_OF_SEQUENCE;
        case 0x99:
        case 0x10E:
            return ACL_ERROR_RT_MODEL_ABORT_NORMAL;
        case 0x105:
            return ACL_ERROR_RT_TASK_TIMEOUT;
        case sim::kCopyFailed:
            return ACL_ERROR_RT_SYS_DMA;
        case 0x10F:
            return ACL_ERROR_RT_FFTS_PLUS_EXCEPTION;
        case 0x110:
            return ACL_ERROR_RT_FFTS_PLUS_TRAP_EXCEPTION;
        case 0x111:
            return ACL_ERROR_RT_FFTS_PLUS_TIMEOUT;
        default:
            return ACL_ERROR_RT_TS_ERROR;
    }
}

}  // namespace ascend::runtime
