/* SPDX-License-Identifier: Apache-2.0 */
#include "acl/acl.h"
#include "ascend_sim/ascend_sim.h"

/* Layouts that programs linked against the real library rely on. source: facts acl_types.csv */
_Static_assert(sizeof(aclmdlIODims) == 1160, "aclmdlIODims");
_Static_assert(ACL_BF16 == 27 && ACL_FORMAT_FRACTAL_NZ == 29, "values of CANN 8.1");

int acl_headers_are_c(void) {
    return ACL_ERROR_RT_INVALID_HANDLE;
}
