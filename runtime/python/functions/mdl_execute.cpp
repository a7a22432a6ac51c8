// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_mdl.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"

namespace ascend::python {
namespace {

/// Null for a data set with a buffer that was destroyed: C would follow its address.
template <class Dataset>
Dataset* usable(Dataset* dataset) {
    const HandleRegistry& registry = HandleRegistry::instance();
    for (std::size_t i = 0; i < aclmdlGetDatasetNumBuffers(dataset); ++i) {
        const auto buffer = reinterpret_cast<std::uint64_t>(aclmdlGetDatasetBuffer(dataset, i));
        if (registry.find<aclDataBuffer>(buffer) == nullptr) return nullptr;
    }
    return dataset;
}

aclError execute(std::uint32_t model, const aclmdlDataset* input, aclmdlDataset* output) {
    return aclmdlExecute(model, usable(input), usable(output));
}

aclError execute_v2(std::uint32_t model, const aclmdlDataset* input, aclmdlDataset* output,
                    void* stream, const aclmdlExecConfigHandle* handle) {
    return aclmdlExecuteV2(model, usable(input), usable(output), stream, handle);
}

aclError execute_async(std::uint32_t model, const aclmdlDataset* input, aclmdlDataset* output,
                       void* stream) {
    return aclmdlExecuteAsync(model, usable(input), usable(output), stream);
}

aclError set_batch(std::uint32_t model, aclmdlDataset* dataset, std::size_t index,
                   std::uint64_t batch) {
    return aclmdlSetDynamicBatchSize(model, usable(dataset), index, batch);
}

aclError set_size(std::uint32_t model, aclmdlDataset* dataset, std::size_t index,
                  std::uint64_t height, std::uint64_t width) {
    return aclmdlSetDynamicHWSize(model, usable(dataset), index, height, width);
}

aclError set_dims(std::uint32_t model, aclmdlDataset* dataset, std::size_t index,
                  const aclmdlIODims* dims) {
    return aclmdlSetInputDynamicDims(model, usable(dataset), index, dims);
}

aclError set_aipp(std::uint32_t model, aclmdlDataset* dataset, std::size_t index,
                  const aclmdlAIPP* aipp) {
    return aclmdlSetInputAIPP(model, usable(dataset), index, aipp);
}

aclError set_aipp_by_index(std::uint32_t model, aclmdlDataset* dataset, std::size_t index,
                           const aclmdlAIPP* aipp) {
    return aclmdlSetAIPPByInputIndex(model, usable(dataset), index, aipp);
}

constexpr Function kFunctions[] = {
    {"execute", acts<execute>},
    {"execute_v2", acts<execute_v2>},
    {"execute_async", acts<execute_async>},
    {"set_dynamic_batch_size", acts<set_batch>},
    {"set_dynamic_hw_size", acts<set_size>},
    {"set_input_dynamic_dims", acts<set_dims>},
    {"set_input_aipp", acts<set_aipp>},
    {"set_aipp_by_input_index", acts<set_aipp_by_index>},
};

}  // namespace

void define_mdl_execute(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
