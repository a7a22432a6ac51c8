// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_dump.h"
#include "acl/acl_mdl.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

/// The one dump callback of the process; touched with the interpreter lock only.
Held dump_callback;

py::dict to_dict(const acldumpChunk& chunk) {
    py::dict result;
    result["file_name"] = to_text(chunk.fileName);
    result["data_buf"] = py::bytes(reinterpret_cast<const char*>(chunk.dataBuf), chunk.bufLen);
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
        const py::object said = function(to_dict(*chunk));
        answer = said.is_none() ? 0 : said.cast<std::int32_t>();
    });
    return answer;
}

aclError register_callback(const py::function& function, std::int32_t flag) {
    const aclError code =
        without_interpreter([flag] { return acldumpRegCallback(on_chunk, flag); });
    if (code != ACL_SUCCESS) return code;
    if (dump_callback) dump_callback.drop();
    dump_callback = Held(function);
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
