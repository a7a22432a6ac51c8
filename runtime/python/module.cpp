// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>

#include <string>

#include "runtime/python/functions/modules.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

using Define = void (*)(py::module_&);

struct Part {
    const char* module;  ///< empty: acl itself
    Define define;
};

constexpr Part kParts[] = {
    {"", define_base},           {"", define_tensor_desc}, {"rt", define_rt_device},
    {"rt", define_rt_stream},    {"rt", define_rt_event},  {"rt", define_rt_callback},
    {"rt", define_rt_memory},    {"rt", define_rt_copy},   {"rt", define_rt_kernel},
    {"rt", define_rt_allocator}, {"mdl", define_mdl_load}, {"mdl", define_mdl_desc},
    {"mdl", define_mdl_dataset}, {"mdl", define_mdl_aipp}, {"mdl", define_mdl_execute},
    {"mdl", define_mdl_dump},    {"op", define_op},        {"op", define_op_attr},
    {"op", define_op_kernel},    {"prof", define_prof},    {"blas", define_blas},
    {"media", define_media},     {"himpi", define_himpi},  {"fv", define_fv},
    {"util", define_util},       {"util", define_thread},
};

/// A module inside `module`, also for `import acl.rt`.
py::module_ submodule(py::module_& module, const std::string& name) {
    if (py::hasattr(module, name.c_str()))
        return py::reinterpret_borrow<py::module_>(module.attr(name.c_str()));
    py::module_ part = module.def_submodule(name.c_str());
    py::module_::import("sys").attr("modules")[("acl." + name).c_str()] = part;
    return part;
}

}  // namespace
}  // namespace ascend::python

PYBIND11_MODULE(acl, module) {
    using namespace ascend::python;
    module.attr("__path__") = py::list();  // a package, so that `import acl.rt` is allowed
    py::options options;
    options.disable_function_signatures();
    for (const Part& part : kParts) {
        py::module_ target = *part.module == '\0' ? module : submodule(module, part.module);
        part.define(target);
    }
}
