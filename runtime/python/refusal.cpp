// SPDX-License-Identifier: Apache-2.0
#include "runtime/python/refusal.h"

#include <string_view>
#include <utility>

#include "acl/acl.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

thread_local std::string last_refusal;

bool fits(char letter, py::handle argument) {
    switch (letter) {
        case 'i':
            return PyIndex_Check(argument.ptr()) != 0;
        case 's':
            return PyUnicode_Check(argument.ptr());
        case 'l':
            return PySequence_Check(argument.ptr()) != 0 && !PyUnicode_Check(argument.ptr());
        case 'd':
            return PyDict_Check(argument.ptr());
        default:
            return PyCallable_Check(argument.ptr()) != 0;
    }
}

void check(const std::string& name, std::string_view letters, const py::args& arguments) {
    if (letters == "*") return;
    if (arguments.size() != letters.size())
        throw py::type_error(name + "() takes " + std::to_string(letters.size()) +
                             " arguments: " + std::to_string(arguments.size()) + " given");
    for (std::size_t i = 0; i < letters.size(); ++i)
        if (!fits(letters[i], arguments[i]))
            throw py::type_error(name + "(): argument " + std::to_string(i + 1) +
                                 " has the wrong type");
}

py::object element(char letter) {
    switch (letter) {
        case 'r':
            return py::int_(ACL_ERROR_API_NOT_SUPPORT);
        case 's':
            return py::str();
        case 'l':
            return py::list();
        case 'd':
            return py::dict();
        default:
            return py::int_(0);
    }
}

py::object answer(std::string_view letters) {
    if (letters.size() == 1) return element(letters[0]);
    py::tuple all(letters.size());
    for (std::size_t i = 0; i < letters.size(); ++i) all[i] = element(letters[i]);
    return all;
}

}  // namespace

void define_refused(py::module_& module, const Refused& refused) {
    const std::string name = module.attr("__name__").cast<std::string>() + "." + refused.name;
    module.def(refused.name, [name, refused](const py::args& arguments) {
        check(name, refused.arguments, arguments);
        note_refusal(name + " is not modelled");
        return answer(refused.answer);
    });
}

void note_refusal(std::string text) {
    aclGetRecentErrMsg();  // clears what is older
    last_refusal = std::move(text);
}

py::object take_refusal() {
    if (last_refusal.empty()) return py::none();
    return py::str(std::exchange(last_refusal, {}));
}

}  // namespace ascend::python
