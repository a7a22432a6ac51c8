// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstring>
#include <new>

#include "runtime/acl/exec_config.h"
#include "runtime/acl/execution.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

std::int32_t parse_limit(const void* value, size_t size) {
    std::int32_t milliseconds = 0;
    require(size == sizeof milliseconds, ACL_ERROR_INVALID_PARAM, "valueSize is not 4");
    std::memcpy(&milliseconds, value, sizeof milliseconds);
    if (milliseconds < -1)
        throw Failure(ACL_ERROR_INVALID_PARAM,
                      fmt::format("a limit of {} ms: expected -1 or more", milliseconds));
    return milliseconds;
}

/// Waits for the model; a limit that expires leaves it running.
void wait_for_model(Caller& caller, const Stream& stream, ascend::Picoseconds limit) {
    const auto result = caller.machine.synchronize_stream(caller.thread, stream.id(), limit);
    report_failures(caller, stream.context().get(), result.failures);
    check_wait(result, static_cast<aclError>(ACL_ERROR_GE_MODEL_EXECUTE_TIMEOUT));
}

}  // namespace

aclmdlExecConfigHandle* aclmdlCreateExecConfigHandle() {
    return new (std::nothrow) aclmdlExecConfigHandle;
}

aclError aclmdlDestroyExecConfigHandle(const aclmdlExecConfigHandle* handle) {
    return guard_host(__func__, [&] {
        require_argument(handle, "handle");
        delete handle;
    });
}

aclError aclmdlSetExecConfigOpt(aclmdlExecConfigHandle* handle, aclmdlExecConfigAttr attr,
                                const void* attrValue, size_t valueSize) {
    return guard_host(__func__, [&] {
        require_argument(handle, "handle");
        require_argument(attrValue, "attrValue");
        require(attr == ACL_MDL_STREAM_SYNC_TIMEOUT || attr == ACL_MDL_EVENT_SYNC_TIMEOUT,
                ACL_ERROR_INVALID_PARAM, "this product takes the two time limits only");
        const std::int32_t limit = parse_limit(attrValue, valueSize);
        (attr == ACL_MDL_STREAM_SYNC_TIMEOUT ? handle->stream_timeout : handle->event_timeout) =
            limit;
    });
}

aclError aclmdlExecuteV2(uint32_t modelId, const aclmdlDataset* input, aclmdlDataset* output,
                         aclrtStream stream, const aclmdlExecConfigHandle* handle) {
    return guard_model(__func__, &HostSpec::execute_us, [&](Caller& caller) {
        require_argument(input, "input");
        require_argument(output, "output");
        require_argument(handle, "handle");
        const ascend::Picoseconds limit = parse_timeout(handle->stream_timeout);
        const auto model = caller.simulator.models.find(modelId);
        const Execution execution(caller, *model, *input, *output, true);
        execution.submit(caller, model->own_stream());
        wait_for_model(caller, model->own_stream(), limit);
        caller.spend(caller.host().execute_return_us);
        if (stream != nullptr) synchronize(caller, *any_stream(caller, stream), limit);
    });
}

aclError aclmdlExecuteAsyncV2(uint32_t modelId, const aclmdlDataset* input, aclmdlDataset* output,
                              aclrtStream stream, const aclmdlExecConfigHandle* handle) {
    return guard_model(__func__, &HostSpec::execute_async_us, [&](Caller& caller) {
        require_argument(input, "input");
        require_argument(output, "output");
        require_argument(stream, "stream");
        require_argument(handle, "handle");
        const auto model = caller.simulator.models.find(modelId);
        const auto queue = own_stream(caller, stream);
        const Execution execution(caller, *model, *input, *output, false);
        execution.submit(caller, *queue);
    });
}
