// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/fusion/emit/forms.h"

namespace ascend::models {

/// Declares the graph's inputs in their own type, ND; with aipp the image input is UINT8. Throws
/// Error{kInvalidArgument} when aipp is asked for and no input is an image of at most 4 channels.
void declare_inputs(Forms& forms);

/// Brings every graph output to its own type and ND, in a tensor of its own, and gives aliases the
/// storage of what they lie in.
void declare_outputs(Forms& forms);

}  // namespace ascend::models
