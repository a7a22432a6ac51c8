// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_mdl.h"
#include "runtime/acl/execution.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

aclError aclmdlExecute(uint32_t modelId, const aclmdlDataset* input, aclmdlDataset* output) {
    return guard_model(__func__, &HostSpec::execute_us, [&](Caller& caller) {
        require_argument(input, "input");
        require_argument(output, "output");
        const auto model = caller.simulator.models.find(modelId);
        const Execution execution(caller, *model, *input, *output, true);
        const Stream& stream = model->own_stream();
        execution.submit(caller, stream);
        // execute_return_us is what passes after the device ended, the wake-up included.
        const auto result = caller.machine.synchronize_stream(caller.thread, stream.id());
        report_failures(caller, stream.context().get(), result.failures);
        check_wait(result, ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
        caller.spend(caller.host().execute_return_us);
    });
}

aclError aclmdlExecuteAsync(uint32_t modelId, const aclmdlDataset* input, aclmdlDataset* output,
                            aclrtStream stream) {
    return guard_model(__func__, &HostSpec::execute_async_us, [&](Caller& caller) {
        require_argument(input, "input");
        require_argument(output, "output");
        const auto model = caller.simulator.models.find(modelId);
        const auto queue = own_stream(caller, stream);
        const Execution execution(caller, *model, *input, *output, false);
        execution.submit(caller, *queue);
    });
}
