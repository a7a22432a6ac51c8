// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/model_desc.h"
#include "runtime/acl/model_source.h"

using namespace ascend::runtime;
using ascend::models::DynamicGears;
using ascend::models::GearKind;
using ascend::sim::HostSpec;

// What is known of gears, and of models that are not loaded.
namespace {

/// What the gear functions take for "the input that gears belong to".
constexpr size_t kAnyInput = ~size_t{0};

size_t dimension_gears(const ModelDescription& model) {
    return model.gears.kind == GearKind::kDims ? model.gears.values.size() : 0;
}

void check_index(const aclmdlDesc* desc, size_t index) {
    require_argument(desc, "modelDesc");
    require(index == kAnyInput || index < desc->model.inputs.size(), ACL_ERROR_INVALID_PARAM,
            "index is out of range");
}

ascend::models::CompiledModel compiled_for(Caller& caller, const ModelSource& source) {
    const auto& context = caller.state.context;
    const auto& soc = caller.machine.soc(context == nullptr ? 0 : context->device());
    return compile_model(source, soc, caller.simulator.compile_configuration());
}

void describe(Caller& caller, aclmdlDesc& desc, const ModelSource& source) {
    desc.model = ascend::runtime::describe(compiled_for(caller, source));
}

/// The least and the greatest extent over all gears.
void fill_range(const ModelDescription& model, size_t index, aclmdlIODimsRange& range) {
    const auto& port = model.inputs[index].port;
    range = {};
    range.rangeCount = std::min<size_t>(port.shape.size(), ACL_MAX_DIM_CNT);
    for (size_t i = 0; i < range.rangeCount; ++i) {
        auto& [least, most] = range.range[i];
        least = most = port.shape[i];
        for (const auto& inputs : model.gear_inputs) {
            if (port.shape[i] >= 0 || index >= inputs.size() || i >= inputs[index].shape.size())
                continue;
            const std::int64_t extent = inputs[index].shape[i];
            least = least < 0 ? extent : std::min(least, extent);
            most = std::max(most, extent);
        }
    }
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
        const DynamicGears& gears = modelDesc->model.gears;
        if (gears.kind != GearKind::kBatch) return;
        for (const auto& gear : gears.values)
            batch->batch[batch->batchCount++] = static_cast<uint64_t>(gear[0]);
    });
}

aclError aclmdlGetDynamicHW(const aclmdlDesc* modelDesc, size_t index, aclmdlHW* hw) {
    return guard_host(__func__, [&] {
        check_index(modelDesc, index);
        require_argument(hw, "hw");
        *hw = {};
        const DynamicGears& gears = modelDesc->model.gears;
        if (gears.kind != GearKind::kImage) return;
        for (const auto& gear : gears.values) {
            hw->hw[hw->hwCount][0] = static_cast<uint64_t>(gear[0]);
            hw->hw[hw->hwCount++][1] = static_cast<uint64_t>(gear[1]);
        }
    });
}

aclError aclmdlGetInputDynamicGearCount(const aclmdlDesc* modelDesc, size_t index,
                                        size_t* gearCount) {
    return guard_host(__func__, [&] {
        check_index(modelDesc, index);
        require_argument(gearCount, "gearCount");
        *gearCount = dimension_gears(modelDesc->model);
    });
}

aclError aclmdlGetInputDynamicDims(const aclmdlDesc* modelDesc, size_t index, aclmdlIODims* dims,
                                   size_t gearCount) {
    return guard_host(__func__, [&] {
        check_index(modelDesc, index);
        require_argument(dims, "dims");
        const ModelDescription& model = modelDesc->model;
        const size_t gears = dimension_gears(model);
        require(gearCount >= gears, ACL_ERROR_INVALID_PARAM,
                "gearCount is less than aclmdlGetInputDynamicGearCount returns");
        for (size_t gear = 0; gear < gears; ++gear) {
            const std::vector<int64_t> all = model.all_dims(gear);
            dims[gear] = {};
            dims[gear].dimCount = std::min<size_t>(all.size(), ACL_MAX_DIM_CNT);
            std::copy_n(all.begin(), dims[gear].dimCount, dims[gear].dims);
        }
    });
}

aclError aclmdlGetInputDimsRange(const aclmdlDesc* modelDesc, size_t index,
                                 aclmdlIODimsRange* dimsRange) {
    return guard_host(__func__, [&] {
        require_argument(modelDesc, "modelDesc");
        require_argument(dimsRange, "dimsRange");
        require(index < modelDesc->model.inputs.size(), ACL_ERROR_INVALID_PARAM,
                "index is out of range");
        fill_range(modelDesc->model, index, *dimsRange);
    });
}

const char* aclmdlGetTensorRealName(const aclmdlDesc* modelDesc, const char* name) {
    const char* found = nullptr;
    guard_host(__func__, [&] {
        require_argument(modelDesc, "modelDesc");
        require_argument(name, "name");
        for (const auto* ports : {&modelDesc->model.inputs, &modelDesc->model.outputs})
            for (const auto& each : *ports)
                if (each.port.name == std::string_view(name)) found = each.port.name.c_str();
        require(found != nullptr, ACL_ERROR_INVALID_PARAM, "the model has no tensor of that name");
    });
    return found;
}

aclError aclmdlQueryExeOMDesc(const char* fileName, aclmdlExeOMDesc* mdlPartitionSize) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(fileName, "fileName");
        require_argument(mdlPartitionSize, "mdlPartitionSize");
        const auto model = compiled_for(caller, read_model_file(fileName));
        *mdlPartitionSize = {};
        mdlPartitionSize->workSize = static_cast<size_t>(model.work_bytes().count());
        mdlPartitionSize->weightSize = static_cast<size_t>(model.weight_bytes().count());
    });
}
