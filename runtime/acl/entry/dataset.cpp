// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dataset.h"

#include <new>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using ascend::runtime::guard_host;
using ascend::runtime::require;
using ascend::runtime::require_argument;

namespace {

const aclmdlDataset::Entry* find_entry(const aclmdlDataset* dataset, size_t index) {
    return dataset == nullptr || index >= dataset->entries.size() ? nullptr
                                                                  : &dataset->entries[index];
}

}  // namespace

aclmdlDataset* aclmdlCreateDataset() {
    return new (std::nothrow) aclmdlDataset;
}

aclError aclmdlDestroyDataset(const aclmdlDataset* dataset) {
    return guard_host(__func__, [&] {
        require_argument(dataset, "dataset");
        delete dataset;
    });
}

aclError aclmdlAddDatasetBuffer(aclmdlDataset* dataset, aclDataBuffer* dataBuffer) {
    return guard_host(__func__, [&] {
        require_argument(dataset, "dataset");
        require_argument(dataBuffer, "dataBuffer");
        dataset->entries.push_back({dataBuffer, nullptr});
    });
}

size_t aclmdlGetDatasetNumBuffers(const aclmdlDataset* dataset) {
    return dataset == nullptr ? 0 : dataset->entries.size();
}

aclDataBuffer* aclmdlGetDatasetBuffer(const aclmdlDataset* dataset, size_t index) {
    const auto* entry = find_entry(dataset, index);
    return entry == nullptr ? nullptr : entry->buffer;
}

aclError aclmdlSetDatasetTensorDesc(aclmdlDataset* dataset, aclTensorDesc* tensorDesc,
                                    size_t index) {
    return guard_host(__func__, [&] {
        require_argument(dataset, "dataset");
        require(index < dataset->entries.size(), ACL_ERROR_INVALID_PARAM, "index is out of range");
        dataset->entries[index].desc = tensorDesc;
    });
}

aclTensorDesc* aclmdlGetDatasetTensorDesc(const aclmdlDataset* dataset, size_t index) {
    const auto* entry = find_entry(dataset, index);
    return entry == nullptr ? nullptr : entry->desc;
}
