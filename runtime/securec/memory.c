/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <string.h>

#include "securec.h"

static int bad_size(size_t size) {
    return size == 0 || size > SECUREC_MEM_MAX_LEN;
}

static int overlap(const void* left, const void* right, size_t count) {
    const uintptr_t a = (uintptr_t)left, b = (uintptr_t)right;
    return a < b ? b - a < count : a - b < count;
}

static errno_t check_copy(void* dest, size_t destMax, const void* src, size_t count) {
    if (bad_size(destMax)) return ERANGE;
    if (dest == NULL) return EINVAL;
    if (src == NULL) {
        memset(dest, 0, destMax);
        return EINVAL_AND_RESET;
    }
    if (count > destMax) {
        memset(dest, 0, destMax);
        return ERANGE_AND_RESET;
    }
    return EOK;
}

errno_t memset_s(void* dest, size_t destMax, int c, size_t count) {
    if (bad_size(destMax)) return ERANGE;
    if (dest == NULL) return EINVAL;
    memset(dest, c, count < destMax ? count : destMax);
    return count > destMax ? ERANGE_AND_RESET : EOK;
}

errno_t memcpy_s(void* dest, size_t destMax, const void* src, size_t count) {
    const errno_t code = check_copy(dest, destMax, src, count);
    if (code != EOK || count == 0 || dest == src) return code;
    if (overlap(dest, src, count)) {
        memset(dest, 0, destMax);
        return EOVERLAP_AND_RESET;
    }
    memcpy(dest, src, count);
    return EOK;
}

errno_t memmove_s(void* dest, size_t destMax, const void* src, size_t count) {
    const errno_t code = check_copy(dest, destMax, src, count);
    if (code == EOK && count > 0) memmove(dest, src, count);
    return code;
}
