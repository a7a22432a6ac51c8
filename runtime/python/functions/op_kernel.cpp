// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>

#include "acl/acl_op.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/memory_probe.h"
#include "runtime/python/python_call.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

using Descs = HandleList<aclTensorDesc>;

/// The functions that choose kernels, by operator type; touched with the interpreter lock only.
std::map<std::string, Held>& choosers() {
    static auto& table = *new std::map<std::string, Held>;
    return table;
}

/// The type whose kernel the thread asks for: C does not hand it on to the function.
thread_local std::string asked_type;

py::list handles_of(int count, const aclTensorDesc* const* descs) {
    py::list handles;
    for (int i = 0; i < count; ++i) handles.append(reinterpret_cast<std::uint64_t>(descs[i]));
    return handles;
}

/// A function that raises has chosen nothing.
aclError choose(int input_count, const aclTensorDesc* const* inputs, int output_count,
                const aclTensorDesc* const* outputs, const aclopAttr* attribute,
                aclopKernelDesc* kernel) {
    aclError code = ACL_ERROR_FAILURE;
    with_interpreter(Held(), [&] {
        const auto found = choosers().find(asked_type);
        if (found == choosers().end()) return;
        const py::object function = found->second.get();
        HandleRegistry& registry = HandleRegistry::instance();
        const std::uint64_t handle = registry.adopt(kernel);
        run_and_report(function, [&] {
            const py::object said = call_python(
                function, py::make_tuple(input_count, handles_of(input_count, inputs), output_count,
                                         handles_of(output_count, outputs),
                                         reinterpret_cast<std::uint64_t>(attribute), handle));
            code = said.is_none() ? ACL_SUCCESS : said.cast<aclError>();
        });
        registry.take<aclopKernelDesc>(handle);
    });
    return code;
}

aclError register_chooser(const Text& type, const py::function& function) {
    const aclError code = aclopRegisterCompileFunc(type.text.c_str(), choose);
    if (code == ACL_SUCCESS) choosers()[type.text] = Held(function);
    return code;
}

aclError unregister_chooser(const Text& type) {
    const aclError code = aclopUnregisterCompileFunc(type.text.c_str());
    auto node = choosers().extract(type.text);
    if (!node.empty()) node.mapped().drop();
    return code;
}

aclError update(const char* type, const Descs& inputs, const Descs& outputs,
                const aclopAttr* attribute) {
    asked_type = type;
    return aclopUpdateParams(type, inputs.size(), inputs.data(), outputs.size(), outputs.data(),
                             attribute);
}

/// The binary stays with Python, whatever the flag says.
aclError create_kernel(const char* type, const char* id, const char* name, void* data, int size,
                       aclopEngineType engine, std::int32_t) {
    if (size > 0 && !has_memory(data, static_cast<std::size_t>(size)))
        return ACL_ERROR_INVALID_PARAM;
    return aclopCreateKernel(type, id, name, data, size, engine, nullptr);
}

aclError set_arguments(aclopKernelDesc* kernel, const char* id, std::uint32_t block_dim,
                       const void* arguments, std::uint32_t size) {
    if (!has_memory(arguments, size)) return ACL_ERROR_INVALID_PARAM;
    return aclopSetKernelArgs(kernel, id, block_dim, arguments, size);
}

aclError set_workspaces(aclopKernelDesc* kernel, int count, void* sizes) {
    if (count > 0 && !has_memory(sizes, static_cast<std::size_t>(count) * sizeof(std::size_t)))
        return ACL_ERROR_INVALID_PARAM;
    return aclopSetKernelWorkspaceSizes(kernel, count, static_cast<std::size_t*>(sizes));
}

aclError load(const void* model, std::size_t size) {
    if (!has_memory(model, size)) return ACL_ERROR_INVALID_PARAM;
    return aclopLoad(model, size);
}

constexpr Function kFunctions[] = {
    {"register_compile_func", native<register_chooser>},
    {"unregister_compile_func", native<unregister_chooser>},
    {"update_params", acts<update>},
    {"create_kernel", acts<create_kernel>},
    {"set_kernel_args", local<set_arguments>},
    {"set_kernel_workspace_sizes", local<set_workspaces>},
    {"load", acts<load>},
};

}  // namespace

void define_op_kernel(py::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
