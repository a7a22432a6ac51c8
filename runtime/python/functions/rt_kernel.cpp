// SPDX-License-Identifier: Apache-2.0
#include <bit>

#include "acl/acl_rt.h"
#include "runtime/python/binding.h"
#include "runtime/python/dict_member.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/memory_probe.h"
#include "runtime/python/text_result.h"

namespace ascend::python {
namespace {

/// A list of {type, value}.
class LoadOptions {
  public:
    explicit LoadOptions(const std::vector<pybind11::dict>& given) {
        for (const pybind11::dict& each : given) {
            aclrtBinaryLoadOption option{};
            option.type =
                std::bit_cast<aclrtBinaryLoadOptionType>(member<std::uint32_t>(each, "type"));
            option.value.isLazyLoad = member<std::uint32_t>(each, "value");
            list_.push_back(option);
        }
        options_ = {list_.data(), list_.size()};
    }
    aclrtBinaryLoadOptions* get() { return &options_; }

  private:
    std::vector<aclrtBinaryLoadOption> list_;
    aclrtBinaryLoadOptions options_{};
};

pybind11::object load_file(const Text& path, const std::vector<pybind11::dict>& options) {
    LoadOptions wanted(options);
    aclrtBinHandle handle = nullptr;
    const aclError code = without_interpreter(
        [&] { return aclrtBinaryLoadFromFile(path.text.c_str(), wanted.get(), &handle); });
    return pybind11::make_tuple(reinterpret_cast<std::uint64_t>(handle), code);
}

pybind11::object load_data(std::uint64_t data, std::size_t length,
                           const std::vector<pybind11::dict>& options) {
    LoadOptions wanted(options);
    aclrtBinHandle handle = nullptr;
    const void* bytes = reinterpret_cast<void*>(data);
    if (!has_memory(bytes, length)) return pybind11::make_tuple(0, ACL_ERROR_INVALID_PARAM);
    const aclError code = without_interpreter(
        [&] { return aclrtBinaryLoadFromData(bytes, length, wanted.get(), &handle); });
    return pybind11::make_tuple(reinterpret_cast<std::uint64_t>(handle), code);
}

aclError launch(std::uint64_t function, std::uint32_t block_dim, std::uint64_t stream,
                const std::vector<pybind11::dict>& given, std::uint64_t arguments,
                std::uint64_t reserve) {
    std::vector<aclrtLaunchKernelAttr> attributes;
    for (const pybind11::dict& each : given) {
        aclrtLaunchKernelAttr attribute{};
        attribute.id = std::bit_cast<aclrtLaunchKernelAttrId>(member<std::uint32_t>(each, "id"));
        attribute.value.localMemorySize = member<std::uint32_t>(each, "value");
        attributes.push_back(attribute);
    }
    aclrtLaunchKernelCfg config{attributes.data(), attributes.size()};
    return without_interpreter([&] {
        return aclrtLaunchKernelWithConfig(
            reinterpret_cast<void*>(function), block_dim, reinterpret_cast<void*>(stream), &config,
            reinterpret_cast<void*>(arguments), reinterpret_cast<void*>(reserve));
    });
}

pybind11::object function_name(std::uint64_t function, std::uint32_t length) {
    return text_result(length, [&](char* name, std::size_t room) {
        return aclrtGetFunctionName(reinterpret_cast<void*>(function),
                                    static_cast<std::uint32_t>(room), name);
    });
}

aclError append(void* arguments, void* data, std::size_t size, void** parameter) {
    if (!has_memory(data, size)) return ACL_ERROR_INVALID_PARAM;
    return aclrtKernelArgsAppend(arguments, data, size, parameter);
}

aclError update(void* arguments, void* parameter, void* data, std::size_t size) {
    if (!has_memory(data, size)) return ACL_ERROR_INVALID_PARAM;
    return aclrtKernelArgsParaUpdate(arguments, parameter, data, size);
}

/// C keeps the address, and reads it when the binary is loaded.
void* create_binary(const void* data, std::size_t size) {
    return has_memory(data, size) ? aclrtCreateBinary(data, size) : nullptr;
}

constexpr Function kFunctions[] = {
    {"binary_load_from_file", native<load_file>},
    {"binary_load_from_data", native<load_data>},
    {"launch_kernel_with_config", native<launch>},
    {"get_function_name", native<function_name>},
    {"binary_get_function", acts<aclrtBinaryGetFunction>},
    {"binary_load", acts<aclrtBinaryLoad>},
    {"binary_unload", acts<aclrtBinaryUnLoad>},
    {"create_binary", local<create_binary>},
    {"destroy_binary", acts<aclrtDestroyBinary>},
    {"get_function_addr", acts<aclrtGetFunctionAddr>},
    {"kernel_args_append", acts<append>},
    {"kernel_args_append_place_holder", acts<aclrtKernelArgsAppendPlaceHolder>},
    {"kernel_args_finalize", acts<aclrtKernelArgsFinalize>},
    {"kernel_args_get_place_holder_buffer", acts<aclrtKernelArgsGetPlaceHolderBuffer>},
    {"kernel_args_init", acts<aclrtKernelArgsInit>},
    {"kernel_args_para_update", acts<update>},
    {"launch_kernel", acts<aclrtLaunchKernel>},
    {"register_cpu_func", acts<aclrtRegisterCpuFunc>},
    {"kernel_args_get_handle_mem_size", acts<aclrtKernelArgsGetHandleMemSize>},
    {"kernel_args_get_mem_size", acts<aclrtKernelArgsGetMemSize>},
    {"kernel_args_init_by_user_mem", acts<aclrtKernelArgsInitByUserMem>},
};

}  // namespace

void define_rt_kernel(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
