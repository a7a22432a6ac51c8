// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

/// The launch occupies cores for as long as the user says; what the kernel computes is not.
void launch(Caller& caller, aclrtFuncHandle handle, std::uint32_t blocks, aclrtStream stream) {
    constexpr std::uint32_t kMostBlocks = 65535;  // 16 bits of the queue entry
    const auto function = find_function(caller, handle);
    require(blocks >= 1 && blocks <= kMostBlocks, ACL_ERROR_RT_PARAM_INVALID,
            "the number of blocks is 0 or beyond 65535");
    const auto queue = own_stream(caller, stream);
    const auto& soc = caller.machine.soc(queue->context()->device());
    const std::string& name = function->symbol.name;
    ascend::sim::KernelTask kernel;
    kernel.plan = caller.simulator.kernel_times.plan_of(soc, name, blocks);
    auto info = std::make_shared<ascend::sim::TaskInfo>();
    info->name = info->type = name;
    submit(caller, *queue, ascend::sim::Task{std::move(info), std::move(kernel)});
}

void check_data(const void* data, size_t size) {
    require_argument(data, "argsData");
    require(size > 0, ACL_ERROR_INVALID_PARAM, "argsSize is 0");
}

void check_attributes(const aclrtLaunchKernelCfg* config) {
    if (config == nullptr) return;
    require(config->attrs != nullptr && config->numAttrs > 0, ACL_ERROR_RT_PARAM_INVALID,
            "cfg has no attributes");
}

}  // namespace

aclError aclrtLaunchKernel(aclrtFuncHandle funcHandle, uint32_t blockDim, const void* argsData,
                           size_t argsSize, aclrtStream stream) {
    return guard(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        check_data(argsData, argsSize);
        launch(caller, funcHandle, blockDim, stream);
    });
}

aclError aclrtLaunchKernelV2(aclrtFuncHandle funcHandle, uint32_t numBlocks, const void* argsData,
                             size_t argsSize, aclrtLaunchKernelCfg* cfg, aclrtStream stream) {
    return guard(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        check_data(argsData, argsSize);
        check_attributes(cfg);
        launch(caller, funcHandle, numBlocks, stream);
    });
}

aclError aclrtLaunchKernelWithConfig(aclrtFuncHandle funcHandle, uint32_t blockDim,
                                     aclrtStream stream, aclrtLaunchKernelCfg* cfg,
                                     aclrtArgsHandle argsHandle, void* reserve) {
    return guard(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        require(reserve == nullptr, ACL_ERROR_INVALID_PARAM, "reserve must be null");
        check_attributes(cfg);
        const auto arguments = caller.simulator.kernel_arguments.find(argsHandle);
        require(arguments->finished(), ACL_ERROR_RT_PARAM_INVALID,
                "the arguments were not finalized");
        require(arguments->function() == funcHandle, ACL_ERROR_RT_PARAM_INVALID,
                "the arguments are those of another function");
        launch(caller, funcHandle, blockDim, stream);
    });
}
