// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_mdl.h"
#include "runtime/acl/dataset.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

// What programs choose for one execution through extra inputs. Models are compiled for one shape
// and have no dynamic AIPP: a choice is refused as one that the model was not compiled for.
namespace {

constexpr auto kNoSuchGear = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_BATCH_SIZE_INVALID);
constexpr auto kNoAipp = static_cast<aclError>(ACL_ERROR_GE_AIPP_NOT_EXIST);

/// Throws Failure: 145003 unknown model, 100000 null or bad index.
void check_input(Caller& caller, uint32_t model_id, const aclmdlDataset* dataset, size_t index) {
    require_argument(dataset, "dataset");
    caller.simulator.models.find(model_id);
    require(index < dataset->entries.size(), ACL_ERROR_INVALID_PARAM, "index is out of range");
}

std::shared_ptr<Model> model_with_input(Caller& caller, uint32_t model_id, size_t index) {
    auto model = caller.simulator.models.find(model_id);
    require(index < model->ports().inputs.size(), ACL_ERROR_INVALID_PARAM, "index is out of range");
    return model;
}

}  // namespace

aclError aclmdlSetDynamicBatchSize(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                                   uint64_t batchSize) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(batchSize > 0, ACL_ERROR_INVALID_PARAM, "batchSize is 0");
        check_input(caller, modelId, dataset, index);
        throw Failure(kNoSuchGear, "the model was compiled for one batch size");
    });
}

aclError aclmdlSetDynamicHWSize(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                                uint64_t height, uint64_t width) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(height > 0 && width > 0, ACL_ERROR_INVALID_PARAM, "height or width is 0");
        check_input(caller, modelId, dataset, index);
        throw Failure(kNoSuchGear, "the model was compiled for one image size");
    });
}

aclError aclmdlSetInputDynamicDims(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                                   const aclmdlIODims* dims) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(dims, "dims");
        check_input(caller, modelId, dataset, index);
        throw Failure(kNoSuchGear, "the model was compiled for one shape");
    });
}

aclError aclmdlSetInputAIPP(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                            const aclmdlAIPP* aippParmsSet) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(aippParmsSet, "aippParmsSet");
        check_input(caller, modelId, dataset, index);
        throw Failure(kNoAipp, "the model has no dynamic AIPP");
    });
}

aclError aclmdlSetAIPPByInputIndex(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                                   const aclmdlAIPP* aippParmsSet) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(aippParmsSet, "aippParmsSet");
        check_input(caller, modelId, dataset, index);
        throw Failure(kNoAipp, "the input has no dynamic AIPP");
    });
}

aclError aclmdlGetAippType(uint32_t modelId, size_t index, aclmdlInputAippType* type,
                           size_t* dynamicAttachedDataIndex) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(type, "type");
        require_argument(dynamicAttachedDataIndex, "dynamicAttachedDataIndex");
        model_with_input(caller, modelId, index);
        *type = ACL_DATA_WITHOUT_AIPP;
        *dynamicAttachedDataIndex = ACL_INVALID_NODE_INDEX;
    });
}

aclError aclmdlGetFirstAippInfo(uint32_t modelId, size_t index, aclAippInfo* aippInfo) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(aippInfo, "aippInfo");
        model_with_input(caller, modelId, index);
        throw Failure(ACL_ERROR_NOT_STATIC_AIPP, "the input has no static AIPP");
    });
}
