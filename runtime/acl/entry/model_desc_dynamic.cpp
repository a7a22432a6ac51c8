// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/model_desc.h"
#include "runtime/acl/model_source.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

// Models are compiled for one shape: they have no gears, and a range is a single extent.
namespace {

/// What the gear functions take for "the input that gears belong to".
constexpr size_t kAnyInput = ~size_t{0};

void check_index(const aclmdlDesc* desc, size_t index) {
    require_argument(desc, "modelDesc");
    require(index == kAnyInput || index < desc->ports.inputs.size(), ACL_ERROR_INVALID_PARAM,
            "index is out of range");
}

void describe(Caller& caller, aclmdlDesc& desc, const ModelSource& source) {
    const auto& context = caller.state.context;
    const auto& soc = caller.machine.soc(context == nullptr ? 0 : context->device());
    auto program = compile_model(source, soc, caller.simulator.compile_configuration());
    desc.ports = {std::move(program.inputs), std::move(program.outputs)};
}

}  // namespace

aclError aclmdlGetDescFromFile(aclmdlDesc* modelDesc, const char* modelPath) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(modelDesc, "modelDesc");
        require_argument(modelPath, "modelPath");
        describe(caller, *modelDesc, read_model_file(modelPath));
    });
}

aclError aclmdlGetDescFromMem(aclmdlDesc* modelDesc, const void* model, size_t modelSize) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(modelDesc, "modelDesc");
        require_argument(model, "model");
        require(modelSize > 0, ACL_ERROR_INVALID_PARAM, "modelSize is 0");
        describe(caller, *modelDesc, model_in_memory(model, modelSize));
    });
}

aclError aclmdlGetDynamicBatch(const aclmdlDesc* modelDesc, aclmdlBatch* batch) {
    return guard_host(__func__, [&] {
        require_argument(modelDesc, "modelDesc");
        require_argument(batch, "batch");
        *batch = {};
    });
}

aclError aclmdlGetDynamicHW(const aclmdlDesc* modelDesc, size_t index, aclmdlHW* hw) {
    return guard_host(__func__, [&] {
        check_index(modelDesc, index);
        require_argument(hw, "hw");
        *hw = {};
    });
}

aclError aclmdlGetInputDynamicGearCount(const aclmdlDesc* modelDesc, size_t index,
                                        size_t* gearCount) {
    return guard_host(__func__, [&] {
        check_index(modelDesc, index);
        require_argument(gearCount, "gearCount");
        *gearCount = 0;
    });
}

aclError aclmdlGetInputDynamicDims(const aclmdlDesc* modelDesc, size_t index, aclmdlIODims* dims,
                                   size_t gearCount) {
    return guard_host(__func__, [&] {
        check_index(modelDesc, index);
        require_argument(dims, "dims");
        require(gearCount == 0, ACL_ERROR_INVALID_PARAM,
                "gearCount is more than aclmdlGetInputDynamicGearCount returns");
    });
}

aclError aclmdlGetInputDimsRange(const aclmdlDesc* modelDesc, size_t index,
                                 aclmdlIODimsRange* dimsRange) {
    return guard_host(__func__, [&] {
        require_argument(modelDesc, "modelDesc");
        require_argument(dimsRange, "dimsRange");
        require(index < modelDesc->ports.inputs.size(), ACL_ERROR_INVALID_PARAM,
                "index is out of range");
        const auto& shape = modelDesc->ports.inputs[index].shape;
        *dimsRange = {};
        dimsRange->rangeCount = std::min<size_t>(shape.size(), ACL_MAX_DIM_CNT);
        for (size_t i = 0; i < dimsRange->rangeCount; ++i)
            dimsRange->range[i][0] = dimsRange->range[i][1] = shape[i];
    });
}

const char* aclmdlGetTensorRealName(const aclmdlDesc* modelDesc, const char* name) {
    const char* found = nullptr;
    guard_host(__func__, [&] {
        require_argument(modelDesc, "modelDesc");
        require_argument(name, "name");
        for (const auto* ports : {&modelDesc->ports.inputs, &modelDesc->ports.outputs})
            for (const auto& port : *ports)
                if (port.name == std::string_view(name)) found = port.name.c_str();
        require(found != nullptr, ACL_ERROR_INVALID_PARAM, "the model has no tensor of that name");
    });
    return found;
}

aclError aclmdlQueryExeOMDesc(const char* fileName, aclmdlExeOMDesc* mdlPartitionSize) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(fileName, "fileName");
        require_argument(mdlPartitionSize, "mdlPartitionSize");
        const auto& context = caller.state.context;
        const auto& soc = caller.machine.soc(context == nullptr ? 0 : context->device());
        const auto program =
            compile_model(read_model_file(fileName), soc, caller.simulator.compile_configuration());
        *mdlPartitionSize = {};
        mdlPartitionSize->workSize = static_cast<size_t>(program.work_bytes.count());
        mdlPartitionSize->weightSize = static_cast<size_t>(program.weight_bytes.count());
    });
}
