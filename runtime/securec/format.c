/* SPDX-License-Identifier: Apache-2.0 */
#include "securec.h"

static int refuse(char* dest, size_t destMax) {
    if (dest != NULL && destMax > 0 && destMax <= SECUREC_STRING_MAX_LEN) dest[0] = '\0';
    return -1;
}

static int bad(const char* dest, size_t destMax, const char* format) {
    return dest == NULL || format == NULL || destMax == 0 || destMax > SECUREC_STRING_MAX_LEN;
}

int vsprintf_s(char* strDest, size_t destMax, const char* format, va_list argList) {
    if (bad(strDest, destMax, format)) return refuse(strDest, destMax);
    const int length = vsnprintf(strDest, destMax, format, argList);
    return length < 0 || (size_t)length >= destMax ? refuse(strDest, destMax) : length;
}

int vsnprintf_s(char* strDest, size_t destMax, size_t count, const char* format, va_list argList) {
    if (bad(strDest, destMax, format) || count > SECUREC_STRING_MAX_LEN)
        return refuse(strDest, destMax);
    const size_t room = count < destMax ? count + 1 : destMax;
    const int length = vsnprintf(strDest, room, format, argList);
    if (length < 0 || (room == destMax && (size_t)length >= destMax))
        return refuse(strDest, destMax);
    return (size_t)length > count ? -1 : length;
}

int sprintf_s(char* strDest, size_t destMax, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int length = vsprintf_s(strDest, destMax, format, arguments);
    va_end(arguments);
    return length;
}

int snprintf_s(char* strDest, size_t destMax, size_t count, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf_s(strDest, destMax, count, format, arguments);
    va_end(arguments);
    return length;
}
