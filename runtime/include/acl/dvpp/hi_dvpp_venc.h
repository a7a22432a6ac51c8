/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Video and JPEG encoding.
 */
#ifndef ACL_DVPP_HI_DVPP_VENC_H
#define ACL_DVPP_HI_DVPP_VENC_H

#include <stddef.h>
#include <stdint.h>

#include "acl/dvpp/hi_dvpp_vb.h"
#include "acl/dvpp/hi_media_common.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HI_ERR_VENC_EXIST 0xA0088004          /**< exists already */
#define HI_ERR_VENC_UNEXIST 0xA0088005        /**< does not exist */
#define HI_ERR_VENC_BUSY 0xA0088012           /**< busy */
#define HI_ERR_VENC_BAD_ADDR 0xA0088011       /**< address is not valid */
#define HI_ERR_VENC_BUF_EMPTY 0xA008800E      /**< buffer is empty */
#define HI_ERR_VENC_BUF_FULL 0xA008800F       /**< buffer is full */
#define HI_ERR_VENC_ILLEGAL_PARAM 0xA0088003  /**< argument is not valid */
#define HI_ERR_VENC_INVALID_CHN_ID 0xA0088002 /**< channel is out of range */
#define HI_ERR_VENC_NO_MEM 0xA008800C         /**< no memory left */
#define HI_ERR_VENC_NO_BUF 0xA008800D         /**< no buffer left */
#define HI_ERR_VENC_NOT_CFG 0xA0088007        /**< not configured */
#define HI_ERR_VENC_NOT_SUPPORT 0xA0088008    /**< not supported */
#define HI_ERR_VENC_NOT_PERM 0xA0088009       /**< not permitted */
#define HI_ERR_VENC_NULL_PTR 0xA0088006       /**< null pointer */
#define HI_ERR_VENC_SYS_ERROR 0xA0088015      /**< system error */
#define HI_ERR_VENC_SYS_NOT_READY 0xA0088010  /**< system is not started */
#define HI_VENC_JPEG_QT_COEF_NUM 64
#define HI_VENC_MAX_MPF_NUM 2
#define HI_VENC_MAX_PACK_INFO_NUM 8
#define HI_VENC_MAX_SSE_NUM 8
#define HI_VENC_PRORES_MAX_ID_CHAR_NUM 4
#define HI_VENC_QP_HIST_NUM 52
#define HI_VENC_TEXTURE_THRESHOLD_SIZE 16

typedef hi_s32 hi_venc_chn;
typedef struct hi_user_frame_info hi_user_frame_info;
typedef struct hi_user_rc_info hi_user_rc_info;
typedef struct hi_user_roi_map hi_user_roi_map;
typedef struct hi_venc_attr hi_venc_attr;
typedef struct hi_venc_chn_attr hi_venc_chn_attr;
typedef struct hi_venc_chn_param hi_venc_chn_param;
typedef struct hi_venc_chn_status hi_venc_chn_status;
typedef struct hi_venc_cu_prediction hi_venc_cu_prediction;
typedef union hi_venc_data_type hi_venc_data_type;
typedef struct hi_venc_gop_adv_smart_p hi_venc_gop_adv_smart_p;
typedef struct hi_venc_gop_attr hi_venc_gop_attr;
typedef struct hi_venc_gop_bipred_b hi_venc_gop_bipred_b;
typedef struct hi_venc_gop_dual_p hi_venc_gop_dual_p;
typedef struct hi_venc_gop_normal_p hi_venc_gop_normal_p;
typedef struct hi_venc_gop_smart_p hi_venc_gop_smart_p;
typedef struct hi_venc_h264_adv_stream_info hi_venc_h264_adv_stream_info;
typedef struct hi_venc_h264_attr hi_venc_h264_attr;
typedef struct hi_venc_h264_avbr hi_venc_h264_avbr;
typedef struct hi_venc_h264_avbr_param hi_venc_h264_avbr_param;
typedef struct hi_venc_h264_cbr hi_venc_h264_cbr;
typedef struct hi_venc_h264_cbr_param hi_venc_h264_cbr_param;
typedef struct hi_venc_h264_cvbr hi_venc_h264_cvbr;
typedef struct hi_venc_h264_cvbr_param hi_venc_h264_cvbr_param;
typedef struct hi_venc_h264_fixqp hi_venc_h264_fixqp;
typedef struct hi_venc_h264_mod_param hi_venc_h264_mod_param;
typedef struct hi_venc_h264_qpmap hi_venc_h264_qpmap;
typedef struct hi_venc_h264_qvbr hi_venc_h264_qvbr;
typedef struct hi_venc_h264_qvbr_param hi_venc_h264_qvbr_param;
typedef struct hi_venc_h264_stream_info hi_venc_h264_stream_info;
typedef struct hi_venc_h264_vbr hi_venc_h264_vbr;
typedef struct hi_venc_h264_vbr_param hi_venc_h264_vbr_param;
typedef struct hi_venc_h264_vui hi_venc_h264_vui;
typedef struct hi_venc_h265_adv_stream_info hi_venc_h265_adv_stream_info;
typedef struct hi_venc_h265_attr hi_venc_h265_attr;
typedef struct hi_venc_h265_avbr_param hi_venc_h265_avbr_param;
typedef struct hi_venc_h265_cbr_param hi_venc_h265_cbr_param;
typedef struct hi_venc_h265_cvbr_param hi_venc_h265_cvbr_param;
typedef struct hi_venc_h265_mod_param hi_venc_h265_mod_param;
typedef struct hi_venc_h265_qpmap hi_venc_h265_qpmap;
typedef struct hi_venc_h265_qvbr_param hi_venc_h265_qvbr_param;
typedef struct hi_venc_h265_stream_info hi_venc_h265_stream_info;
typedef struct hi_venc_h265_vbr_param hi_venc_h265_vbr_param;
typedef struct hi_venc_h265_vui hi_venc_h265_vui;
typedef struct hi_venc_huffman_ac_table hi_venc_huffman_ac_table;
typedef struct hi_venc_huffman_dc_table hi_venc_huffman_dc_table;
typedef struct hi_venc_intra_refresh hi_venc_intra_refresh;
typedef struct hi_venc_jpeg_attr hi_venc_jpeg_attr;
typedef struct hi_venc_jpeg_huffman_param hi_venc_jpeg_huffman_param;
typedef struct hi_venc_jpeg_mod_param hi_venc_jpeg_mod_param;
typedef struct hi_venc_jpeg_param hi_venc_jpeg_param;
typedef struct hi_venc_jpeg_stream_info hi_venc_jpeg_stream_info;
typedef struct hi_venc_mjpeg_cbr hi_venc_mjpeg_cbr;
typedef struct hi_venc_mjpeg_cbr_param hi_venc_mjpeg_cbr_param;
typedef struct hi_venc_mjpeg_fixqp hi_venc_mjpeg_fixqp;
typedef struct hi_venc_mjpeg_vbr hi_venc_mjpeg_vbr;
typedef struct hi_venc_mjpeg_vbr_param hi_venc_mjpeg_vbr_param;
typedef struct hi_venc_mod_param hi_venc_mod_param;
typedef struct hi_venc_mpf_cfg hi_venc_mpf_cfg;
typedef struct hi_venc_pack hi_venc_pack;
typedef struct hi_venc_pack_info hi_venc_pack_info;
typedef struct hi_venc_prores_attr hi_venc_prores_attr;
typedef struct hi_venc_prores_stream_info hi_venc_prores_stream_info;
typedef struct hi_venc_rc_attr hi_venc_rc_attr;
typedef struct hi_venc_rc_param hi_venc_rc_param;
typedef struct hi_venc_ref_param hi_venc_ref_param;
typedef struct hi_venc_roi_attr hi_venc_roi_attr;
typedef struct hi_venc_scene_chg_detect hi_venc_scene_chg_detect;
typedef struct hi_venc_slice_split hi_venc_slice_split;
typedef struct hi_venc_sse_info hi_venc_sse_info;
typedef struct hi_venc_start_param hi_venc_start_param;
typedef struct hi_venc_stream hi_venc_stream;
typedef struct hi_venc_stream_info hi_venc_stream_info;
typedef struct hi_venc_streamcopy_param hi_venc_streamcopy_param;
typedef struct hi_venc_venc_mod_param hi_venc_venc_mod_param;
typedef struct hi_venc_vui_aspect_ratio hi_venc_vui_aspect_ratio;
typedef struct hi_venc_vui_bitstream_restric hi_venc_vui_bitstream_restric;
typedef struct hi_venc_vui_h264_time_info hi_venc_vui_h264_time_info;
typedef struct hi_venc_vui_h265_time_info hi_venc_vui_h265_time_info;
typedef struct hi_venc_vui_video_signal hi_venc_vui_video_signal;

typedef enum hi_venc_frame_type {
    VENC_FRAME_TYPE_NONE = 1,
    VENC_FRAME_TYPE_IDR = 2,
    VENC_FRAME_TYPE_PSKIP = 3,
    VENC_FRAME_TYPE_BUTT = 4
} hi_venc_frame_type;

typedef enum hi_venc_gop_mode {
    HI_VENC_GOP_MODE_NORMAL_P = 0,
    HI_VENC_GOP_MODE_DUAL_P = 1,
    HI_VENC_GOP_MODE_SMART_P = 2,
    HI_VENC_GOP_MODE_ADV_SMART_P = 3,
    HI_VENC_GOP_MODE_BIPRED_B = 4,
    HI_VENC_GOP_MODE_LOW_DELAY_B = 5,
    HI_VENC_GOP_MODE_BUTT = 6
} hi_venc_gop_mode;

typedef enum hi_venc_h264_nalu_type {
    HI_VENC_H264_NALU_B_SLICE = 0,
    HI_VENC_H264_NALU_P_SLICE = 1,
    HI_VENC_H264_NALU_I_SLICE = 2,
    HI_VENC_H264_NALU_IDR_SLICE = 5,
    HI_VENC_H264_NALU_SEI = 6,
    HI_VENC_H264_NALU_SPS = 7,
    HI_VENC_H264_NALU_PPS = 8,
    HI_VENC_H264_NALU_BUTT = 9
} hi_venc_h264_nalu_type;

typedef enum hi_venc_h264_ref_slice_type {
    HI_VENC_H264_REF_SLICE_FOR_1X = 1,
    HI_VENC_H264_REF_SLICE_FOR_2X = 2,
    HI_VENC_H264_REF_SLICE_FOR_4X = 5,
    HI_VENC_H264_REF_SLICE_FOR_BUTT = 6
} hi_venc_h264_ref_slice_type;

typedef enum hi_venc_h265_nalu_type {
    HI_VENC_H265_NALU_B_SLICE = 0,
    HI_VENC_H265_NALU_P_SLICE = 1,
    HI_VENC_H265_NALU_I_SLICE = 2,
    HI_VENC_H265_NALU_IDR_SLICE = 19,
    HI_VENC_H265_NALU_VPS = 32,
    HI_VENC_H265_NALU_SPS = 33,
    HI_VENC_H265_NALU_PPS = 34,
    HI_VENC_H265_NALU_SEI = 39,
    HI_VENC_H265_NALU_ENHANCE = 64,
    HI_VENC_H265_NALU_BUTT = 65
} hi_venc_h265_nalu_type;

typedef enum hi_venc_intra_refresh_mode {
    INTRA_REFRESH_ROW = 0,
    INTRA_REFRESH_COLUMN = 1,
    INTRA_REFRESH_BUTT = 2
} hi_venc_intra_refresh_mode;

typedef enum hi_venc_jpege_pack_type {
    HI_VENC_JPEG_PACK_ECS = 5,
    HI_VENC_JPEG_PACK_APP = 6,
    HI_VENC_JPEG_PACK_VDO = 7,
    HI_VENC_JPEG_PACK_PIC = 8,
    HI_VENC_JPEG_PACK_DCF = 9,
    HI_VENC_JPEG_PACK_DCF_PIC = 10,
    HI_VENC_JPEG_PACK_BUTT = 11
} hi_venc_jpege_pack_type;

typedef enum hi_venc_mod_type {
    HI_VENC_MOD_VENC = 1,
    HI_VENC_MOD_H264 = 2,
    HI_VENC_MOD_H265 = 3,
    HI_VENC_MOD_JPEG = 4,
    HI_VENC_MOD_RC = 5,
    HI_VENC_MOD_BUTT = 6
} hi_venc_mod_type;

typedef enum hi_venc_pic_recv_mode {
    HI_VENC_PIC_RECV_SINGLE = 0,
    HI_VENC_PIC_RECV_MULTI = 1,
    HI_VENC_PIC_RECV_BUTT = 2
} hi_venc_pic_recv_mode;

typedef enum hi_venc_prores_aspect_ratio {
    HI_VENC_PRORES_ASPECT_RATIO_UNKNOWN = 0,
    HI_VENC_PRORES_ASPECT_RATIO_SQUARE = 1,
    HI_VENC_PRORES_ASPECT_RATIO_4_3 = 2,
    HI_VENC_PRORES_ASPECT_RATIO_16_9 = 3,
    HI_VENC_PRORES_ASPECT_RATIO_BUTT = 4
} hi_venc_prores_aspect_ratio;

typedef enum hi_venc_prores_frame_rate {
    HI_VENC_PRORES_FRAME_RATE_UNKNOWN = 0,
    HI_VENC_PRORES_FRAME_RATE_23_976 = 1,
    HI_VENC_PRORES_FRAME_RATE_24 = 2,
    HI_VENC_PRORES_FRAME_RATE_25 = 3,
    HI_VENC_PRORES_FRAME_RATE_29_97 = 4,
    HI_VENC_PRORES_FRAME_RATE_30 = 5,
    HI_VENC_PRORES_FRAME_RATE_50 = 6,
    HI_VENC_PRORES_FRAME_RATE_59_94 = 7,
    HI_VENC_PRORES_FRAME_RATE_60 = 8,
    HI_VENC_PRORES_FRAME_RATE_100 = 9,
    HI_VENC_PRORES_FRAME_RATE_119_88 = 10,
    HI_VENC_PRORES_FRAME_RATE_120 = 11,
    HI_VENC_PRORES_FRAME_RATE_BUTT = 12
} hi_venc_prores_frame_rate;

typedef enum hi_venc_prores_pack_type {
    HI_VENC_PRORES_PACK_PIC = 1,
    HI_VENC_PRORES_PACK_BUTT = 2
} hi_venc_prores_pack_type;

typedef enum hi_venc_rc_mode {
    HI_VENC_RC_MODE_H264_CBR = 1,
    HI_VENC_RC_MODE_H264_VBR = 2,
    HI_VENC_RC_MODE_H264_AVBR = 3,
    HI_VENC_RC_MODE_H264_QVBR = 4,
    HI_VENC_RC_MODE_H264_CVBR = 5,
    HI_VENC_RC_MODE_H264_FIXQP = 6,
    HI_VENC_RC_MODE_H264_QPMAP = 7,
    HI_VENC_RC_MODE_MJPEG_CBR = 8,
    HI_VENC_RC_MODE_MJPEG_VBR = 9,
    HI_VENC_RC_MODE_MJPEG_FIXQP = 10,
    HI_VENC_RC_MODE_H265_CBR = 11,
    HI_VENC_RC_MODE_H265_VBR = 12,
    HI_VENC_RC_MODE_H265_AVBR = 13,
    HI_VENC_RC_MODE_H265_QVBR = 14,
    HI_VENC_RC_MODE_H265_CVBR = 15,
    HI_VENC_RC_MODE_H265_FIXQP = 16,
    HI_VENC_RC_MODE_H265_QPMAP = 17,
    HI_VENC_RC_MODE_BUTT = 18
} hi_venc_rc_mode;

typedef enum hi_venc_rc_qpmap_mode {
    HI_VENC_RC_QPMAP_MODE_MEAN_QP = 0,
    HI_VENC_RC_QPMAP_MODE_MIN_QP = 1,
    HI_VENC_RC_QPMAP_MODE_MAX_QP = 2,
    HI_VENC_RC_QPMAP_MODE_BUTT = 3
} hi_venc_rc_qpmap_mode;

typedef enum hi_venc_ref_type {
    HI_VENC_BASE_IDR_SLICE = 0,
    HI_VENC_BASE_P_SLICE_REF_TO_IDR = 1,
    HI_VENC_BASE_P_SLICE_REF_BY_BASE = 2,
    HI_VENC_BASE_P_SLICE_REF_BY_ENHANCE = 3,
    HI_VENC_ENHANCE_P_SLICE_REF_BY_ENHANCE = 4,
    HI_VENC_ENHANCE_P_SLICE_NOT_FOR_REF = 5,
    HI_VENC_P_SLICE_BUTT = 6
} hi_venc_ref_type;

typedef enum hi_venc_scene_mode {
    HI_VENC_SCENE_0 = 0,
    HI_VENC_SCENE_1 = 1,
    HI_VENC_SCENE_2 = 2,
    HI_VENC_SCENE_BUTT = 3
} hi_venc_scene_mode;

typedef hi_venc_h264_avbr hi_venc_h265_avbr;
typedef hi_venc_h264_cbr hi_venc_h265_cbr;
typedef hi_venc_h264_cvbr hi_venc_h265_cvbr;
typedef hi_venc_h264_fixqp hi_venc_h265_fixqp;
typedef hi_venc_h264_qvbr hi_venc_h265_qvbr;
typedef hi_venc_h264_vbr hi_venc_h265_vbr;

/* Not modelled: 200001, null or nothing, and aclGetRecentErrMsg names the function. */
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_close_fd(hi_venc_chn chn);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_compact_jpeg_tables(hi_venc_chn chn, hi_u32 table_type,
                                                           hi_bool enable);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_create_chn(hi_venc_chn chn, const hi_venc_chn_attr* attr);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_destroy_chn(hi_venc_chn chn);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_chn_attr(hi_venc_chn chn, hi_venc_chn_attr* chn_attr);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_chn_param(hi_venc_chn chn, hi_venc_chn_param* chn_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_cu_pred(hi_venc_chn chn, hi_venc_cu_prediction* cu_pred);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_fd(hi_venc_chn chn);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_h264_vui(hi_venc_chn chn, hi_venc_h264_vui* h264_vui);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_h265_vui(hi_venc_chn chn, hi_venc_h265_vui* h265_vui);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_intra_refresh(hi_venc_chn chn,
                                                         hi_venc_intra_refresh* intra_refresh);
ACL_FUNC_VISIBILITY hi_s32
hi_mpi_venc_get_jpeg_huffman_param(hi_venc_chn chn, hi_venc_jpeg_huffman_param* jpeg_huffman_data);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_jpeg_param(hi_venc_chn chn,
                                                      hi_venc_jpeg_param* jpeg_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_jpege_predicted_size(
    const hi_video_frame_info* frame, const hi_venc_jpeg_param* jpeg_param, hi_u32* size);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_mod_param(hi_venc_mod_param* mod_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_qpmap_size(hi_payload_type type, hi_u32 width,
                                                      hi_u32 height);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_qpmap_stride(hi_u32 width);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_rc_param(hi_venc_chn chn, hi_venc_rc_param* rc_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_ref_param(hi_venc_chn chn, hi_venc_ref_param* ref_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_roi_attr(hi_venc_chn chn, hi_u32 idx,
                                                    hi_venc_roi_attr* roi_attr);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_scene_mode(hi_venc_chn chn,
                                                      hi_venc_scene_mode* scene_mode);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_slice_split(hi_venc_chn chn,
                                                       hi_venc_slice_split* slice_split);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_get_stream(hi_venc_chn chn, hi_venc_stream* stream,
                                                  hi_s32 milli_sec);
ACL_FUNC_VISIBILITY hi_s32
hi_mpi_venc_get_streamcopy_param(hi_venc_chn chn, hi_venc_streamcopy_param* streamcopy_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_query_status(hi_venc_chn chn, hi_venc_chn_status* status);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_release_stream(hi_venc_chn chn, hi_venc_stream* stream);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_request_idr(hi_venc_chn chn, hi_bool instant);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_send_frame(hi_venc_chn chn, const hi_video_frame_info* frame,
                                                  hi_s32 milli_sec);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_send_frame_ex(hi_venc_chn chn,
                                                     const hi_user_frame_info* frame,
                                                     hi_s32 milli_sec);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_send_jpege_frame(hi_venc_chn chn,
                                                        const hi_video_frame_info* frame,
                                                        const hi_img_stream* jpege_stream,
                                                        hi_s32 milli_sec);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_chn_attr(hi_venc_chn chn,
                                                    const hi_venc_chn_attr* chn_attr);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_chn_param(hi_venc_chn chn,
                                                     const hi_venc_chn_param* chn_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_cu_pred(hi_venc_chn chn,
                                                   const hi_venc_cu_prediction* cu_pred);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_h264_vui(hi_venc_chn chn,
                                                    const hi_venc_h264_vui* h264_vui);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_h265_vui(hi_venc_chn chn,
                                                    const hi_venc_h265_vui* h265_vui);
ACL_FUNC_VISIBILITY hi_s32
hi_mpi_venc_set_intra_refresh(hi_venc_chn chn, const hi_venc_intra_refresh* intra_refresh);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_jpeg_huffman_param(
    hi_venc_chn chn, const hi_venc_jpeg_huffman_param* jpeg_huffman_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_jpeg_param(hi_venc_chn chn,
                                                      const hi_venc_jpeg_param* jpeg_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_mod_param(const hi_venc_mod_param* mod_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_rc_param(hi_venc_chn chn,
                                                    const hi_venc_rc_param* rc_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_ref_param(hi_venc_chn chn,
                                                     const hi_venc_ref_param* ref_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_roi_attr(hi_venc_chn chn,
                                                    const hi_venc_roi_attr* roi_attr);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_scene_mode(hi_venc_chn chn,
                                                      const hi_venc_scene_mode scene_mode);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_set_slice_split(hi_venc_chn chn,
                                                       const hi_venc_slice_split* slice_split);
ACL_FUNC_VISIBILITY hi_s32
hi_mpi_venc_set_streamcopy_param(hi_venc_chn chn, const hi_venc_streamcopy_param* streamcopy_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_start_chn(hi_venc_chn chn,
                                                 const hi_venc_start_param* recv_param);
ACL_FUNC_VISIBILITY hi_s32 hi_mpi_venc_stop_chn(hi_venc_chn chn);

#ifdef __cplusplus
}
#endif

#endif
