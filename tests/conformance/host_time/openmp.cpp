// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <vector>

#include "acl/acl.h"
#include "common.h"

/// libgomp waits with system calls of its own, which nobody can see coming.
int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    std::vector<int> values(1000);
    for (int round = 0; round < 10; ++round) {
#pragma omp parallel for num_threads(4)
        for (int i = 0; i < 1000; ++i) values[static_cast<std::size_t>(i)] += i;
    }
    long sum = 0;
    for (const int value : values) sum += value;
    CHECK(sum == 10L * 999 * 1000 / 2);
    return aclFinalize();
}
