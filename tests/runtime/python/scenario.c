/* SPDX-License-Identifier: Apache-2.0 */
/* What scenario.py does, in C: the device must see no difference. */
#include <stdio.h>
#include <stdlib.h>

#include "acl/acl.h"

#define CHECK(call)                                                             \
    do {                                                                        \
        const aclError code = (call);                                           \
        if (code != ACL_SUCCESS) {                                              \
            fprintf(stderr, "%s: %d: %s\n", #call, code, aclGetRecentErrMsg()); \
            exit(1);                                                            \
        }                                                                       \
    } while (0)

enum { kBytes = 1 << 20, kRounds = 3 };

static aclmdlDataset* make_dataset(aclmdlDesc* desc, size_t count,
                                   size_t (*size_of)(aclmdlDesc*, size_t)) {
    aclmdlDataset* dataset = aclmdlCreateDataset();
    for (size_t i = 0; i < count; ++i) {
        void* memory = NULL;
        CHECK(aclrtMalloc(&memory, size_of(desc, i), ACL_MEM_MALLOC_HUGE_FIRST));
        CHECK(aclmdlAddDatasetBuffer(dataset, aclCreateDataBuffer(memory, size_of(desc, i))));
    }
    return dataset;
}

int main(int count, char** arguments) {
    if (count != 2) return 2;
    CHECK(aclInit(NULL));
    CHECK(aclrtSetDevice(0));
    uint32_t model = 0;
    CHECK(aclmdlLoadFromFile(arguments[1], &model));
    aclmdlDesc* desc = aclmdlCreateDesc();
    CHECK(aclmdlGetDesc(desc, model));
    aclmdlDataset* inputs = make_dataset(desc, aclmdlGetNumInputs(desc), aclmdlGetInputSizeByIndex);
    aclmdlDataset* outputs =
        make_dataset(desc, aclmdlGetNumOutputs(desc), aclmdlGetOutputSizeByIndex);
    aclrtStream copies = NULL, executions = NULL;
    aclrtEvent copied = NULL;
    void *host = NULL, *device = NULL;
    CHECK(aclrtCreateStream(&copies));
    CHECK(aclrtCreateStream(&executions));
    CHECK(aclrtCreateEvent(&copied));
    CHECK(aclrtMallocHost(&host, kBytes));
    CHECK(aclrtMalloc(&device, kBytes, ACL_MEM_MALLOC_HUGE_FIRST));
    for (int round = 0; round < kRounds; ++round) {
        CHECK(aclrtMemcpyAsync(device, kBytes, host, kBytes, ACL_MEMCPY_HOST_TO_DEVICE, copies));
        CHECK(aclrtRecordEvent(copied, copies));
        CHECK(aclrtStreamWaitEvent(executions, copied));
        CHECK(aclmdlExecuteAsync(model, inputs, outputs, executions));
        CHECK(aclrtMemsetAsync(device, kBytes, round, kBytes, copies));
        CHECK(aclrtSynchronizeStream(executions));
    }
    CHECK(aclrtSynchronizeDevice());
    CHECK(aclmdlExecute(model, inputs, outputs));
    return 0;
}
