// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <string>

namespace ascend::python {

/// A str argument. Unlike std::string it does not take bytes, nor text with a NUL inside.
struct Text {
    std::string text;
};

/// Names and messages of the simulator are UTF-8; those of a model file may be anything.
inline pybind11::object to_text(const std::string& text) {
    return pybind11::reinterpret_steal<pybind11::object>(PyUnicode_DecodeUTF8(
        text.data(), static_cast<Py_ssize_t>(text.size()), "backslashreplace"));
}

}  // namespace ascend::python

namespace pybind11::detail {

template <>
struct type_caster<ascend::python::Text> {
    PYBIND11_TYPE_CASTER(ascend::python::Text, const_name("str"));

    bool load(handle source, bool) {
        if (!PyUnicode_Check(source.ptr())) return false;
        Py_ssize_t size = 0;
        const char* text = PyUnicode_AsUTF8AndSize(source.ptr(), &size);
        if (text == nullptr) {
            PyErr_Clear();
            return false;
        }
        value.text.assign(text, static_cast<std::size_t>(size));
        return value.text.find('\0') == std::string::npos;
    }
};

}  // namespace pybind11::detail
