// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/kernel_binary.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "acl/acl_rt.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "traces/input_file.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

void load(Caller& caller, const void* data, std::size_t length, aclrtBinHandle* handle) {
    require_argument(handle, "binHandle");
    auto binary = std::make_shared<KernelBinary>(caller, data, length);
    *handle = caller.simulator.kernel_binaries.insert(std::move(binary));
}

void check_options(const aclrtBinaryLoadOptions* options) {
    if (options == nullptr) return;
    require(options->options != nullptr && options->numOpt > 0, ACL_ERROR_RT_PARAM_INVALID,
            "options has no entries");
    for (std::size_t i = 0; i < options->numOpt; ++i) {
        const auto type = options->options[i].type;
        require(
            type == ACL_RT_BINARY_LOAD_OPT_LAZY_LOAD || type == ACL_RT_BINARY_LOAD_OPT_LAZY_MAGIC,
            ACL_ERROR_RT_PARAM_INVALID, "an option has no aclrtBinaryLoadOptionType");
    }
}

aclrtFuncHandle add_function(Caller& caller, aclrtBinHandle handle,
                             std::shared_ptr<KernelBinary> binary, const KernelSymbol& symbol) {
    auto function =
        std::make_shared<KernelFunction>(KernelFunction{std::move(binary), handle, symbol});
    return caller.simulator.kernel_functions.insert(std::move(function));
}

void unload(Caller& caller, aclrtBinHandle handle) {
    const auto binary = find_binary(caller, handle);
    caller.simulator.kernel_binaries.erase(handle);
    for (const auto function : caller.simulator.kernel_functions.handles(
             [&](const auto& each) { return each.binary == binary; })) {
        caller.simulator.kernel_functions.erase(function);
        caller.simulator.kernel_arguments.forget(function);
    }
    binary->unload(caller);
}

void* pointer_of(std::uint64_t address) {
    return reinterpret_cast<void*>(address);
}

}  // namespace

aclrtBinary aclrtCreateBinary(const void* data, size_t dataLen) {
    aclrtBinary handle = nullptr;
    guard_host(__func__, [&] {
        require_argument(data, "data");
        require(dataLen > 0, ACL_ERROR_INVALID_PARAM, "dataLen is 0");
        handle = Simulator::instance().binary_bytes.insert(
            std::make_shared<BinaryBytes>(BinaryBytes{data, dataLen}));
    });
    return handle;
}

aclError aclrtDestroyBinary(aclrtBinary binary) {
    return guard_host(__func__, [&] {
        require_argument(binary, "binary");
        require(Simulator::instance().binary_bytes.erase(binary) != nullptr,
                ACL_ERROR_RT_INVALID_HANDLE, "the binary was destroyed, or the handle is none");
    });
}

aclError aclrtBinaryLoad(const aclrtBinary binary, aclrtBinHandle* binHandle) {
    return guard(__func__, &HostSpec::create_us, [&](Caller& caller) {
        require_argument(binary, "binary");
        const auto bytes = caller.simulator.binary_bytes.find(binary);
        require(bytes != nullptr, ACL_ERROR_RT_INVALID_HANDLE,
                "the binary was destroyed, or the handle is none");
        load(caller, bytes->data, bytes->length, binHandle);
    });
}

aclError aclrtBinaryLoadFromFile(const char* binPath, aclrtBinaryLoadOptions* options,
                                 aclrtBinHandle* binHandle) {
    return guard(__func__, &HostSpec::create_us, [&](Caller& caller) {
        require_argument(binPath, "binPath");
        require_argument(binHandle, "binHandle");
        check_options(options);
        const std::optional<std::string> bytes = ascend::traces::read_file(binPath);
        if (!bytes)
            throw Failure(ACL_ERROR_RT_FILE_OPEN, std::string(binPath) + ": cannot be read");
        load(caller, bytes->data(), bytes->size(), binHandle);
    });
}

aclError aclrtBinaryLoadFromData(const void* data, size_t length,
                                 const aclrtBinaryLoadOptions* options, aclrtBinHandle* binHandle) {
    return guard(__func__, &HostSpec::create_us, [&](Caller& caller) {
        require_argument(data, "data");
        require(length > 0, ACL_ERROR_INVALID_PARAM, "length is 0");
        check_options(options);
        load(caller, data, length, binHandle);
    });
}

aclError aclrtBinaryUnLoad(aclrtBinHandle binHandle) {
    return guard(__func__, &HostSpec::free_us, [&](Caller& caller) { unload(caller, binHandle); });
}

aclError aclrtBinaryGetFunction(const aclrtBinHandle binHandle, const char* kernelName,
                                aclrtFuncHandle* funcHandle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(kernelName, "kernelName");
        require_argument(funcHandle, "funcHandle");
        auto binary = find_binary(caller, binHandle);
        const KernelSymbol& symbol = binary->find(kernelName);
        *funcHandle = add_function(caller, binHandle, binary, symbol);
    });
}

aclError aclrtBinaryGetFunctionByEntry(aclrtBinHandle binHandle, uint64_t funcEntry,
                                       aclrtFuncHandle* funcHandle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(funcHandle, "funcHandle");
        auto binary = find_binary(caller, binHandle);
        const KernelSymbol& symbol = binary->find_entry(funcEntry);
        *funcHandle = add_function(caller, binHandle, binary, symbol);
    });
}

aclError aclrtBinaryGetDevAddress(const aclrtBinHandle binHandle, void** binAddr, size_t* binSize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(binAddr, "binAddr");
        require_argument(binSize, "binSize");
        const auto binary = find_binary(caller, binHandle);
        *binAddr = pointer_of(binary->address());
        *binSize = binary->bytes();
    });
}

aclError aclrtGetFunctionAddr(aclrtFuncHandle funcHandle, void** aicAddr, void** aivAddr) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(aicAddr, "aicAddr");
        require_argument(aivAddr, "aivAddr");
        const auto function = find_function(caller, funcHandle);
        *aicAddr = *aivAddr = pointer_of(function->binary->address() + function->symbol.offset);
    });
}

aclError aclrtGetFunctionSize(aclrtFuncHandle funcHandle, size_t* aicSize, size_t* aivSize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(aicSize, "aicSize");
        require_argument(aivSize, "aivSize");
        *aicSize = *aivSize = find_function(caller, funcHandle)->symbol.bytes;
    });
}

aclError aclrtGetFunctionName(aclrtFuncHandle funcHandle, uint32_t maxLen, char* name) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(name, "name");
        const auto function = find_function(caller, funcHandle);
        require(function->symbol.name.size() < maxLen, ACL_ERROR_RT_INSUFFICIENT_INPUT_ARRAY,
                "maxLen is too short for the name");
        std::strcpy(name, function->symbol.name.c_str());
    });
}

aclError aclrtFunctionGetBinary(const aclrtFuncHandle funcHandle, aclrtBinHandle* binHandle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(binHandle, "binHandle");
        *binHandle = find_function(caller, funcHandle)->binary_handle;
    });
}
