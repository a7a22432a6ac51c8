// SPDX-License-Identifier: Apache-2.0
#include "acl/dvpp/hi_dvpp_venc.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

hi_s32 hi_mpi_venc_close_fd(hi_venc_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_compact_jpeg_tables(hi_venc_chn, hi_u32, hi_bool) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_create_chn(hi_venc_chn, const hi_venc_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_destroy_chn(hi_venc_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_chn_attr(hi_venc_chn, hi_venc_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_chn_param(hi_venc_chn, hi_venc_chn_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_cu_pred(hi_venc_chn, hi_venc_cu_prediction*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_fd(hi_venc_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_h264_vui(hi_venc_chn, hi_venc_h264_vui*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_h265_vui(hi_venc_chn, hi_venc_h265_vui*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_intra_refresh(hi_venc_chn, hi_venc_intra_refresh*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_jpeg_huffman_param(hi_venc_chn, hi_venc_jpeg_huffman_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_jpeg_param(hi_venc_chn, hi_venc_jpeg_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_jpege_predicted_size(const hi_video_frame_info*, const hi_venc_jpeg_param*,
                                            hi_u32*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_mod_param(hi_venc_mod_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_qpmap_size(hi_payload_type, hi_u32, hi_u32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_qpmap_stride(hi_u32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_rc_param(hi_venc_chn, hi_venc_rc_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_ref_param(hi_venc_chn, hi_venc_ref_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_roi_attr(hi_venc_chn, hi_u32, hi_venc_roi_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_scene_mode(hi_venc_chn, hi_venc_scene_mode*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_slice_split(hi_venc_chn, hi_venc_slice_split*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_stream(hi_venc_chn, hi_venc_stream*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_get_streamcopy_param(hi_venc_chn, hi_venc_streamcopy_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_query_status(hi_venc_chn, hi_venc_chn_status*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_release_stream(hi_venc_chn, hi_venc_stream*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_request_idr(hi_venc_chn, hi_bool) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_send_frame(hi_venc_chn, const hi_video_frame_info*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_send_frame_ex(hi_venc_chn, const hi_user_frame_info*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_send_jpege_frame(hi_venc_chn, const hi_video_frame_info*, const hi_img_stream*,
                                    hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_chn_attr(hi_venc_chn, const hi_venc_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_chn_param(hi_venc_chn, const hi_venc_chn_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_cu_pred(hi_venc_chn, const hi_venc_cu_prediction*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_h264_vui(hi_venc_chn, const hi_venc_h264_vui*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_h265_vui(hi_venc_chn, const hi_venc_h265_vui*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_intra_refresh(hi_venc_chn, const hi_venc_intra_refresh*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_jpeg_huffman_param(hi_venc_chn, const hi_venc_jpeg_huffman_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_jpeg_param(hi_venc_chn, const hi_venc_jpeg_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_mod_param(const hi_venc_mod_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_rc_param(hi_venc_chn, const hi_venc_rc_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_ref_param(hi_venc_chn, const hi_venc_ref_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_roi_attr(hi_venc_chn, const hi_venc_roi_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_scene_mode(hi_venc_chn, const hi_venc_scene_mode) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_slice_split(hi_venc_chn, const hi_venc_slice_split*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_set_streamcopy_param(hi_venc_chn, const hi_venc_streamcopy_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_start_chn(hi_venc_chn, const hi_venc_start_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_venc_stop_chn(hi_venc_chn) {
    return refuse(__func__);
}
