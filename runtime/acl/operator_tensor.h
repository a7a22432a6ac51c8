// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "models/om/attributes.h"
#include "runtime/acl/tensor_desc.h"

namespace ascend::runtime {

/// A description as the vendor's operators have it: extents in memory, the program's shape and
/// format as origin. Throws Error{kUnsupported} for an element type or a format that is not
/// modelled.
models::om::TensorDesc tensor_of(const aclTensorDesc& desc);

/// A constant input that an offline operator has as an attribute ("axes", "perm"): adds it, unless
/// there is one of that name.
void add_attribute_of_constant(std::string_view type, std::size_t input, const aclTensorDesc& desc,
                               models::om::Attributes& attributes);

/// All attributes as text; equal attributes give equal texts.
std::string text_of(const models::om::Attributes& attributes);

}  // namespace ascend::runtime
