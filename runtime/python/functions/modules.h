// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

/// The parts of the module `acl`: each adds its functions to the module that it is given.
namespace ascend::python {

void define_base(pybind11::module_& module);          ///< acl
void define_tensor_desc(pybind11::module_& module);   ///< acl
void define_rt_device(pybind11::module_& module);     ///< acl.rt
void define_rt_stream(pybind11::module_& module);     ///< acl.rt
void define_rt_event(pybind11::module_& module);      ///< acl.rt
void define_rt_callback(pybind11::module_& module);   ///< acl.rt
void define_rt_memory(pybind11::module_& module);     ///< acl.rt
void define_rt_copy(pybind11::module_& module);       ///< acl.rt
void define_rt_allocator(pybind11::module_& module);  ///< acl.rt
void define_rt_kernel(pybind11::module_& module);     ///< acl.rt
void define_mdl_load(pybind11::module_& module);      ///< acl.mdl
void define_mdl_desc(pybind11::module_& module);      ///< acl.mdl
void define_mdl_dataset(pybind11::module_& module);   ///< acl.mdl
void define_mdl_aipp(pybind11::module_& module);      ///< acl.mdl
void define_mdl_execute(pybind11::module_& module);   ///< acl.mdl
void define_mdl_dump(pybind11::module_& module);      ///< acl.mdl
void define_op(pybind11::module_& module);            ///< acl.op
void define_op_attr(pybind11::module_& module);       ///< acl.op
void define_op_kernel(pybind11::module_& module);     ///< acl.op
void define_prof(pybind11::module_& module);          ///< acl.prof
void define_blas(pybind11::module_& module);          ///< acl.blas
void define_media(pybind11::module_& module);         ///< acl.media
void define_himpi(pybind11::module_& module);         ///< acl.himpi
void define_fv(pybind11::module_& module);            ///< acl.fv
void define_util(pybind11::module_& module);          ///< acl.util
void define_thread(pybind11::module_& module);        ///< acl.util

}  // namespace ascend::python
