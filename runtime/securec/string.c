/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <string.h>

#include "securec.h"

static int bad_size(size_t size) {
    return size == 0 || size > SECUREC_STRING_MAX_LEN;
}

static errno_t clear(char* dest, errno_t code) {
    dest[0] = '\0';
    return code;
}

/* Puts `length` characters and a terminator at dest + used, where there is room for destMax - used.
 */
static errno_t put(char* dest, size_t destMax, size_t used, const char* src, size_t length) {
    const uintptr_t to = (uintptr_t)dest, from = (uintptr_t)src;
    if (length >= destMax - used) return clear(dest, ERANGE_AND_RESET);
    if (to < from ? from - to < used + length + 1 : to - from < length + 1)
        return clear(dest, EOVERLAP_AND_RESET);
    memcpy(dest + used, src, length);
    dest[used + length] = '\0';
    return EOK;
}

static errno_t check(char* dest, size_t destMax, const char* src) {
    if (bad_size(destMax)) return ERANGE;
    if (dest == NULL) return EINVAL;
    return src == NULL ? clear(dest, EINVAL_AND_RESET) : EOK;
}

errno_t strncpy_s(char* strDest, size_t destMax, const char* strSrc, size_t count) {
    const errno_t code = check(strDest, destMax, strSrc);
    if (code != EOK || (strDest == strSrc && strnlen(strSrc, destMax) < destMax)) return code;
    if (count > SECUREC_STRING_MAX_LEN) return clear(strDest, ERANGE_AND_RESET);
    return put(strDest, destMax, 0, strSrc, strnlen(strSrc, count));
}

errno_t strcpy_s(char* strDest, size_t destMax, const char* strSrc) {
    return strncpy_s(strDest, destMax, strSrc, SECUREC_STRING_MAX_LEN);
}

errno_t strncat_s(char* strDest, size_t destMax, const char* strSrc, size_t count) {
    const errno_t code = check(strDest, destMax, strSrc);
    if (code != EOK) return code;
    if (count > SECUREC_STRING_MAX_LEN) return clear(strDest, ERANGE_AND_RESET);
    const size_t used = strnlen(strDest, destMax);
    if (used == destMax) return clear(strDest, EINVAL_AND_RESET);
    return put(strDest, destMax, used, strSrc, strnlen(strSrc, count));
}

errno_t strcat_s(char* strDest, size_t destMax, const char* strSrc) {
    return strncat_s(strDest, destMax, strSrc, SECUREC_STRING_MAX_LEN);
}

char* strtok_s(char* strToken, const char* strDelimit, char** context) {
    if (strDelimit == NULL || context == NULL || (strToken == NULL && *context == NULL))
        return NULL;
    char* start = (strToken == NULL ? *context : strToken);
    start += strspn(start, strDelimit);
    if (*start == '\0') {
        *context = NULL;
        return NULL;
    }
    char* end = start + strcspn(start, strDelimit);
    *context = *end == '\0' ? NULL : end + 1;
    *end = '\0';
    return start;
}
