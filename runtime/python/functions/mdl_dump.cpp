// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "acl/acl_dump.h"
#include "acl/acl_mdl.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/python_call.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

/// The one dump callback of the process; touched with the interpreter lock only.
Held dump_callback;

std::uint64_t address_of(const py::bytes& data) {
    return reinterpret_cast<std::uint64_t>(PyBytes_AS_STRING(data.ptr()));
}

/// bytes that are, as an int, the address of their buffer: programs write them to files, or hand
/// them on to acl.util.ptr_to_bytes.
py::object make_data_type() {
    const auto meta = py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(&PyType_Type));
    const auto base =
        py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(&PyBytes_Type));
    py::object type = meta("DumpData", py::make_tuple(base), py::dict());
    type.attr("__int__") = py::cpp_function(address_of, py::is_method(type));
    return type;
}

py::object data_of(const acldumpChunk& chunk) {
    static const py::object& type = *new py::object(make_data_type());
    return type(py::bytes(reinterpret_cast<const char*>(chunk.dataBuf), chunk.bufLen));
}

py::dict to_dict(const acldumpChunk& chunk) {
    py::dict result;
    result["file_name"] = to_text(chunk.fileName);
    result["data_buf"] = data_of(chunk);
    result["buf_len"] = chunk.bufLen;
    result["is_last_chunk"] = chunk.isLastChunk;
    result["offset"] = chunk.offset;
    result["flag"] = chunk.flag;
    return result;
}

/// A function that fails has not taken the chunk.
constexpr std::int32_t kNotTaken = -1;

std::int32_t on_chunk(const acldumpChunk* chunk, std::int32_t) {
    std::int32_t answer = kNotTaken;
    with_interpreter(dump_callback, [&] {
        if (!dump_callback) return;
        const py::object function = dump_callback.get();
        const py::object said = call_python(function, py::make_tuple(to_dict(*chunk)));
        answer = said.is_none() ? 0 : said.cast<std::int32_t>();
    });
    return answer;
}

/// The function is in its place before C may call it.
aclError register_callback(const py::function& function, std::int32_t flag) {
    Held previous = std::exchange(dump_callback, Held(function));
    const aclError code =
        without_interpreter([flag] { return acldumpRegCallback(on_chunk, flag); });
    if (code != ACL_SUCCESS) std::swap(previous, dump_callback);
    if (previous) previous.drop();
    return code;
}

void unregister_callback() {
    without_interpreter(acldumpUnregCallback);
    if (dump_callback) dump_callback.drop();
}

aclError set_default_dump() {
    return aclmdlSetDump(nullptr);
}

constexpr Function kFunctions[] = {
    {"init_dump", acts<aclmdlInitDump>},
    {"set_dump", acts<set_default_dump>},
    {"set_dump", acts<aclmdlSetDump>},
    {"finalize_dump", acts<aclmdlFinalizeDump>},
    {"dump_reg_callback", native<register_callback>},
    {"dump_unreg_callback", native<unregister_callback>},
};

}  // namespace

void define_mdl_dump(py::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
