// SPDX-License-Identifier: Apache-2.0
#include "acl/dvpp/hi_dvpp_pngd.h"
#include "acl/dvpp/hi_dvpp_vdec.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

hi_s32 hi_mpi_dvpp_get_image_info(hi_payload_type, const hi_vdec_stream*, hi_img_info*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_png_get_image_info(const hi_img_stream*, hi_img_info*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_pngd_create_chn(hi_pngd_chn, const hi_pngd_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_pngd_destroy_chn(hi_pngd_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_pngd_get_image_data(hi_pngd_chn, hi_pic_info*, hi_img_stream*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_pngd_send_stream(hi_pngd_chn, const hi_img_stream*, hi_pic_info*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_close_fd(hi_vdec_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_create_chn(hi_vdec_chn, const hi_vdec_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_destroy_chn(hi_vdec_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_get_chn_attr(hi_vdec_chn, hi_vdec_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_get_chn_param(hi_vdec_chn, hi_vdec_chn_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_get_display_mode(hi_vdec_chn, hi_video_display_mode*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_get_fd(hi_vdec_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_get_frame(hi_vdec_chn, hi_video_frame_info*, hi_vdec_supplement_info*,
                             hi_vdec_stream*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_get_jpegd_output_info(const hi_vdec_stream*, const hi_pixel_format,
                                         hi_img_info*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_get_protocol_param(hi_vdec_chn, hi_vdec_protocol_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_query_status(hi_vdec_chn, hi_vdec_chn_status*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_release_frame(hi_vdec_chn, const hi_video_frame_info*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_reset_chn(hi_vdec_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_send_stream(hi_vdec_chn, const hi_vdec_stream*, hi_vdec_pic_info*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_set_chn_attr(hi_vdec_chn, const hi_vdec_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_set_chn_param(hi_vdec_chn, const hi_vdec_chn_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_set_display_mode(hi_vdec_chn, hi_video_display_mode) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_set_jpegd_precision_mode(hi_vdec_chn, const hi_jpegd_precision_mode) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_set_protocol_param(hi_vdec_chn, const hi_vdec_protocol_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_start_recv_stream(hi_vdec_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vdec_stop_recv_stream(hi_vdec_chn) {
    return refuse(__func__);
}

hi_u32 hi_vdec_get_pic_buf_size(hi_payload_type, hi_pic_buf_attr*) {
    refuse(__func__);
    return {};
}

hi_u32 hi_vdec_get_tmv_buf_size(hi_payload_type, hi_u32, hi_u32) {
    refuse(__func__);
    return {};
}
