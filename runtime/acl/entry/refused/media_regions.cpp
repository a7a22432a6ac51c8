// SPDX-License-Identifier: Apache-2.0
#include "acl/dvpp/hi_region.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

hi_s32 hi_mpi_rgn_attach_to_chn(hi_rgn_handle, const hi_mpp_chn*, const hi_rgn_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_rgn_create(hi_rgn_handle, const hi_rgn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_rgn_destroy(hi_rgn_handle) {
    return refuse(__func__);
}

hi_s32 hi_mpi_rgn_detach_from_chn(hi_rgn_handle, const hi_mpp_chn*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_rgn_get_canvas_info(hi_rgn_handle, hi_rgn_canvas_info*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_rgn_get_display_attr(hi_rgn_handle, const hi_mpp_chn*, hi_rgn_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_rgn_set_display_attr(hi_rgn_handle, const hi_mpp_chn*, const hi_rgn_chn_attr*) {
    return refuse(__func__);
}

hi_s32 hi_mpi_rgn_update_canvas(hi_rgn_handle) {
    return refuse(__func__);
}
