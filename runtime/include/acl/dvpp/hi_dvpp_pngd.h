/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PNG decoding.
 */
#ifndef ACL_DVPP_HI_DVPP_PNGD_H
#define ACL_DVPP_HI_DVPP_PNGD_H

#include <stddef.h>
#include <stdint.h>

#include "acl/dvpp/hi_media_common.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HI_ERR_PNGD_EXIST 0xA0408004          /**< exists already */
#define HI_ERR_PNGD_UNEXIST 0xA0408005        /**< does not exist */
#define HI_ERR_PNGD_BUSY 0xA0408012           /**< busy */
#define HI_ERR_PNGD_TIMEOUT 0xA0408014        /**< time limit passed */
#define HI_ERR_PNGD_BAD_ADDR 0xA0408011       /**< address is not valid */
#define HI_ERR_PNGD_BUF_EMPTY 0xA040800E      /**< buffer is empty */
#define HI_ERR_PNGD_BUF_FULL 0xA040800F       /**< buffer is full */
#define HI_ERR_PNGD_ILLEGAL_PARAM 0xA0408003  /**< argument is not valid */
#define HI_ERR_PNGD_INVALID_CHN_ID 0xA0408002 /**< channel is out of range */
#define HI_ERR_PNGD_NO_MEM 0xA040800C         /**< no memory left */
#define HI_ERR_PNGD_NO_BUF 0xA040800D         /**< no buffer left */
#define HI_ERR_PNGD_NOT_CFG 0xA0408007        /**< not configured */
#define HI_ERR_PNGD_NOT_SUPPORT 0xA0408008    /**< not supported */
#define HI_ERR_PNGD_NOT_PERM 0xA0408009       /**< not permitted */
#define HI_ERR_PNGD_NULL_PTR 0xA0408006       /**< null pointer */
#define HI_ERR_PNGD_SYS_ERROR 0xA0408015      /**< system error */
#define HI_ERR_PNGD_SYS_NOT_READY 0xA0408010  /**< system is not started */
#define PNGD_MAX_CHN_NUM 128

typedef hi_s32 hi_pngd_chn;

typedef struct hi_pngd_chn_attr {
    hi_u32 stream_que_cnt;
    hi_u64 reserved[4];
} hi_pngd_chn_attr;

/* Not modelled: 200001, null or nothing, and aclGetRecentErrMsg names the function. */
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_png_get_image_info(const hi_img_stream* png_stream,
                                                     hi_img_info* img_info);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_pngd_create_chn(hi_pngd_chn chn, const hi_pngd_chn_attr* attr);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_pngd_destroy_chn(hi_pngd_chn chn);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_pngd_get_image_data(hi_pngd_chn chn, hi_pic_info* png_pic_info,
                                                      hi_img_stream* stream, hi_s32 milli_sec);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_pngd_send_stream(hi_pngd_chn chn, const hi_img_stream* stream,
                                                   hi_pic_info* png_pic_info, hi_s32 milli_sec);

#ifdef __cplusplus
}
#endif

#endif
