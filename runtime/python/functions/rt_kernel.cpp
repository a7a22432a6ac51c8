// SPDX-License-Identifier: Apache-2.0
#include <bit>

#include "acl/acl_rt.h"
#include "runtime/python/binding.h"
#include "runtime/python/dict_member.h"
#include "runtime/python/functions/modules.h"
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
    const aclError code = without_interpreter([&] {
        return aclrtBinaryLoadFromData(reinterpret_cast<void*>(data), length, wanted.get(),
                                       &handle);
    });
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

constexpr Function kFunctions[] = {
    {"binary_load_from_file", native<load_file>},
    {"binary_load_from_data", native<load_data>},
    {"launch_kernel_with_config", native<launch>},
    {"get_function_name", native<function_name>},
    {"binary_get_function", acts<aclrtBinaryGetFunction>},
    {"binary_load", acts<aclrtBinaryLoad>},
    {"binary_unload", acts<aclrtBinaryUnLoad>},
    {"create_binary", acts<aclrtCreateBinary>},
    {"destroy_binary", acts<aclrtDestroyBinary>},
    {"get_function_addr", acts<aclrtGetFunctionAddr>},
    {"kernel_args_append", local<aclrtKernelArgsAppend>},
    {"kernel_args_append_place_holder", local<aclrtKernelArgsAppendPlaceHolder>},
    {"kernel_args_finalize", local<aclrtKernelArgsFinalize>},
    {"kernel_args_get_place_holder_buffer", local<aclrtKernelArgsGetPlaceHolderBuffer>},
    {"kernel_args_init", local<aclrtKernelArgsInit>},
    {"kernel_args_para_update", local<aclrtKernelArgsParaUpdate>},
    {"launch_kernel", acts<aclrtLaunchKernel>},
    {"register_cpu_func", acts<aclrtRegisterCpuFunc>},
    {"kernel_args_get_handle_mem_size", local<aclrtKernelArgsGetHandleMemSize>},
    {"kernel_args_get_mem_size", local<aclrtKernelArgsGetMemSize>},
    {"kernel_args_init_by_user_mem", local<aclrtKernelArgsInitByUserMem>},
};

}  // namespace

void define_rt_kernel(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
