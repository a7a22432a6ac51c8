/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Number types of the media interface.
 */
#ifndef ACL_DVPP_HI_MEDIA_TYPE_H
#define ACL_DVPP_HI_MEDIA_TYPE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HI_FAILURE (-1)
#define HI_NULL 0L
#define HI_SUCCESS 0
#define hi_void void

typedef int hi_s32;
typedef unsigned int hi_u32;
typedef unsigned long long hi_u64;
typedef char hi_char;
typedef double hi_double;
typedef float hi_float;
typedef hi_u32 hi_fr32;
typedef short hi_s16;
typedef long long hi_s64;
typedef signed char hi_s8;
typedef unsigned short hi_u16;
typedef unsigned char hi_u8;

typedef enum hi_bool { HI_FALSE = 0, HI_TRUE = 1 } hi_bool;

#ifdef __cplusplus
}
#endif

#endif
