// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <map>
#include <mutex>
#include <string>

#include "acl/acl_op_compiler.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using ascend::runtime::guard_host;
using ascend::runtime::require;
using ascend::runtime::require_argument;

namespace {

/// What a program says about compiling; kernels of the simulator do not depend on it.
struct CompileOptions {
    std::mutex mutex;
    std::map<aclCompileOpt, std::string> values;
};

CompileOptions& options() {
    static CompileOptions all;
    return all;
}

bool known(aclCompileOpt option) {
    return option >= ACL_PRECISION_MODE && option <= ACL_OP_DEBUG_OPTION;
}

std::string value_of(aclCompileOpt option) {
    const std::lock_guard lock(options().mutex);
    const auto found = options().values.find(option);
    return found == options().values.end() ? std::string() : found->second;
}

}  // namespace

aclError aclSetCompileopt(aclCompileOpt opt, const char* value) {
    return guard_host(__func__, [&] {
        require_argument(value, "value");
        require(known(opt), ACL_ERROR_INVALID_PARAM, "opt is no aclCompileOpt");
        const std::lock_guard lock(options().mutex);
        options().values[opt] = value;
    });
}

size_t aclGetCompileoptSize(aclCompileOpt opt) {
    return known(opt) ? value_of(opt).size() + 1 : 0;
}

aclError aclGetCompileopt(aclCompileOpt opt, char* value, size_t length) {
    return guard_host(__func__, [&] {
        require_argument(value, "value");
        require(known(opt), ACL_ERROR_INVALID_PARAM, "opt is no aclCompileOpt");
        const std::string text = value_of(opt);
        require(length > text.size(), ACL_ERROR_INVALID_PARAM,
                "length is too small: ask aclGetCompileoptSize");
        std::memcpy(value, text.c_str(), text.size() + 1);
    });
}

aclError aclopSetCompileFlag(aclOpCompileFlag flag) {
    return guard_host(__func__, [&] {
        require(flag == ACL_OP_COMPILE_DEFAULT || flag == ACL_OP_COMPILE_FUZZ,
                ACL_ERROR_INVALID_PARAM, "flag is no aclOpCompileFlag");
    });
}
