// SPDX-License-Identifier: Apache-2.0
#include "acl/dvpp/hi_dvpp_vpc.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

hi_s32 hi_mpi_vpc_batch_crop_resize_make_border(hi_vpc_chn, const hi_vpc_pic_info**, hi_u32,
                                                hi_vpc_crop_resize_border_region*, hi_u32*, hi_u32*,
                                                hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_batch_crop_resize_paste(hi_vpc_chn, const hi_vpc_pic_info**, hi_u32,
                                          hi_vpc_crop_resize_paste_region*, hi_u32*, hi_u32*,
                                          hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_blur(hi_vpc_chn, const hi_blur_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_calc_hist(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_histogram_config*, hi_u32*,
                            hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_convert_color(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_pic_info*, hi_u32*,
                                hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_convert_color_to_yuv420(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_pic_info*,
                                          hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_convert_color_v2(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_pic_info*,
                                   hi_csc_conf*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_copy_make_border(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_pic_info*,
                                   hi_vpc_make_border_info, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_create_chn(hi_vpc_chn, const hi_vpc_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_crop(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_crop_region_info*, hi_u32,
                       hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_crop_resize(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_crop_resize_region*,
                              hi_u32, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_crop_resize_make_border(hi_vpc_chn, const hi_vpc_pic_info*,
                                          hi_vpc_crop_resize_border_region*, hi_u32, hi_u32*,
                                          hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_crop_resize_paste(hi_vpc_chn, const hi_vpc_pic_info*,
                                    hi_vpc_crop_resize_paste_region*, hi_u32, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_crop_resize_resize_paste(hi_vpc_chn, const hi_vpc_pic_info*,
                                           hi_vpc_crop_resize_resize_paste_region*, hi_u32, hi_u32*,
                                           hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_destroy_chn(hi_vpc_chn) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_dilate(hi_vpc_chn, const hi_blur_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_draw_cover(hi_vpc_chn, const hi_cover_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_draw_line(hi_vpc_chn, const hi_line_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_draw_mosaic(hi_vpc_chn, const hi_mosaic_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_draw_osd(hi_vpc_chn, hi_osd_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_equalize_hist(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_pic_info*,
                                const hi_vpc_lut_remap*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_erode(hi_vpc_chn, const hi_blur_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_filter2d(hi_vpc_chn, const hi_filter_2d_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_flip(hi_vpc_chn, hi_flip_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_gaussian_blur(hi_vpc_chn, const hi_gaussian_blur_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_get_affine_lut(hi_point_pair_info*, hi_u32, hi_remap_lut*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_get_affine_transform(hi_point_pair_info*, hi_transform_matrix*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_get_lut_mem_size(hi_u32, hi_u32, hi_u32*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_get_perspective_lut(hi_point_pair_info*, hi_u32, hi_remap_lut*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_get_process_result(hi_vpc_chn, hi_u32, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_get_remap_lut(hi_map_param*, hi_remap_lut*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_get_rotation_matrix(hi_float_point, hi_double, hi_double, hi_transform_matrix*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_get_roundview_stitching_param(hi_vpc_chn, hi_roundview_stitching_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_lut_remap(hi_vpc_chn, hi_warp_transform_param*, hi_remap_lut*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_median_blur(hi_vpc_chn, const hi_median_blur_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_pyrdown(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_pic_info*, hi_u32,
                          hi_s8 (*)[5], hi_u16, hi_vpc_make_border_info, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_resize(hi_vpc_chn, const hi_vpc_pic_info*, hi_vpc_pic_info*, hi_double, hi_double,
                         hi_u32, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_rotate(hi_vpc_chn, const hi_rotate_param*, hi_u32*, hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_roundview_stitching(hi_vpc_chn, hi_roundview_stitching_pic_param*, hi_u32*,
                                      hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_set_chn_opt_attr(hi_vpc_chn, const hi_opt_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_set_chn_workspace(hi_vpc_chn, hi_vpc_workspace_param*, hi_u32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_set_roundview_stitching_param(hi_vpc_chn, const hi_roundview_stitching_param*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_sys_create_chn(hi_vpc_chn*, const hi_vpc_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vpc_warp_affine(hi_vpc_chn, hi_transform_matrix*, hi_warp_transform_param*, hi_u32*,
                              hi_s32) {
    return refuse(__func__);
}
