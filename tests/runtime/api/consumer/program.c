/* SPDX-License-Identifier: Apache-2.0 */
/* A program that knows nothing of the simulator. */
#include <stdio.h>
#include <string.h>

#include "acl/acl.h"
#include "acl/acl_op_compiler.h"
#include "acl/acl_prof.h"
#include "securec.h"

int main(void) {
    char name[32] = "";
    void* memory = NULL;
    const char* soc = NULL;
    if (aclInit(NULL) != ACL_SUCCESS || aclrtSetDevice(0) != ACL_SUCCESS) return 1;
    if (aclrtMalloc(&memory, 4096, ACL_MEM_MALLOC_HUGE_FIRST) != ACL_SUCCESS) return 2;
    if (aclrtMemset(memory, 4096, 1, 4096) != ACL_SUCCESS) return 3;
    if ((soc = aclrtGetSocName()) == NULL) return 4;
    if (strcpy_s(name, sizeof name, soc) != EOK) return 5;
    printf("%s\n", name);
    return aclrtFree(memory) + aclrtResetDevice(0) + aclFinalize();
}
