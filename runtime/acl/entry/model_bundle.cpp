// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "acl/acl_mdl.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

// No container that the simulator reads holds a bundle: every bundle id is unknown.
namespace {

[[noreturn]] void unknown_bundle(std::uint32_t id) {
    throw Failure(ACL_ERROR_INVALID_BUNDLE_MODEL_ID, fmt::format("bundle id {} is not loaded", id));
}

}  // namespace

aclError aclmdlBundleGetModelNum(uint32_t bundleId, size_t* modelNum) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller&) {
        require_argument(modelNum, "modelNum");
        unknown_bundle(bundleId);
    });
}

aclError aclmdlBundleGetModelId(uint32_t bundleId, size_t, uint32_t* modelId) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller&) {
        require_argument(modelId, "modelId");
        unknown_bundle(bundleId);
    });
}

aclError aclmdlBundleUnload(uint32_t bundleId) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller&) { unknown_bundle(bundleId); });
}
