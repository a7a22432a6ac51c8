// SPDX-License-Identifier: Apache-2.0
#include "acl/dvpp/hi_dvpp_vb.h"
#include "acl/dvpp/hi_media_common.h"
#include "acl/dvpp/hi_mpi_sys.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

hi_s32 hi_mpi_dvpp_get_version(hi_s32*, hi_s32*, hi_s32*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_bind(const hi_mpp_chn*, const hi_mpp_chn*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_close_epoll(hi_s32) {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_create_epoll(hi_s32, hi_s32*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_ctl_epoll(hi_s32, hi_s32, hi_s32, hi_dvpp_epoll_event*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_exit() {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_full_init() {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_get_chn_csc_matrix(hi_mod_id, hi_s32, hi_csc_matrix*, hi_csc_coefficient*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_get_image_align_info(const hi_module_type*, const hi_u32, const hi_img_base_info*,
                                       hi_img_align_info*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_init() {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_set_chn_csc_matrix(hi_mod_id, hi_s32, hi_csc_matrix, hi_csc_coefficient*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_unbind(const hi_mpp_chn*, const hi_mpp_chn*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_sys_wait_epoll(hi_s32, hi_dvpp_epoll_event*, hi_s32, hi_s32, hi_s32*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_vb_block_copyref(hi_vb_blk) {
    return refuse(__func__);
}

hi_vb_pool hi_mpi_vb_create_pool(const hi_vb_pool_config*) {
    refuse(__func__);
    return {};
}

hi_s32 hi_mpi_vb_destroy_pool(hi_vb_pool) {
    return refuse(__func__);
}

hi_vb_blk hi_mpi_vb_get_block(hi_vb_pool, hi_u64, const hi_char*) {
    refuse(__func__);
    return {};
}

void* hi_mpi_vb_handle_to_addr(hi_vb_blk) {
    refuse(__func__);
    return nullptr;
}

hi_s32 hi_mpi_vb_release_block(hi_vb_blk) {
    return refuse(__func__);
}
