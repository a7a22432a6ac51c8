// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <algorithm>
#include <vector>

#include "runtime/python/interpreter.h"
#include "runtime/python/text.h"

namespace ascend::python {

/// No text of ACL is longer; a caller that offers more gets this much.
inline constexpr std::size_t kLongestText = 65536;

/// Asks a C function `get(buffer, length)` for a text of at most `length` bytes: (str, ret).
template <class Get>
pybind11::object text_result(std::size_t length, Get get) {
    std::vector<char> buffer(std::min(length, kLongestText) + 1);
    const auto code = without_interpreter([&] { return get(buffer.data(), buffer.size() - 1); });
    return pybind11::make_tuple(to_text(buffer.data()), code);
}

}  // namespace ascend::python
