/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* LINK: -fopenmp */
/* DETERMINISTIC: no (its library sleeps in the operating system by itself) */
#include "acl/acl.h"
#include "common.h"

/* Loops whose threads meet in barriers that go round libc, between executions on the device. */
enum { kNumbers = 1 << 16 };

int main(void) {
    static float numbers[kNumbers];
    void *host, *device;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(aclrtMallocHost(&host, sizeof numbers));
    OK(aclrtMalloc(&device, sizeof numbers, ACL_MEM_MALLOC_HUGE_FIRST));
    for (int round = 0; round < 5; ++round) {
        double sum = 0;
#pragma omp parallel for num_threads(4)
        for (int i = 0; i < kNumbers; ++i) numbers[i] = (float)(i % 7 + round);
#pragma omp parallel for num_threads(4) reduction(+ : sum)
        for (int i = 0; i < kNumbers; ++i) sum += numbers[i];
        CHECK(sum > 0);
        OK(aclrtMemcpy(device, sizeof numbers, numbers, sizeof numbers, ACL_MEMCPY_HOST_TO_DEVICE));
    }
    OK(aclrtFree(device));
    OK(aclrtFreeHost(host));
    return aclFinalize();
}
