/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bounded string and memory functions, as libc_sec of the toolkit has them.
 *
 * Unless a function says otherwise it returns EOK, or: ERANGE for a `destMax` of 0 or beyond the
 * limit below; EINVAL for a null destination; EINVAL_AND_RESET for a null source and
 * ERANGE_AND_RESET for one that does not fit, after clearing the destination (a string: its first
 * character); EOVERLAP_AND_RESET where source and destination overlap, after clearing too.
 */
#ifndef SECUREC_H
#define SECUREC_H

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef EOK
#define EOK 0
#endif
#define EINVAL_AND_RESET 150   /**< EINVAL, and the destination was cleared */
#define ERANGE_AND_RESET 162   /**< ERANGE, and the destination was cleared */
#define EOVERLAP_AND_RESET 182 /**< source and destination overlap; the destination was cleared */

#define SECUREC_MEM_MAX_LEN 0x7fffffffUL
#define SECUREC_STRING_MAX_LEN 0x7fffffffUL

#define SECUREC_API __attribute__((visibility("default")))

#ifndef errno_t
typedef int errno_t;
#endif

/** Fills `count` bytes. count > destMax: fills destMax bytes and returns ERANGE_AND_RESET. */
SECUREC_API errno_t memset_s(void* dest, size_t destMax, int c, size_t count);
/** Copies `count` bytes that do not overlap the destination. */
SECUREC_API errno_t memcpy_s(void* dest, size_t destMax, const void* src, size_t count);
/** Copies `count` bytes that may overlap the destination. */
SECUREC_API errno_t memmove_s(void* dest, size_t destMax, const void* src, size_t count);

/** Copies a string with its terminator. */
SECUREC_API errno_t strcpy_s(char* strDest, size_t destMax, const char* strSrc);
/** Copies at most `count` characters and a terminator. */
SECUREC_API errno_t strncpy_s(char* strDest, size_t destMax, const char* strSrc, size_t count);
/** Appends a string. A destination without terminator: EINVAL_AND_RESET. */
SECUREC_API errno_t strcat_s(char* strDest, size_t destMax, const char* strSrc);
/** Appends at most `count` characters and a terminator. */
SECUREC_API errno_t strncat_s(char* strDest, size_t destMax, const char* strSrc, size_t count);
/** As strtok_r. Null `strDelimit` or `context`: null. */
SECUREC_API char* strtok_s(char* strToken, const char* strDelimit, char** context);

/** Characters written, or -1 (and an empty string) when they do not fit. */
SECUREC_API int sprintf_s(char* strDest, size_t destMax, const char* format, ...)
    __attribute__((format(printf, 3, 4)));
/** As sprintf_s. */
SECUREC_API int vsprintf_s(char* strDest, size_t destMax, const char* format, va_list argList)
    __attribute__((format(printf, 3, 0)));
/**
 * Characters written, at most `count`; -1 when there were more, which are cut off. destMax not
 * above a needed count: -1 and an empty string.
 */
SECUREC_API int snprintf_s(char* strDest, size_t destMax, size_t count, const char* format, ...)
    __attribute__((format(printf, 4, 5)));
/** As snprintf_s. */
SECUREC_API int vsnprintf_s(char* strDest, size_t destMax, size_t count, const char* format,
                            va_list argList) __attribute__((format(printf, 4, 0)));

#ifdef __cplusplus
}
#endif

#endif
