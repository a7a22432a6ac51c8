/* SPDX-License-Identifier: Apache-2.0 */
/* For C and C++: a model with buffers for its inputs and outputs, in the current context. */
#ifndef ASCEND_SIM_TESTS_CONFORMANCE_MODEL_H
#define ASCEND_SIM_TESTS_CONFORMANCE_MODEL_H

#include "acl/acl.h"
#include "common.h"

typedef struct Model {
    uint32_t id;
    aclmdlDataset* inputs;
    aclmdlDataset* outputs;
} Model;

static inline void add_buffer(aclmdlDataset* set, size_t bytes) {
    void* data = NULL;
    OK(aclrtMalloc(&data, bytes, ACL_MEM_MALLOC_HUGE_FIRST));
    OK(aclmdlAddDatasetBuffer(set, aclCreateDataBuffer(data, bytes)));
}

static inline Model load_model(const char* file) {
    Model model;
    aclmdlDesc* desc = aclmdlCreateDesc();
    model.inputs = aclmdlCreateDataset();
    model.outputs = aclmdlCreateDataset();
    OK(aclmdlLoadFromFile(file, &model.id));
    OK(aclmdlGetDesc(desc, model.id));
    for (size_t i = 0; i < aclmdlGetNumInputs(desc); ++i)
        add_buffer(model.inputs, aclmdlGetInputSizeByIndex(desc, i));
    for (size_t i = 0; i < aclmdlGetNumOutputs(desc); ++i)
        add_buffer(model.outputs, aclmdlGetOutputSizeByIndex(desc, i));
    OK(aclmdlDestroyDesc(desc));
    return model;
}

static inline void free_buffers(aclmdlDataset* set) {
    for (size_t i = 0; i < aclmdlGetDatasetNumBuffers(set); ++i) {
        aclDataBuffer* buffer = aclmdlGetDatasetBuffer(set, i);
        OK(aclrtFree(aclGetDataBufferAddr(buffer)));
        OK(aclDestroyDataBuffer(buffer));
    }
    OK(aclmdlDestroyDataset(set));
}

static inline void unload_model(const Model* model) {
    OK(aclmdlUnload(model->id));
    free_buffers(model->inputs);
    free_buffers(model->outputs);
}

static inline void execute(const Model* model) {
    OK(aclmdlExecute(model->id, model->inputs, model->outputs));
}

static inline void execute_async(const Model* model, aclrtStream stream) {
    OK(aclmdlExecuteAsync(model->id, model->inputs, model->outputs, stream));
}

#endif
