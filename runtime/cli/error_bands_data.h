// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ascend::cli {

/// The text of error_bands.json, put into the program by the build.
extern const char* const kErrorBandsJson;

}  // namespace ascend::cli
