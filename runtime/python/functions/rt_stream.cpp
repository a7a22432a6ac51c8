// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/refusal.h"

namespace ascend::python {
namespace {

constexpr Function kFunctions[] = {
    {"get_overflow_status", acts<aclrtGetOverflowStatus>},
    {"create_stream", acts<aclrtCreateStream>},
    {"create_stream_with_config", acts<aclrtCreateStreamWithConfig>},
    {"ctx_get_current_default_stream", acts<aclrtCtxGetCurrentDefaultStream>},
    {"destroy_stream", acts<aclrtDestroyStream>},
    {"destroy_stream_force", acts<aclrtDestroyStreamForce>},
    {"device_get_stream_priority_range", acts<aclrtDeviceGetStreamPriorityRange>},
    {"get_device_id_from_exception_info", local<aclrtGetDeviceIdFromExceptionInfo>},
    {"get_error_code_from_exception_info", local<aclrtGetErrorCodeFromExceptionInfo>},
    {"get_op_execute_timeout", acts<aclrtGetOpExecuteTimeout>},
    {"get_op_timeout_interval", acts<aclrtGetOpTimeOutInterval>},
    {"get_stream_available_num", acts<aclrtGetStreamAvailableNum>},
    {"get_stream_id_from_exception_info", local<aclrtGetStreamIdFromExceptionInfo>},
    {"get_stream_overflow_switch", acts<aclrtGetStreamOverflowSwitch>},
    {"get_task_id_from_exception_info", local<aclrtGetTaskIdFromExceptionInfo>},
    {"get_thread_id_from_exception_info", local<aclrtGetThreadIdFromExceptionInfo>},
    {"get_thread_last_task_id", acts<aclrtGetThreadLastTaskId>},
    {"reset_overflow_status", acts<aclrtResetOverflowStatus>},
    {"reset_stream_res_limit", acts<aclrtResetStreamResLimit>},
    {"set_op_execute_time_out", acts<aclrtSetOpExecuteTimeOut>},
    {"set_op_execute_timeout_v2", acts<aclrtSetOpExecuteTimeOutV2>},
    {"set_op_wait_timeout", acts<aclrtSetOpWaitTimeout>},
    {"set_stream_failure_mode", acts<aclrtSetStreamFailureMode>},
    {"set_stream_overflow_switch", acts<aclrtSetStreamOverflowSwitch>},
    {"stream_abort", acts<aclrtStreamAbort>},
    {"stream_get_id", acts<aclrtStreamGetId>},
    {"stream_query", acts<aclrtStreamQuery>},
    {"synchronize_device_with_timeout", acts<aclrtSynchronizeDeviceWithTimeout>},
    {"synchronize_stream", acts<aclrtSynchronizeStream>},
    {"synchronize_stream_with_timeout", acts<aclrtSynchronizeStreamWithTimeout>},
    {"synchronize_device", acts<aclrtSynchronizeDevice>},
    {"unuse_stream_res_in_current_thread", acts<aclrtUnuseStreamResInCurrentThread>},
    {"use_stream_res_in_current_thread", acts<aclrtUseStreamResInCurrentThread>},
};

constexpr Refused kRefused[] = {
    {"get_stream_attribute", "ii", "dr"},
    {"set_stream_attribute", "iid", "r"},
    {"get_stream_res_limit", "ii", "ir"},
    {"set_stream_res_limit", "iii", "r"},
};

}  // namespace

void define_rt_stream(pybind11::module_& module) {
    define_all(module, kFunctions);
    define_all(module, kRefused);
}

}  // namespace ascend::python
