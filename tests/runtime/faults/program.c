/* SPDX-License-Identifier: Apache-2.0 */
/* Fills device memory twice, and prints what each synchronisation said. */
#include <stdio.h>

#include "acl/acl.h"

int main(void) {
    aclrtStream stream = NULL;
    void* memory = NULL;
    int i;
    if (aclInit(NULL) != ACL_SUCCESS || aclrtSetDevice(0) != ACL_SUCCESS) {
        const char* text = aclGetRecentErrMsg();
        fprintf(stderr, "%s", text == NULL ? "no message\n" : text);
        return 3;
    }
    aclrtCreateStream(&stream);
    aclrtMalloc(&memory, 64, ACL_MEM_MALLOC_HUGE_FIRST);
    for (i = 0; i < 2; ++i) {
        aclrtMemsetAsync(memory, 64, i, 64, stream);
        printf("synchronised: %d\n", aclrtSynchronizeStream(stream));
    }
    return aclFinalize();
}
