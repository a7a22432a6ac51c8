/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* ARGUMENTS: {zoo}/resnet18.onnx */
#include <pthread.h>

#include "model.h"

/* A thread asks for callbacks long before a stream is subscribed for it, while a model is loaded:
 * each question is refused, and takes time, so that all stays deterministic. */
static int stop = 0;
static int refused = 0, served = 0;

static void* serve(void* unused) {
    OK(aclrtSetDevice(0));
    while (!LOAD(stop)) {
        const aclError result = aclrtProcessReport(10);
        CHECK(result == ACL_SUCCESS || result == 507012 || result == 107012);
        refused += result == 107012;
    }
    return unused;
}

static void count(void* unused) {
    (void)unused;
    INCREMENT(served);
}

int main(int arguments, char** values) {
    pthread_t thread;
    aclrtStream stream;
    CHECK(arguments == 2);
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(pthread_create(&thread, NULL, serve, NULL));
    const Model model = load_model(values[1]);
    OK(aclrtCreateStream(&stream));
    OK(aclrtSubscribeReport(thread, stream));
    execute_async(&model, stream);
    OK(aclrtLaunchCallback(count, NULL, ACL_CALLBACK_BLOCK, stream));
    OK(aclrtSynchronizeStream(stream));
    CHECK(LOAD(served) == 1);
    CHECK(refused > 100);
    OK(aclrtUnSubscribeReport(thread, stream));
    STORE(stop, 1);
    OK(pthread_join(thread, NULL));
    printf("refused %d times\n", refused);
    unload_model(&model);
    return aclFinalize();
}
