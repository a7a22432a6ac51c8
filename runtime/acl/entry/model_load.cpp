// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_mdl.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/model_source.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

void check_memory(const void* model, size_t size) {
    require_argument(model, "model");
    require(size > 0, ACL_ERROR_INVALID_PARAM, "modelSize is 0");
}

void load(Caller& caller, const ModelSource& source, const ModelMemory& memory,
          uint32_t* model_id) {
    const auto& soc = caller.machine.soc(current_context(caller)->device());
    auto model = compile_model(source, soc, caller.simulator.compile_configuration());
    *model_id = caller.simulator.models.add(Model::load(caller, std::move(model), memory));
}

void query_size(Caller& caller, const ModelSource& source, size_t* work_size, size_t* weight_size) {
    const auto& context = caller.state.context;
    const auto& soc = caller.machine.soc(context == nullptr ? 0 : context->device());
    const auto model = compile_model(source, soc, caller.simulator.compile_configuration());
    *work_size = static_cast<size_t>(model.work_bytes().count());
    *weight_size = static_cast<size_t>(model.weight_bytes().count());
}

}  // namespace

aclError aclmdlLoadFromFile(const char* modelPath, uint32_t* modelId) {
    return guard_model(__func__, &HostSpec::load_model_us, [&](Caller& caller) {
        require_argument(modelPath, "modelPath");
        require_argument(modelId, "modelId");
        current_context(caller);
        load(caller, read_model_file(modelPath), {}, modelId);
    });
}

aclError aclmdlLoadFromFileWithMem(const char* modelPath, uint32_t* modelId, void* workPtr,
                                   size_t workSize, void* weightPtr, size_t weightSize) {
    return guard_model(__func__, &HostSpec::load_model_us, [&](Caller& caller) {
        require_argument(modelPath, "modelPath");
        require_argument(modelId, "modelId");
        current_context(caller);
        load(caller, read_model_file(modelPath), {workPtr, workSize, weightPtr, weightSize},
             modelId);
    });
}

aclError aclmdlLoadFromMem(const void* model, size_t modelSize, uint32_t* modelId) {
    return guard_model(__func__, &HostSpec::load_model_us, [&](Caller& caller) {
        check_memory(model, modelSize);
        require_argument(modelId, "modelId");
        load(caller, model_in_memory(model, modelSize), {}, modelId);
    });
}

aclError aclmdlLoadFromMemWithMem(const void* model, size_t modelSize, uint32_t* modelId,
                                  void* workPtr, size_t workSize, void* weightPtr,
                                  size_t weightSize) {
    return guard_model(__func__, &HostSpec::load_model_us, [&](Caller& caller) {
        check_memory(model, modelSize);
        require_argument(modelId, "modelId");
        load(caller, model_in_memory(model, modelSize), {workPtr, workSize, weightPtr, weightSize},
             modelId);
    });
}

aclError aclmdlUnload(uint32_t modelId) {
    return guard_model(__func__, &HostSpec::free_us, [&](Caller& caller) {
        caller.simulator.models.find(modelId)->require_context(caller);
        caller.simulator.models.unload(caller.simulator, caller.thread, modelId);
    });
}

aclError aclmdlQuerySize(const char* fileName, size_t* workSize, size_t* weightSize) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(fileName, "fileName");
        require_argument(workSize, "workSize");
        require_argument(weightSize, "weightSize");
        query_size(caller, read_model_file(fileName), workSize, weightSize);
    });
}

aclError aclmdlQuerySizeFromMem(const void* model, size_t modelSize, size_t* workSize,
                                size_t* weightSize) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        check_memory(model, modelSize);
        require_argument(workSize, "workSize");
        require_argument(weightSize, "weightSize");
        query_size(caller, model_in_memory(model, modelSize), workSize, weightSize);
    });
}
