// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>

#include "acl/acl_rt.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/refusal.h"
#include "runtime/python/text_result.h"

namespace ascend::python {
namespace {

pybind11::object set_memcpy_desc(std::uint64_t desc, std::int32_t kind, std::uint64_t source,
                                 std::uint64_t destination, std::size_t count,
                                 std::uint64_t config) {
    const aclError code = without_interpreter([&] {
        return aclrtSetMemcpyDesc(
            reinterpret_cast<void*>(desc), std::bit_cast<aclrtMemcpyKind>(kind),
            reinterpret_cast<void*>(source), reinterpret_cast<void*>(destination), count,
            reinterpret_cast<void*>(config));
    });
    return pybind11::make_tuple(desc, code);
}

aclError set_pids(std::uint64_t shareable, const std::vector<std::int32_t>& pids) {
    std::vector<std::int32_t> writable = pids;
    return aclrtMemSetPidToShareableHandle(shareable, writable.data(), writable.size());
}

aclError set_ipc_pids(const char* key, const std::vector<std::int32_t>& pids) {
    std::vector<std::int32_t> writable = pids;
    return aclrtIpcMemSetImportPid(key, writable.data(), writable.size());
}

pybind11::object ipc_key(std::uint64_t pointer, std::size_t size, std::size_t length,
                         std::uint64_t flags) {
    return text_result(length, [&](char* key, std::size_t room) {
        return aclrtIpcMemGetExportKey(reinterpret_cast<void*>(pointer), size, key, room, flags);
    });
}

/// At most this many damaged ranges are reported at once.
constexpr std::size_t kMostDamagedRanges = 1024;

pybind11::object damaged_ranges(std::int32_t device, std::size_t size) {
    std::vector<aclrtMemUceInfo> ranges(std::min(size, kMostDamagedRanges));
    std::size_t found = 0;
    const aclError code = without_interpreter(
        [&] { return aclrtGetMemUceInfo(device, ranges.data(), ranges.size(), &found); });
    pybind11::list list;
    for (std::size_t i = 0; i < std::min(found, ranges.size()); ++i)
        list.append(to_dict(ranges[i]));
    return pybind11::make_tuple(list, code);
}

aclError repair(std::int32_t device, const std::vector<pybind11::dict>& given) {
    std::vector<aclrtMemUceInfo> ranges;
    for (const pybind11::dict& each : given) {
        StructFromDict<aclrtMemUceInfo> range;
        range.load(each);
        ranges.push_back(*range.get());
    }
    return without_interpreter(
        [&] { return aclrtMemUceRepair(device, ranges.data(), ranges.size()); });
}

constexpr Function kFunctions[] = {
    {"set_memcpy_desc", native<set_memcpy_desc>},
    {"mem_set_pid_to_shareable_handle", acts<set_pids>},
    {"ipc_mem_set_import_pid", acts<set_ipc_pids>},
    {"ipc_mem_get_export_key", native<ipc_key>},
    {"get_mem_uce_info", native<damaged_ranges>},
    {"mem_uce_repair", native<repair>},
    {"cmo_async", acts<aclrtCmoAsync>},
    {"free", acts<aclrtFree>},
    {"free_host", acts<aclrtFreeHost>},
    {"free_physical", acts<aclrtFreePhysical>},
    {"get_mem_info", acts<aclrtGetMemInfo>},
    {"get_memcpy_desc_size", acts<aclrtGetMemcpyDescSize>},
    {"host_get_device_pointer", acts<aclrtHostGetDevicePointer>},
    {"host_register", acts<aclrtHostRegister>},
    {"host_register_v2", acts<aclrtHostRegisterV2>},
    {"host_unregister", acts<aclrtHostUnregister>},
    {"ipc_mem_close", acts<aclrtIpcMemClose>},
    {"ipc_mem_import_by_key", acts<aclrtIpcMemImportByKey>},
    {"malloc", acts<aclrtMalloc>},
    {"malloc_align32", acts<aclrtMallocAlign32>},
    {"malloc_cached", acts<aclrtMallocCached>},
    {"malloc_for_task_scheduler", acts<aclrtMallocForTaskScheduler>},
    {"malloc_host", acts<aclrtMallocHost>},
    {"malloc_host_with_cfg", acts<aclrtMallocHostWithCfg>},
    {"malloc_physical", acts<aclrtMallocPhysical>},
    {"malloc_with_cfg", acts<aclrtMallocWithCfg>},
    {"map_mem", acts<aclrtMapMem>},
    {"mem_export_to_shareable_handle", acts<aclrtMemExportToShareableHandle>},
    {"mem_flush", acts<aclrtMemFlush>},
    {"mem_get_allocation_granularity", acts<aclrtMemGetAllocationGranularity>},
    {"mem_import_from_shareable_handle", acts<aclrtMemImportFromShareableHandle>},
    {"mem_invalidate", acts<aclrtMemInvalidate>},
    {"memcpy_async_with_desc", acts<aclrtMemcpyAsyncWithDesc>},
    {"pointer_get_attributes", acts<aclrtPointerGetAttributes>},
    {"release_mem_address", acts<aclrtReleaseMemAddress>},
    {"reserve_mem_address", acts<aclrtReserveMemAddress>},
    {"unmap_mem", acts<aclrtUnmapMem>},
};

constexpr Refused kRefused[] = {
    {"reduce_async", "iiiiiii", "r"},
};

}  // namespace

void define_rt_memory(pybind11::module_& module) {
    define_all(module, kFunctions);
    define_all(module, kRefused);
}

}  // namespace ascend::python
