// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "acl/acl.h"
#include "common.h"

/// A model with its input and output buffers, in the current context.
class LoadedModel {
  public:
    explicit LoadedModel(const char* file) {
        OK(aclmdlLoadFromFile(file, &id_));
        aclmdlDesc* desc = aclmdlCreateDesc();
        OK(aclmdlGetDesc(desc, id_));
        for (std::size_t i = 0; i < aclmdlGetNumInputs(desc); ++i)
            add(inputs_, aclmdlGetInputSizeByIndex(desc, i));
        for (std::size_t i = 0; i < aclmdlGetNumOutputs(desc); ++i)
            add(outputs_, aclmdlGetOutputSizeByIndex(desc, i));
        aclmdlDestroyDesc(desc);
    }
    void execute() { OK(aclmdlExecute(id_, inputs_, outputs_)); }
    void execute_async(aclrtStream stream) {
        OK(aclmdlExecuteAsync(id_, inputs_, outputs_, stream));
    }

  private:
    static void add(aclmdlDataset* set, std::size_t bytes) {
        void* data = nullptr;
        OK(aclrtMalloc(&data, bytes, ACL_MEM_MALLOC_HUGE_FIRST));
        OK(aclmdlAddDatasetBuffer(set, aclCreateDataBuffer(data, bytes)));
    }
    std::uint32_t id_ = 0;
    aclmdlDataset* inputs_ = aclmdlCreateDataset();
    aclmdlDataset* outputs_ = aclmdlCreateDataset();
};
