// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <memory>
#include <new>

#include "runtime/acl/aipp_block.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;

namespace {

using Image = aclmdlAIPP::Image;

/// The header counts images in one byte.
constexpr std::uint64_t kMostImages = std::numeric_limits<std::uint8_t>::max();

void check_switch(std::int8_t value) {
    require(value == 0 || value == 1, ACL_ERROR_INVALID_PARAM, "a switch must be 0 or 1");
}

template <class Change>
aclError change(const char* function, aclmdlAIPP* aipp, Change body) {
    return guard_host(function, [&] {
        require_argument(aipp, "aippParmsSet");
        body(aipp->header);
    });
}

template <class Change>
aclError change_image(const char* function, aclmdlAIPP* aipp, uint64_t index, Change body) {
    return guard_host(function, [&] {
        require_argument(aipp, "aippParmsSet");
        require(index < aipp->images.size(), ACL_ERROR_INVALID_PARAM, "batchIndex is out of range");
        body(aipp->images[index]);
    });
}

bool dynamic_format(aclAippInputFormat format) {
    switch (format) {
        case ACL_YUV420SP_U8:
        case ACL_XRGB8888_U8:
        case ACL_RGB888_U8:
        case ACL_YUV400_U8:
        case ACL_ARGB8888_U8:
        case ACL_YUYV_U8:
        case ACL_YUV422SP_U8:
        case ACL_AYUV444_U8:
            return true;
        case ACL_NC1HWC0DI_FP16:
        case ACL_NC1HWC0DI_S8:
        case ACL_RAW10:
        case ACL_RAW12:
        case ACL_RAW16:
        case ACL_RAW24:
        case ACL_AIPP_RESERVED:
            return false;
    }
    return false;
}

void assign(std::int32_t (&to)[4], std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t d) {
    require(a >= 0 && b >= 0 && c >= 0 && d >= 0, ACL_ERROR_INVALID_PARAM,
            "a position or size is negative");
    to[0] = a, to[1] = b, to[2] = c, to[3] = d;
}

}  // namespace

aclmdlAIPP* aclmdlCreateAIPP(uint64_t batchSize) {
    aclmdlAIPP* made = nullptr;
    guard_host(__func__, [&] {
        require(batchSize > 0 && batchSize <= kMostImages, ACL_ERROR_INVALID_PARAM,
                "batchSize must be 1 to 255");
        auto aipp = std::make_unique<aclmdlAIPP>();
        aipp->header.batch = static_cast<std::uint8_t>(batchSize);
        aipp->images.resize(batchSize);
        made = aipp.release();
    });
    return made;
}

aclError aclmdlDestroyAIPP(const aclmdlAIPP* aippParmsSet) {
    return guard_host(__func__, [&] {
        require_argument(aippParmsSet, "aippParmsSet");
        delete aippParmsSet;
    });
}

aclError aclmdlGetAippDataSize(uint64_t batchSize, size_t* size) {
    return guard_host(__func__, [&] {
        require_argument(size, "size");
        require(batchSize > 0 && batchSize <= kMostImages, ACL_ERROR_INVALID_PARAM,
                "batchSize must be 1 to 255");
        *size = sizeof(aclmdlAIPP::Header) + batchSize * sizeof(Image);
    });
}

aclError aclmdlSetAIPPInputFormat(aclmdlAIPP* aippParmsSet, aclAippInputFormat inputFormat) {
    return change(__func__, aippParmsSet, [&](auto& header) {
        require(dynamic_format(inputFormat), ACL_ERROR_INVALID_PARAM,
                "inputFormat is none that dynamic AIPP reads");
        header.input_format = static_cast<std::uint8_t>(inputFormat);
    });
}

aclError aclmdlSetAIPPCscParams(aclmdlAIPP* aippParmsSet, int8_t cscSwitch, int16_t cscMatrixR0C0,
                                int16_t cscMatrixR0C1, int16_t cscMatrixR0C2, int16_t cscMatrixR1C0,
                                int16_t cscMatrixR1C1, int16_t cscMatrixR1C2, int16_t cscMatrixR2C0,
                                int16_t cscMatrixR2C1, int16_t cscMatrixR2C2,
                                uint8_t cscOutputBiasR0, uint8_t cscOutputBiasR1,
                                uint8_t cscOutputBiasR2, uint8_t cscInputBiasR0,
                                uint8_t cscInputBiasR1, uint8_t cscInputBiasR2) {
    return change(__func__, aippParmsSet, [&](auto& header) {
        check_switch(cscSwitch);
        header.csc_switch = cscSwitch;
        const std::int16_t matrix[9] = {cscMatrixR0C0, cscMatrixR0C1, cscMatrixR0C2,
                                        cscMatrixR1C0, cscMatrixR1C1, cscMatrixR1C2,
                                        cscMatrixR2C0, cscMatrixR2C1, cscMatrixR2C2};
        std::copy_n(matrix, 9, header.csc_matrix);
        const std::uint8_t out[3] = {cscOutputBiasR0, cscOutputBiasR1, cscOutputBiasR2};
        const std::uint8_t in[3] = {cscInputBiasR0, cscInputBiasR1, cscInputBiasR2};
        std::copy_n(out, 3, header.csc_output_bias);
        std::copy_n(in, 3, header.csc_input_bias);
    });
}

aclError aclmdlSetAIPPRbuvSwapSwitch(aclmdlAIPP* aippParmsSet, int8_t rbuvSwapSwitch) {
    return change(__func__, aippParmsSet, [&](auto& header) {
        check_switch(rbuvSwapSwitch);
        header.rbuv_swap_switch = rbuvSwapSwitch;
    });
}

aclError aclmdlSetAIPPAxSwapSwitch(aclmdlAIPP* aippParmsSet, int8_t axSwapSwitch) {
    return change(__func__, aippParmsSet, [&](auto& header) {
        check_switch(axSwapSwitch);
        header.ax_swap_switch = axSwapSwitch;
    });
}

aclError aclmdlSetAIPPSrcImageSize(aclmdlAIPP* aippParmsSet, int32_t srcImageSizeW,
                                   int32_t srcImageSizeH) {
    return change(__func__, aippParmsSet, [&](auto& header) {
        require(srcImageSizeW > 0 && srcImageSizeH > 0, ACL_ERROR_INVALID_PARAM,
                "an image has a positive size");
        header.source_width = srcImageSizeW;
        header.source_height = srcImageSizeH;
    });
}

aclError aclmdlSetAIPPScfParams(aclmdlAIPP* aippParmsSet, int8_t scfSwitch, int32_t scfInputSizeW,
                                int32_t scfInputSizeH, int32_t scfOutputSizeW,
                                int32_t scfOutputSizeH, uint64_t batchIndex) {
    return change_image(__func__, aippParmsSet, batchIndex, [&](Image& image) {
        check_switch(scfSwitch);
        assign(image.resize, scfInputSizeW, scfInputSizeH, scfOutputSizeW, scfOutputSizeH);
        image.resize_switch = scfSwitch;
    });
}

aclError aclmdlSetAIPPCropParams(aclmdlAIPP* aippParmsSet, int8_t cropSwitch, int32_t cropStartPosW,
                                 int32_t cropStartPosH, int32_t cropSizeW, int32_t cropSizeH,
                                 uint64_t batchIndex) {
    return change_image(__func__, aippParmsSet, batchIndex, [&](Image& image) {
        check_switch(cropSwitch);
        assign(image.crop, cropStartPosW, cropStartPosH, cropSizeW, cropSizeH);
        image.crop_switch = cropSwitch;
    });
}

aclError aclmdlSetAIPPPaddingParams(aclmdlAIPP* aippParmsSet, int8_t paddingSwitch,
                                    int32_t paddingSizeTop, int32_t paddingSizeBottom,
                                    int32_t paddingSizeLeft, int32_t paddingSizeRight,
                                    uint64_t batchIndex) {
    return change_image(__func__, aippParmsSet, batchIndex, [&](Image& image) {
        check_switch(paddingSwitch);
        assign(image.padding, paddingSizeTop, paddingSizeBottom, paddingSizeLeft, paddingSizeRight);
        image.padding_switch = paddingSwitch;
    });
}

aclError aclmdlSetAIPPDtcPixelMean(aclmdlAIPP* aippParmsSet, int16_t dtcPixelMeanChn0,
                                   int16_t dtcPixelMeanChn1, int16_t dtcPixelMeanChn2,
                                   int16_t dtcPixelMeanChn3, uint64_t batchIndex) {
    return change_image(__func__, aippParmsSet, batchIndex, [&](Image& image) {
        const std::int16_t mean[4] = {dtcPixelMeanChn0, dtcPixelMeanChn1, dtcPixelMeanChn2,
                                      dtcPixelMeanChn3};
        std::copy_n(mean, 4, image.mean);
    });
}

aclError aclmdlSetAIPPDtcPixelMin(aclmdlAIPP* aippParmsSet, float dtcPixelMinChn0,
                                  float dtcPixelMinChn1, float dtcPixelMinChn2,
                                  float dtcPixelMinChn3, uint64_t batchIndex) {
    return change_image(__func__, aippParmsSet, batchIndex, [&](Image& image) {
        const float least[4] = {dtcPixelMinChn0, dtcPixelMinChn1, dtcPixelMinChn2, dtcPixelMinChn3};
        std::transform(least, least + 4, image.least, aclFloatToFloat16);
    });
}

aclError aclmdlSetAIPPPixelVarReci(aclmdlAIPP* aippParmsSet, float dtcPixelVarReciChn0,
                                   float dtcPixelVarReciChn1, float dtcPixelVarReciChn2,
                                   float dtcPixelVarReciChn3, uint64_t batchIndex) {
    return change_image(__func__, aippParmsSet, batchIndex, [&](Image& image) {
        const float reciprocal[4] = {dtcPixelVarReciChn0, dtcPixelVarReciChn1, dtcPixelVarReciChn2,
                                     dtcPixelVarReciChn3};
        std::transform(reciprocal, reciprocal + 4, image.reciprocal, aclFloatToFloat16);
    });
}
