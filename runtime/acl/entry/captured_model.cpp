// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <utility>

#include "acl/acl_mdl.h"
#include "runtime/acl/capture.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

void check_mode(aclmdlRICaptureMode mode) {
    require(mode >= ACL_MODEL_RI_CAPTURE_MODE_GLOBAL && mode <= ACL_MODEL_RI_CAPTURE_MODE_RELAXED,
            ACL_ERROR_INVALID_PARAM, "mode is no aclmdlRICaptureMode");
}

std::shared_ptr<Stream> capturable(Caller& caller, aclrtStream handle) {
    const auto stream = own_stream(caller, handle);
    require(stream != stream->context()->default_stream(), ACL_ERROR_RT_STREAM_CAPTURE_IMPLICIT,
            "the default stream cannot be captured");
    return stream;
}

std::shared_ptr<Capture> capture_of(const Stream& stream) {
    auto capture = stream.capture();
    require(capture != nullptr, ACL_ERROR_RT_STREAM_NOT_CAPTURED,
            "the stream is not being captured");
    return capture;
}

}  // namespace

aclError aclmdlRICaptureBegin(aclrtStream stream, aclmdlRICaptureMode mode) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        check_mode(mode);
        const auto captured = capturable(caller, stream);
        refuse_captured(*captured);
        Capture::begin(captured);
    });
}

aclError aclmdlRICaptureGetInfo(aclrtStream stream, aclmdlRICaptureStatus* status,
                                aclmdlRI* modelRI) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto captured = own_stream(caller, stream)->capture();
        if (status != nullptr)
            *status = captured == nullptr ? ACL_MODEL_RI_CAPTURE_STATUS_NONE
                                          : ACL_MODEL_RI_CAPTURE_STATUS_ACTIVE;
        if (modelRI != nullptr) *modelRI = nullptr;
    });
}

aclError aclmdlRICaptureEnd(aclrtStream stream, aclmdlRI* modelRI) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(modelRI, "modelRI");
        const auto ended = capturable(caller, stream);
        const auto capture = capture_of(*ended);
        require(capture->began_with(*ended), ACL_ERROR_RT_STREAM_CAPTURE_UNMATCHED,
                "the capture began with another stream");
        auto model =
            std::make_shared<CapturedModel>(caller, ended->context()->device(), capture->finish());
        *modelRI = caller.simulator.captured_models.insert(std::move(model));
    });
}

aclError aclmdlRICaptureThreadExchangeMode(aclmdlRICaptureMode* mode) {
    static thread_local aclmdlRICaptureMode current = ACL_MODEL_RI_CAPTURE_MODE_GLOBAL;
    return guard(__func__, &HostSpec::call_us, [&](Caller&) {
        require_argument(mode, "mode");
        check_mode(*mode);
        std::swap(*mode, current);
    });
}

aclError aclmdlRIExecuteAsync(aclmdlRI modelRI, aclrtStream stream) {
    return guard(__func__, &HostSpec::execute_async_us, [&](Caller& caller) {
        const auto model = find_captured_model(caller, modelRI);
        const auto queue = own_stream(caller, stream);
        refuse_captured(*queue);
        model->execute(caller, *queue);
    });
}

aclError aclmdlRIDestroy(aclmdlRI modelRI) {
    return guard(__func__, &HostSpec::free_us, [&](Caller& caller) {
        const auto model = find_captured_model(caller, modelRI);
        caller.simulator.captured_models.erase(modelRI);
        model->unload(caller.machine, caller.thread);
    });
}

aclError aclmdlRIGetId(aclmdlRI modelRI, uint32_t* modelRIId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(modelRIId, "modelRIId");
        *modelRIId = find_captured_model(caller, modelRI)->id();
    });
}

aclError aclmdlRIDebugPrint(aclmdlRI modelRI) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        std::fputs(find_captured_model(caller, modelRI)->text().c_str(), stdout);
    });
}
