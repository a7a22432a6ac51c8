// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <string>

namespace ascend::python {

/// A member of a dict. Throws TypeError when there is none, or it is no `Value`.
template <class Value>
Value member(const pybind11::dict& given, const char* key) {
    if (!given.contains(key))
        throw pybind11::type_error(std::string("the dict has no '") + key + "'");
    try {
        return given[key].cast<Value>();
    } catch (const pybind11::cast_error&) {
        throw pybind11::type_error(std::string("'") + key +
                                   "' has the wrong type, or does not fit");
    }
}

}  // namespace ascend::python
