// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
// OPTIONS: --devices 8
#include <thread>
#include <vector>

#include "acl/acl.h"
#include "common.h"

namespace {

constexpr std::size_t kBytes = std::size_t{32} << 20;

/// What one thread sees of its device: an upload in a context of its own.
int64_t upload(int32_t device) {
    OK(aclrtSetDevice(device));
    aclrtContext context = nullptr, current = nullptr;
    OK(aclrtCreateContext(&context, device));
    OK(aclrtGetCurrentContext(&current));
    CHECK(current == context);
    aclrtStream stream = nullptr;
    OK(aclrtCreateStream(&stream));
    void *host = nullptr, *memory = nullptr;
    OK(aclrtMallocHost(&host, kBytes));
    OK(aclrtMalloc(&memory, kBytes, ACL_MEM_MALLOC_HUGE_FIRST));
    const int64_t start = now_ns();
    for (int i = 0; i < 4; ++i)
        OK(aclrtMemcpyAsync(memory, kBytes, host, kBytes, ACL_MEMCPY_HOST_TO_DEVICE, stream));
    OK(aclrtSynchronizeStream(stream));
    const int64_t took = now_ns() - start;
    OK(aclrtDestroyStream(stream));
    OK(aclrtFree(memory));
    OK(aclrtFreeHost(host));
    OK(aclrtDestroyContext(context));
    OK(aclrtResetDevice(device));
    return took;
}

/// As many threads, each with a device: they do not delay each other.
void upload_to(int32_t devices, int64_t alone) {
    std::vector<int64_t> took(static_cast<std::size_t>(devices));
    std::vector<std::thread> threads;
    const int64_t start = now_ns();
    for (int32_t i = 0; i < devices; ++i)
        threads.emplace_back([i, &took] { took[static_cast<std::size_t>(i)] = upload(i); });
    for (std::thread& thread : threads) thread.join();
    const int64_t all = now_ns() - start;
    for (const int64_t each : took) CHECK(about(each, alone, alone / 100));
    printf("%d devices: %lld us, one alone %lld us\n", devices, static_cast<long long>(all / 1000),
           static_cast<long long>(alone / 1000));
}

}  // namespace

int main() {
    OK(aclInit(nullptr));
    uint32_t count = 0;
    OK(aclrtGetDeviceCount(&count));
    CHECK(count == 8);
    CHECK(aclrtSetDevice(8) != 0);
    const int64_t alone = upload(0);
    upload_to(2, alone);
    upload_to(8, alone);
    return aclFinalize();
}
