// SPDX-License-Identifier: Apache-2.0
#include "acl/dvpp/hi_dvpp_pngd.h"
#include "acl/dvpp/hi_dvpp_vdec.h"
#include "acl/dvpp/hi_dvpp_venc.h"
#include "acl/dvpp/hi_dvpp_vpc.h"
#include "acl/dvpp/hi_media_common.h"
#include "acl/dvpp/hi_mpi_sys.h"
#include "runtime/python/address_binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/refusal.h"

namespace ascend::python {
namespace {

constexpr Function kSystem[] = {
    {"dvpp_malloc", acts<hi_mpi_dvpp_malloc>},
    {"dvpp_free", by_address<hi_mpi_dvpp_free>},
    {"dvpp_get_image_info", by_address<hi_mpi_dvpp_get_image_info>},
    {"dvpp_get_version", by_address<hi_mpi_dvpp_get_version>},
    {"sys_close_epoll", by_address<hi_mpi_sys_close_epoll>},
    {"sys_create_epoll", by_address<hi_mpi_sys_create_epoll>},
    {"sys_ctl_epoll", by_address<hi_mpi_sys_ctl_epoll>},
    {"sys_exit", by_address<hi_mpi_sys_exit>},
    {"sys_get_chn_csc_matrix", by_address<hi_mpi_sys_get_chn_csc_matrix>},
    {"sys_get_image_align_info", by_address<hi_mpi_sys_get_image_align_info>},
    {"sys_init", by_address<hi_mpi_sys_init>},
    {"sys_set_chn_csc_matrix", by_address<hi_mpi_sys_set_chn_csc_matrix>},
    {"sys_wait_epoll", by_address<hi_mpi_sys_wait_epoll>},
    {"png_get_image_info", by_address<hi_mpi_png_get_image_info>},
    {"pngd_create_chn", by_address<hi_mpi_pngd_create_chn>},
    {"pngd_destroy_chn", by_address<hi_mpi_pngd_destroy_chn>},
    {"pngd_get_image_data", by_address<hi_mpi_pngd_get_image_data>},
    {"pngd_send_stream", by_address<hi_mpi_pngd_send_stream>},
};

constexpr Function kDecoders[] = {
    {"vdec_close_fd", by_address<hi_mpi_vdec_close_fd>},
    {"vdec_create_chn", by_address<hi_mpi_vdec_create_chn>},
    {"vdec_destroy_chn", by_address<hi_mpi_vdec_destroy_chn>},
    {"vdec_get_chn_attr", by_address<hi_mpi_vdec_get_chn_attr>},
    {"vdec_get_chn_param", by_address<hi_mpi_vdec_get_chn_param>},
    {"vdec_get_display_mode", by_address<hi_mpi_vdec_get_display_mode>},
    {"vdec_get_fd", by_address<hi_mpi_vdec_get_fd>},
    {"vdec_get_frame", by_address<hi_mpi_vdec_get_frame>},
    {"vdec_get_jpegd_output_info", by_address<hi_mpi_vdec_get_jpegd_output_info>},
    {"vdec_get_pic_buf_size", by_address<hi_vdec_get_pic_buf_size>},
    {"vdec_get_protocol_param", by_address<hi_mpi_vdec_get_protocol_param>},
    {"vdec_get_tmv_buf_size", by_address<hi_vdec_get_tmv_buf_size>},
    {"vdec_query_status", by_address<hi_mpi_vdec_query_status>},
    {"vdec_release_frame", by_address<hi_mpi_vdec_release_frame>},
    {"vdec_reset_chn", by_address<hi_mpi_vdec_reset_chn>},
    {"vdec_send_stream", by_address<hi_mpi_vdec_send_stream>},
    {"vdec_set_chn_attr", by_address<hi_mpi_vdec_set_chn_attr>},
    {"vdec_set_chn_param", by_address<hi_mpi_vdec_set_chn_param>},
    {"vdec_set_display_mode", by_address<hi_mpi_vdec_set_display_mode>},
    {"vdec_set_jpegd_precision_mode", by_address<hi_mpi_vdec_set_jpegd_precision_mode>},
    {"vdec_set_protocol_param", by_address<hi_mpi_vdec_set_protocol_param>},
    {"vdec_start_recv_stream", by_address<hi_mpi_vdec_start_recv_stream>},
    {"vdec_stop_recv_stream", by_address<hi_mpi_vdec_stop_recv_stream>},
};

constexpr Function kEncoders[] = {
    {"venc_close_fd", by_address<hi_mpi_venc_close_fd>},
    {"venc_compact_jpeg_tables", by_address<hi_mpi_venc_compact_jpeg_tables>},
    {"venc_create_chn", by_address<hi_mpi_venc_create_chn>},
    {"venc_destroy_chn", by_address<hi_mpi_venc_destroy_chn>},
    {"venc_get_chn_attr", by_address<hi_mpi_venc_get_chn_attr>},
    {"venc_get_chn_param", by_address<hi_mpi_venc_get_chn_param>},
    {"venc_get_cu_pred", by_address<hi_mpi_venc_get_cu_pred>},
    {"venc_get_fd", by_address<hi_mpi_venc_get_fd>},
    {"venc_get_h264_vui", by_address<hi_mpi_venc_get_h264_vui>},
    {"venc_get_h265_vui", by_address<hi_mpi_venc_get_h265_vui>},
    {"venc_get_intra_refresh", by_address<hi_mpi_venc_get_intra_refresh>},
    {"venc_get_jpeg_huffman_param", by_address<hi_mpi_venc_get_jpeg_huffman_param>},
    {"venc_get_jpeg_param", by_address<hi_mpi_venc_get_jpeg_param>},
    {"venc_get_jpege_predicted_size", by_address<hi_mpi_venc_get_jpege_predicted_size>},
    {"venc_get_mod_param", by_address<hi_mpi_venc_get_mod_param>},
    {"venc_get_qpmap_size", by_address<hi_mpi_venc_get_qpmap_size>},
    {"venc_get_qpmap_stride", by_address<hi_mpi_venc_get_qpmap_stride>},
    {"venc_get_rc_param", by_address<hi_mpi_venc_get_rc_param>},
    {"venc_get_ref_param", by_address<hi_mpi_venc_get_ref_param>},
    {"venc_get_roi_attr", by_address<hi_mpi_venc_get_roi_attr>},
    {"venc_get_scene_mode", by_address<hi_mpi_venc_get_scene_mode>},
    {"venc_get_slice_split", by_address<hi_mpi_venc_get_slice_split>},
    {"venc_get_stream", by_address<hi_mpi_venc_get_stream>},
    {"venc_get_streamcopy_param", by_address<hi_mpi_venc_get_streamcopy_param>},
    {"venc_query_status", by_address<hi_mpi_venc_query_status>},
    {"venc_release_stream", by_address<hi_mpi_venc_release_stream>},
    {"venc_request_idr", by_address<hi_mpi_venc_request_idr>},
    {"venc_send_frame", by_address<hi_mpi_venc_send_frame>},
    {"venc_send_frame_ex", by_address<hi_mpi_venc_send_frame_ex>},
    {"venc_send_jpege_frame", by_address<hi_mpi_venc_send_jpege_frame>},
    {"venc_set_chn_attr", by_address<hi_mpi_venc_set_chn_attr>},
    {"venc_set_chn_param", by_address<hi_mpi_venc_set_chn_param>},
    {"venc_set_cu_pred", by_address<hi_mpi_venc_set_cu_pred>},
    {"venc_set_h264_vui", by_address<hi_mpi_venc_set_h264_vui>},
    {"venc_set_h265_vui", by_address<hi_mpi_venc_set_h265_vui>},
    {"venc_set_intra_refresh", by_address<hi_mpi_venc_set_intra_refresh>},
    {"venc_set_jpeg_huffman_param", by_address<hi_mpi_venc_set_jpeg_huffman_param>},
    {"venc_set_jpeg_param", by_address<hi_mpi_venc_set_jpeg_param>},
    {"venc_set_mod_param", by_address<hi_mpi_venc_set_mod_param>},
    {"venc_set_rc_param", by_address<hi_mpi_venc_set_rc_param>},
    {"venc_set_ref_param", by_address<hi_mpi_venc_set_ref_param>},
    {"venc_set_roi_attr", by_address<hi_mpi_venc_set_roi_attr>},
    {"venc_set_scene_mode", by_address<hi_mpi_venc_set_scene_mode>},
    {"venc_set_slice_split", by_address<hi_mpi_venc_set_slice_split>},
    {"venc_set_streamcopy_param", by_address<hi_mpi_venc_set_streamcopy_param>},
    {"venc_start_chn", by_address<hi_mpi_venc_start_chn>},
    {"venc_stop_chn", by_address<hi_mpi_venc_stop_chn>},
};

constexpr Function kVision[] = {
    {"vpc_batch_crop_resize_make_border", by_address<hi_mpi_vpc_batch_crop_resize_make_border>},
    {"vpc_batch_crop_resize_paste", by_address<hi_mpi_vpc_batch_crop_resize_paste>},
    {"vpc_blur", by_address<hi_mpi_vpc_blur>},
    {"vpc_calc_hist", by_address<hi_mpi_vpc_calc_hist>},
    {"vpc_convert_color", by_address<hi_mpi_vpc_convert_color>},
    {"vpc_convert_color_to_yuv420", by_address<hi_mpi_vpc_convert_color_to_yuv420>},
    {"vpc_convert_color_v2", by_address<hi_mpi_vpc_convert_color_v2>},
    {"vpc_create_chn", by_address<hi_mpi_vpc_create_chn>},
    {"vpc_crop", by_address<hi_mpi_vpc_crop>},
    {"vpc_crop_resize", by_address<hi_mpi_vpc_crop_resize>},
    {"vpc_crop_resize_make_border", by_address<hi_mpi_vpc_crop_resize_make_border>},
    {"vpc_crop_resize_paste", by_address<hi_mpi_vpc_crop_resize_paste>},
    {"vpc_crop_resize_resize_paste", by_address<hi_mpi_vpc_crop_resize_resize_paste>},
    {"vpc_destroy_chn", by_address<hi_mpi_vpc_destroy_chn>},
    {"vpc_dilate", by_address<hi_mpi_vpc_dilate>},
    {"vpc_draw_cover", by_address<hi_mpi_vpc_draw_cover>},
    {"vpc_draw_line", by_address<hi_mpi_vpc_draw_line>},
    {"vpc_draw_mosaic", by_address<hi_mpi_vpc_draw_mosaic>},
    {"vpc_draw_osd", by_address<hi_mpi_vpc_draw_osd>},
    {"vpc_equalize_hist", by_address<hi_mpi_vpc_equalize_hist>},
    {"vpc_erode", by_address<hi_mpi_vpc_erode>},
    {"vpc_filter2d", by_address<hi_mpi_vpc_filter2d>},
    {"vpc_flip", by_address<hi_mpi_vpc_flip>},
    {"vpc_gaussian_blur", by_address<hi_mpi_vpc_gaussian_blur>},
    {"vpc_get_affine_lut", by_address<hi_mpi_vpc_get_affine_lut>},
    {"vpc_get_affine_transform", by_address<hi_mpi_vpc_get_affine_transform>},
    {"vpc_get_lut_mem_size", by_address<hi_mpi_vpc_get_lut_mem_size>},
    {"vpc_get_perspective_lut", by_address<hi_mpi_vpc_get_perspective_lut>},
    {"vpc_get_process_result", by_address<hi_mpi_vpc_get_process_result>},
    {"vpc_get_remap_lut", by_address<hi_mpi_vpc_get_remap_lut>},
    {"vpc_lut_remap", by_address<hi_mpi_vpc_lut_remap>},
    {"vpc_median_blur", by_address<hi_mpi_vpc_median_blur>},
    {"vpc_resize", by_address<hi_mpi_vpc_resize>},
    {"vpc_rotate", by_address<hi_mpi_vpc_rotate>},
    {"vpc_set_chn_opt_attr", by_address<hi_mpi_vpc_set_chn_opt_attr>},
    {"vpc_set_chn_workspace", by_address<hi_mpi_vpc_set_chn_workspace>},
    {"vpc_sys_create_chn", by_address<hi_mpi_vpc_sys_create_chn>},
    {"vpc_warp_affine", by_address<hi_mpi_vpc_warp_affine>},
};

constexpr Refused kRefused[] = {
    {"vpc_calc_hist_v2", "*", "r"},
    {"vpc_copy_make_border", "iiiiii", "r"},
    {"vpc_get_rotation_matrix", "*", "r"},
    {"vpc_pyrdown", "iiiiiiiii", "r"},
};

}  // namespace

void define_himpi(pybind11::module_& module) {
    define_all(module, kSystem);
    define_all(module, kDecoders);
    define_all(module, kEncoders);
    define_all(module, kVision);
    define_all(module, kRefused);
}

}  // namespace ascend::python
