// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <limits>
#include <map>
#include <string>

#include "acl/acl_mdl.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/memory_probe.h"

namespace ascend::python {
namespace {

/// The path of a configuration, by handle: C keeps the pointer only.
std::string& path_of(std::uint64_t handle) {
    static auto& paths = *new std::map<std::uint64_t, std::string>;
    return paths[handle];
}

/// A path is text and a priority 32 bits; all others are addresses and 64-bit numbers. source:
/// facts pyacl.csv
aclError set_config(std::uint64_t handle, std::int32_t attribute, const pybind11::object& value) {
    const auto attr = std::bit_cast<aclmdlConfigAttr>(attribute);
    auto* config = HandleRegistry::instance().find<aclmdlConfigHandle>(handle);
    if (attr == ACL_MDL_PATH_PTR) {
        std::string& kept = path_of(handle);
        kept = pybind11::cast<Text>(value).text;
        const char* pointer = kept.c_str();
        return aclmdlSetConfigOpt(config, attr, &pointer, sizeof(pointer));
    }
    if (attr == ACL_MDL_PRIORITY_INT32) {
        const auto number = pybind11::cast<std::int32_t>(value);
        return aclmdlSetConfigOpt(config, attr, &number, sizeof(number));
    }
    const auto number = pybind11::cast<std::uint64_t>(value);
    return aclmdlSetConfigOpt(config, attr, &number, sizeof(number));
}

aclError config_option(std::uint64_t handle, std::int32_t attribute,
                       const pybind11::object& value) {
    try {
        return set_config(handle, attribute, value);
    } catch (const pybind11::cast_error&) {
        throw pybind11::type_error("set_config_opt(): the value has the wrong type");
    }
}

/// 32 bits, with a sign or without: -1 is a time without end.
aclError exec_config_option(aclmdlExecConfigHandle* handle, aclmdlExecConfigAttr attribute,
                            std::int64_t given) {
    if (given < std::numeric_limits<std::int32_t>::min() ||
        given > std::numeric_limits<std::uint32_t>::max())
        return ACL_ERROR_INVALID_PARAM;
    const auto value = static_cast<std::uint32_t>(given);
    return aclmdlSetExecConfigOpt(handle, attribute, &value, sizeof(value));
}

aclError load(const void* model, std::size_t size, std::uint32_t* id) {
    if (!has_memory(model, size)) return ACL_ERROR_INVALID_PARAM;
    return aclmdlLoadFromMem(model, size, id);
}

aclError load_with_memory(const void* model, std::size_t size, std::uint32_t* id, void* work,
                          std::size_t work_size, void* weights, std::size_t weight_size) {
    if (!has_memory(model, size)) return ACL_ERROR_INVALID_PARAM;
    return aclmdlLoadFromMemWithMem(model, size, id, work, work_size, weights, weight_size);
}

aclError query_size(const void* model, std::size_t size, std::size_t* work, std::size_t* weights) {
    if (!has_memory(model, size)) return ACL_ERROR_INVALID_PARAM;
    return aclmdlQuerySizeFromMem(model, size, work, weights);
}

constexpr Function kFunctions[] = {
    {"set_config_opt", native<config_option>},
    {"set_exec_config_opt", local<exec_config_option>},
    {"load_from_file_with_q", acts<aclmdlLoadFromFileWithQ>},
    {"load_from_mem_with_q", acts<aclmdlLoadFromMemWithQ>},
    {"bundle_get_model_id", acts<aclmdlBundleGetModelId>},
    {"bundle_get_model_num", acts<aclmdlBundleGetModelNum>},
    {"bundle_load_from_file", acts<aclmdlBundleLoadFromFile>},
    {"bundle_load_from_mem", acts<aclmdlBundleLoadFromMem>},
    {"bundle_unload", acts<aclmdlBundleUnload>},
    {"create_config_handle", creates<aclmdlCreateConfigHandle>},
    {"create_exec_config_handle", creates<aclmdlCreateExecConfigHandle>},
    {"destroy_config_handle", destroys<aclmdlDestroyConfigHandle>},
    {"destroy_exec_config_handle", destroys<aclmdlDestroyExecConfigHandle>},
    {"load_from_file", acts<aclmdlLoadFromFile>},
    {"load_from_file_with_mem", acts<aclmdlLoadFromFileWithMem>},
    {"load_from_mem", acts<load>},
    {"load_from_mem_with_mem", acts<load_with_memory>},
    {"load_with_config", acts<aclmdlLoadWithConfig>},
    {"query_size", acts<aclmdlQuerySize>},
    {"query_size_from_mem", acts<query_size>},
    {"unload", acts<aclmdlUnload>},
};

}  // namespace

void define_mdl_load(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
