// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/program_kernels.h"

#include <fmt/format.h>

#include "runtime/acl/failure.h"

namespace ascend::runtime {

ProgramKernels& ProgramKernels::instance() {
    static ProgramKernels kernels;
    return kernels;
}

void ProgramKernels::add(const std::string& type, const std::string& kernel_id) {
    const std::lock_guard lock(mutex_);
    if (!kernels_.emplace(type, kernel_id).second)
        throw Failure(ACL_ERROR_KERNEL_ALREADY_REGISTERED,
                      fmt::format("{} has a kernel {} already", type, kernel_id));
}

void ProgramKernels::set_chooser(const std::string& type, aclopCompileFunc function) {
    const std::lock_guard lock(mutex_);
    if (!choosers_.emplace(type, function).second)
        throw Failure(ACL_ERROR_BIN_SELECTOR_ALREADY_REGISTERED,
                      fmt::format("{} has a compile function already", type));
}

void ProgramKernels::clear_chooser(const std::string& type) {
    const std::lock_guard lock(mutex_);
    choosers_.erase(type);
}

aclopCompileFunc ProgramKernels::chooser(const std::string& type) const {
    const std::lock_guard lock(mutex_);
    const auto found = choosers_.find(type);
    if (found == choosers_.end())
        throw Failure(ACL_ERROR_BIN_SELECTOR_NOT_REGISTERED,
                      fmt::format("{} has no compile function", type));
    return found->second;
}

void ProgramKernels::check_kernel(const std::string& type, const std::string& kernel_id) const {
    const std::lock_guard lock(mutex_);
    if (!kernels_.contains({type, kernel_id}))
        throw Failure(ACL_ERROR_KERNEL_NOT_FOUND,
                      fmt::format("{} has no kernel \"{}\"", type, kernel_id));
}

}  // namespace ascend::runtime
