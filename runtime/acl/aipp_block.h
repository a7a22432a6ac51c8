// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "acl/acl_mdl.h"

/// Dynamic AIPP of one input, as its 64-byte header and one block of 96 bytes an image.
struct aclmdlAIPP {
    struct Header {
        std::uint8_t input_format = 0;
        std::int8_t csc_switch = 0, rbuv_swap_switch = 0, ax_swap_switch = 0;
        std::uint8_t batch = 0;
        std::int8_t reserved_0[3] = {};
        std::int32_t source_width = 0, source_height = 0;
        std::int16_t csc_matrix[9] = {};
        std::int16_t reserved_1[3] = {};
        std::uint8_t csc_output_bias[3] = {}, csc_input_bias[3] = {};
        std::uint8_t reserved_2[2] = {};
        std::int8_t reserved_3[16] = {};
    };
    struct Image {
        std::int8_t crop_switch = 0, resize_switch = 0, padding_switch = 0, rotate_switch = 0;
        std::int8_t reserved_0[4] = {};
        std::int32_t crop[4] = {};     ///< start w, start h, size w, size h
        std::int32_t resize[4] = {};   ///< input w, input h, output w, output h
        std::int32_t padding[4] = {};  ///< top, bottom, left, right
        std::int16_t mean[4] = {};
        std::uint16_t least[4] = {};       ///< binary16
        std::uint16_t reciprocal[4] = {};  ///< of the variance, binary16
        std::int8_t reserved_1[16] = {};
    };
    Header header;
    std::vector<Image> images;
};

static_assert(sizeof(aclmdlAIPP::Header) == 64 && sizeof(aclmdlAIPP::Image) == 96);
