// SPDX-License-Identifier: Apache-2.0
// A program that knows nothing of the simulator.
#include <iostream>

#include "acl/acl.h"

int main() {
    aclrtStream stream = nullptr;
    if (aclInit(nullptr) != ACL_SUCCESS || aclrtSetDevice(0) != ACL_SUCCESS) return 1;
    if (aclrtCreateStream(&stream) != ACL_SUCCESS) return 2;
    if (aclrtSynchronizeStream(stream) != ACL_SUCCESS) return 3;
    std::cout << aclrtGetSocName() << "\n";
    return aclrtDestroyStream(stream) + aclrtResetDevice(0) + aclFinalize();
}
