// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "acl/acl_mdl.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"

namespace ascend::python {
namespace {

pybind11::object first_aipp_info(std::uint32_t model, std::size_t index) {
    const auto info = std::make_unique<aclAippInfo>();
    const aclError code =
        without_interpreter([&] { return aclmdlGetFirstAippInfo(model, index, info.get()); });
    if (code != ACL_SUCCESS) return pybind11::make_tuple(pybind11::none(), code);
    return pybind11::make_tuple(to_dict(*info), code);
}

constexpr Function kFunctions[] = {
    {"get_first_aipp_info", native<first_aipp_info>},
    {"create_aipp", creates<aclmdlCreateAIPP>},
    {"destroy_aipp", destroys<aclmdlDestroyAIPP>},
    {"get_aipp_data_size", local<aclmdlGetAippDataSize>},
    {"get_aipp_type", acts<aclmdlGetAippType>},
    {"set_aipp_ax_swap_switch", local<aclmdlSetAIPPAxSwapSwitch>},
    {"set_aipp_crop_params", local<aclmdlSetAIPPCropParams>},
    {"set_aipp_csc_params", local<aclmdlSetAIPPCscParams>},
    {"set_aipp_dtc_pixel_mean", local<aclmdlSetAIPPDtcPixelMean>},
    {"set_aipp_dtc_pixel_min", local<aclmdlSetAIPPDtcPixelMin>},
    {"set_aipp_input_format", local<aclmdlSetAIPPInputFormat>},
    {"set_aipp_padding_params", local<aclmdlSetAIPPPaddingParams>},
    {"set_aipp_pixel_var_reci", local<aclmdlSetAIPPPixelVarReci>},
    {"set_aipp_rbuv_swap_switch", local<aclmdlSetAIPPRbuvSwapSwitch>},
    {"set_aipp_scf_params", local<aclmdlSetAIPPScfParams>},
    {"set_aipp_src_image_size", local<aclmdlSetAIPPSrcImageSize>},
};

}  // namespace

void define_mdl_aipp(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
