// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdio>
#include <cstring>
#include <fstream>
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
        capture->hand_groups_to(model);
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
        model->call_destroy_callbacks();
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

aclError aclmdlRIExecute(aclmdlRI modelRI, int32_t timeout) {
    return guard(__func__, &HostSpec::execute_us, [&](Caller& caller) {
        const auto model = find_captured_model(caller, modelRI);
        const ascend::Picoseconds limit = parse_timeout(timeout);
        const auto stream = current_context(caller)->copy_stream(caller.simulator, caller.thread);
        model->execute(caller, *stream);
        synchronize(caller, *stream, limit);
    });
}

aclError aclmdlRISetName(aclmdlRI modelRI, const char* name) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(name, "name");
        find_captured_model(caller, modelRI)->set_name(name);
    });
}

aclError aclmdlRIGetName(aclmdlRI modelRI, uint32_t maxLen, char* name) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(name, "name");
        const std::string text = find_captured_model(caller, modelRI)->name();
        require(text.size() < maxLen, ACL_ERROR_RT_INSUFFICIENT_INPUT_ARRAY,
                "maxLen is too short for the name");
        std::strcpy(name, text.c_str());
    });
}

aclError aclmdlRIDestroyRegisterCallback(aclmdlRI modelRI, aclrtCallback func, void* userData) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(func != nullptr, ACL_ERROR_INVALID_PARAM, "func is null");
        require(find_captured_model(caller, modelRI)->add_destroy_callback(func, userData),
                ACL_ERROR_RT_PARAM_INVALID, "the function is registered already");
    });
}

aclError aclmdlRIDestroyUnregisterCallback(aclmdlRI modelRI, aclrtCallback func) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(func != nullptr, ACL_ERROR_INVALID_PARAM, "func is null");
        require(find_captured_model(caller, modelRI)->remove_destroy_callback(func),
                ACL_ERROR_RT_PARAM_INVALID, "the function is not registered");
    });
}

aclError aclmdlRIDebugJsonPrint(aclmdlRI modelRI, const char* path, uint32_t flags) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto model = find_captured_model(caller, modelRI);
        require_argument(path, "path");
        require(flags == 0, ACL_ERROR_INVALID_PARAM, "flags must be 0");
        std::ofstream file(path);
        file << model->json();
        file.close();
        if (!file)
            throw Failure(ACL_ERROR_RT_FILE_WRITE, fmt::format("{}: cannot be written", path));
    });
}
