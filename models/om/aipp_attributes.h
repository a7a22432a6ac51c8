// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "models/om/attributes.h"
#include "models/program/aipp.h"

namespace ascend::models::om {

/// Pre-processing of images as an attribute of the model: our own, as no file of the vendor's with
/// AIPP is known.
inline constexpr std::string_view kAippAttribute = "_ascend_sim_aipp";

std::vector<NamedAttributes> encode_aipp(const std::vector<Aipp>& all);

/// Empty when the model has none. Throws Error{kMalformed}, with `origin`, for a missing or
/// ill-typed field, a format that does not exist or an input beyond `inputs`.
std::vector<Aipp> decode_aipp(const Attributes& model, std::size_t inputs,
                              const std::string& origin);

}  // namespace ascend::models::om
