// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "models/graph/graph.h"
#include "models/lowering/operator.h"
#include "sim/data_type.h"

/// How the layouts of operator.h fill memory.
namespace ascend::models {

/// Elements of one C0 group: 32 bytes' worth.
std::int64_t c0_of(DataType type);

/// Shape in memory, row-major: kNd as it is; kNc1hwc0 [N, C1, H, W, C0] of [N, C, H, W];
/// kFractalNz [..., N1, M1, 16, C0] of [..., M, N]; kFractalZ [C1*Kh*Kw, N1, 16, C0] of
/// [N, C, Kh, Kw].
Shape device_shape(Layout layout, const Shape& shape, DataType type);

/// Elements of the device shape, padding included. Throws Error{kInvalidArgument} on overflow.
std::int64_t padded_elements(Layout layout, const Shape& shape, DataType type);
Bytes layout_bytes(Layout layout, const Shape& shape, DataType type);

/// "ND", "NC1HWC0", "FRACTAL_NZ", "FRACTAL_Z", as msprof prints it.
std::string_view name_of(Layout layout);

}  // namespace ascend::models
