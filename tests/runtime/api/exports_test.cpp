// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>
#include <gtest/gtest.h>

#include "acl/acl.h"

namespace ascend::test {
namespace {

#define ACL_FUNCTION(result, name, parameters) #name,
constexpr const char* kFunctions[] = {
#include "tests/runtime/api/acl_functions.def"
};

TEST(Exports, HoldEveryFunctionOfTheInterface) {
    Dl_info library{};
    ASSERT_NE(dladdr(reinterpret_cast<void*>(&aclInit), &library), 0);
    void* handle = dlopen(library.dli_fname, RTLD_NOW | RTLD_NOLOAD);
    ASSERT_NE(handle, nullptr);
    for (const char* name : kFunctions) EXPECT_NE(dlsym(handle, name), nullptr) << name;
    dlclose(handle);
}

TEST(Exports, HoldNothingOfOurOwn) {
    Dl_info library{};
    ASSERT_NE(dladdr(reinterpret_cast<void*>(&aclInit), &library), 0);
    void* handle = dlopen(library.dli_fname, RTLD_NOW | RTLD_NOLOAD);
    for (const char* name : {"_ZN6ascend7runtime9Simulator8instanceEv", "clock_gettime"}) {
        Dl_info owner{};
        void* symbol = dlsym(handle, name);
        if (symbol == nullptr || dladdr(symbol, &owner) == 0) continue;
        EXPECT_STRNE(owner.dli_fname, library.dli_fname) << name;
    }
    dlclose(handle);
}

}  // namespace
}  // namespace ascend::test
