/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* ARGUMENTS: {zoo}/vit_b_16.onnx {zoo}/resnet18.onnx */
#include <unistd.h>

#include "model.h"

/* Time limits of one execution: a model of 2.7 ms exceeds one of 1 ms, and goes on;
 * it is within one of 1 s. */
enum { kExpired = 545601 };

static aclError execute_within(const Model* model, int32_t ms) {
    aclmdlExecConfigHandle* config = aclmdlCreateExecConfigHandle();
    CHECK(config != NULL);
    OK(aclmdlSetExecConfigOpt(config, ACL_MDL_STREAM_SYNC_TIMEOUT, &ms, sizeof ms));
    const aclError result = aclmdlExecuteV2(model->id, model->inputs, model->outputs, NULL, config);
    OK(aclmdlDestroyExecConfigHandle(config));
    return result;
}

int main(int count, char** arguments) {
    CHECK(count == 3);
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    const Model large = load_model(arguments[1]), small = load_model(arguments[2]);
    execute(&large);
    int64_t start = now_ns();
    execute(&large);
    const int64_t latency = now_ns() - start;
    CHECK(latency > 2000000);

    start = now_ns();
    CHECK(execute_within(&large, 1) == kExpired);
    CHECK(now_ns() - start >= 1000000 && now_ns() - start < 2000000);
    usleep(10000); /* the model goes on */
    start = now_ns();
    OK(execute_within(&large, 1000));
    CHECK(about(now_ns() - start, latency, 50000));
    OK(execute_within(&large, -1));
    execute(&small);

    aclrtStream stream;
    OK(aclrtCreateStream(&stream));
    execute_async(&large, stream);
    CHECK(aclrtSynchronizeStreamWithTimeout(stream, 1) == 507046);
    OK(aclrtSynchronizeStreamWithTimeout(stream, 1000));
    OK(aclrtDestroyStream(stream));
    unload_model(&large);
    unload_model(&small);
    return aclFinalize();
}
