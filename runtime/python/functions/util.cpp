// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/memory_probe.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

void check_size(std::size_t bytes) {
    if (bytes > static_cast<std::size_t>(PY_SSIZE_T_MAX))
        throw py::type_error("the size is beyond any object's");
}

[[noreturn]] void refuse_memory(std::uint64_t pointer, std::size_t bytes) {
    throw py::type_error("the process has no " + std::to_string(bytes) + " bytes at address " +
                         std::to_string(pointer));
}

std::uint64_t bytes_to_ptr(const py::bytes& bytes) {
    return reinterpret_cast<std::uint64_t>(PyBytes_AS_STRING(bytes.ptr()));
}

py::bytes ptr_to_bytes(std::uint64_t pointer, std::size_t size) {
    check_size(size);
    if (!is_mapped(pointer, size)) refuse_memory(pointer, size);
    py::bytes copy(static_cast<const char*>(nullptr), size);
    auto* target = reinterpret_cast<std::byte*>(PyBytes_AS_STRING(copy.ptr()));
    if (!read_memory(pointer, {target, size})) refuse_memory(pointer, size);
    return copy;
}

void warn(const char* function) {
    const std::string text = std::string("acl.util.") + function + " is deprecated";
    if (PyErr_WarnEx(PyExc_DeprecationWarning, text.c_str(), 1) != 0) throw py::error_already_set();
}

/// Any object with a buffer will do, so that numpy need not be there.
std::uint64_t address_of(const py::buffer& array) {
    Py_buffer view;
    if (PyObject_GetBuffer(array.ptr(), &view, PyBUF_STRIDED_RO) != 0) {
        PyErr_Clear();
        throw py::type_error("expected an array: the object gives out no buffer");
    }
    const auto address = reinterpret_cast<std::uint64_t>(view.buf);
    PyBuffer_Release(&view);
    return address;
}

std::uint64_t numpy_to_ptr(const py::buffer& array) {
    warn("numpy_to_ptr");
    return address_of(array);
}

py::object contiguous(const py::buffer& array) {
    if (py::hasattr(array, "__array_interface__"))
        return py::module_::import("numpy").attr("ascontiguousarray")(array);
    return array;
}

py::object numpy_contiguous_to_ptr(const py::buffer& array) {
    warn("numpy_contiguous_to_ptr");
    const py::object whole = contiguous(array);
    return py::make_tuple(address_of(whole), whole);
}

/// numpy's type numbers and its one-letter names for them.
std::optional<char> letter_of(int type_number) {
    static const std::map<int, char> letters = {
        {0, '?'},  {1, 'b'},  {2, 'B'},  {3, 'h'},  {4, 'H'},  {5, 'i'},
        {6, 'I'},  {7, 'l'},  {8, 'L'},  {9, 'q'},  {10, 'Q'}, {11, 'f'},
        {12, 'd'}, {13, 'g'}, {14, 'F'}, {15, 'D'}, {16, 'G'}, {23, 'e'},
    };
    const auto found = letters.find(type_number);
    if (found == letters.end()) return std::nullopt;
    return found->second;
}

std::size_t item_bytes(char letter) {
    switch (letter) {
        case '?':
        case 'b':
        case 'B':
            return 1;
        case 'h':
        case 'H':
        case 'e':
            return 2;
        case 'i':
        case 'I':
        case 'f':
            return 4;
        case 'g':
        case 'D':
            return 16;
        case 'G':
            return 32;
        default:
            return 8;
    }
}

std::size_t bytes_of(const std::vector<std::size_t>& shape, char letter) {
    std::size_t bytes = item_bytes(letter);
    for (const std::size_t extent : shape)
        if (__builtin_mul_overflow(bytes, extent, &bytes))
            throw py::type_error("the shape is beyond any object's");
    return bytes;
}

std::vector<std::size_t> extents(const py::tuple& shape) {
    try {
        return shape.cast<std::vector<std::size_t>>();
    } catch (const py::cast_error&) {
        throw py::type_error("the shape must have numbers that are not negative");
    }
}

/// An array over memory of somebody else; without numpy, a memoryview of that shape.
py::object ptr_to_numpy(std::uint64_t pointer, const py::tuple& given, int type_number) {
    warn("ptr_to_numpy");
    const std::optional<char> letter = letter_of(type_number);
    if (!letter) throw py::type_error("the type number is none of a numeric type");
    const std::vector<std::size_t> shape = extents(given);
    const std::size_t bytes = bytes_of(shape, *letter);
    check_size(bytes);
    if (!is_mapped(pointer, bytes)) refuse_memory(pointer, bytes);
    const auto view = py::memoryview::from_memory(reinterpret_cast<void*>(pointer),
                                                  static_cast<py::ssize_t>(bytes));
    const std::string name(1, *letter);
    try {
        const auto numpy = py::module_::import("numpy");
        return numpy.attr("frombuffer")(view, name).attr("reshape")(given);
    } catch (py::error_already_set& error) {
        if (!error.matches(PyExc_ImportError)) throw;
    }
    return view.attr("cast")("B").attr("cast")(name, given);
}

constexpr Function kFunctions[] = {
    {"bytes_to_ptr", native<bytes_to_ptr>},
    {"ptr_to_bytes", native<ptr_to_bytes>},
    {"numpy_to_ptr", native<numpy_to_ptr>},
    {"numpy_contiguous_to_ptr", native<numpy_contiguous_to_ptr>},
    {"ptr_to_numpy", native<ptr_to_numpy>},
};

}  // namespace

void define_util(py::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
