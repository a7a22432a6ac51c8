// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/refusal.h"

namespace ascend::python {
namespace {

pybind11::object primary_context_state(std::int32_t device) {
    std::uint32_t flags = 0;
    std::int32_t active = 0;
    const aclError code =
        without_interpreter([&] { return aclrtGetPrimaryCtxState(device, &flags, &active); });
    return pybind11::make_tuple(active, flags, code);
}

constexpr Function kFunctions[] = {
    {"get_primary_ctx_state", native<primary_context_state>},
    {"create_context", acts<aclrtCreateContext>},
    {"create_group_info", creates<aclrtCreateGroupInfo>},
    {"ctx_get_sys_param_opt", acts<aclrtCtxGetSysParamOpt>},
    {"ctx_set_sys_param_opt", acts<aclrtCtxSetSysParamOpt>},
    {"destroy_context", acts<aclrtDestroyContext>},
    {"destroy_group_info", destroys<aclrtDestroyGroupInfo>},
    {"device_can_access_peer", acts<aclrtDeviceCanAccessPeer>},
    {"device_disable_peer_access", acts<aclrtDeviceDisablePeerAccess>},
    {"device_enable_peer_access", acts<aclrtDeviceEnablePeerAccess>},
    {"device_get_bare_tgid", acts<aclrtDeviceGetBareTgid>},
    {"device_peer_access_status", acts<aclrtDevicePeerAccessStatus>},
    {"device_task_abort", acts<aclrtDeviceTaskAbort>},
    {"get_all_group_info", acts<aclrtGetAllGroupInfo>},
    {"get_context", acts<aclrtGetCurrentContext>},
    {"get_device", acts<aclrtGetDevice>},
    {"get_device_count", acts<aclrtGetDeviceCount>},
    {"get_device_utilization_rate", acts<aclrtGetDeviceUtilizationRate>},
    {"get_devices_topo", acts<aclrtGetDevicesTopo>},
    {"get_group_count", acts<aclrtGetGroupCount>},
    {"get_last_error", acts<aclrtGetLastError>},
    {"get_logic_dev_id_by_phy_dev_id", acts<aclrtGetLogicDevIdByPhyDevId>},
    {"get_logic_dev_id_by_user_dev_id", acts<aclrtGetLogicDevIdByUserDevId>},
    {"get_phy_dev_id_by_logic_dev_id", acts<aclrtGetPhyDevIdByLogicDevId>},
    {"get_run_mode", acts<aclrtGetRunMode>},
    {"get_sys_param_opt", acts<aclrtGetSysParamOpt>},
    {"get_user_dev_id_by_logic_dev_id", acts<aclrtGetUserDevIdByLogicDevId>},
    {"peek_at_last_error", acts<aclrtPeekAtLastError>},
    {"query_device_status", acts<aclrtQueryDeviceStatus>},
    {"reset_device", acts<aclrtResetDevice>},
    {"reset_device_force", acts<aclrtResetDeviceForce>},
    {"reset_device_res_limit", acts<aclrtResetDeviceResLimit>},
    {"set_context", acts<aclrtSetCurrentContext>},
    {"set_device", acts<aclrtSetDevice>},
    {"set_group", acts<aclrtSetGroup>},
    {"set_sys_param_opt", acts<aclrtSetSysParamOpt>},
    {"set_ts_device", acts<aclrtSetTsDevice>},
    {"get_device_sat_mode", acts<aclrtGetDeviceSatMode>},
    {"set_device_sat_mode", acts<aclrtSetDeviceSatMode>},
};

constexpr Refused kRefused[] = {
    {"get_device_capability", "ii", "ir"},    {"get_device_info", "ii", "ir"},
    {"get_device_res_limit", "ii", "ir"},     {"set_device_res_limit", "iii", "r"},
    {"get_res_in_current_thread", "i", "ir"}, {"device_get_uuid", "i", "dr"},
    {"get_group_info_detail", "iii", "ir"},
};

}  // namespace

void define_rt_device(pybind11::module_& module) {
    define_all(module, kFunctions);
    define_all(module, kRefused);
}

}  // namespace ascend::python
