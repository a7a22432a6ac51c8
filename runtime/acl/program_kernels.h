// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "acl/acl_op.h"

/// What a compile function chose for an operator: a kernel and how to launch it.
struct aclopKernelDesc {
    std::string kernel_id;
    std::uint32_t block_dim = 0;
    std::vector<std::byte> arguments;
    std::vector<std::size_t> workspaces;
};

namespace ascend::runtime {

/// Kernels that the program brings along for operator types, and its functions that choose among
/// them. Names only: binaries cannot run here, an operator executes as the simulator lowers its
/// type. Thread-safe.
class ProgramKernels {
  public:
    static ProgramKernels& instance();

    /// Throws Failure{100031} the second time.
    void add(const std::string& type, const std::string& kernel_id);
    /// Throws Failure{100030} when the type has one.
    void set_chooser(const std::string& type, aclopCompileFunc function);
    void clear_chooser(const std::string& type);
    /// Throws Failure{100028} when the type has none.
    aclopCompileFunc chooser(const std::string& type) const;
    /// Throws Failure{100029} when the type has no such kernel.
    void check_kernel(const std::string& type, const std::string& kernel_id) const;

  private:
    mutable std::mutex mutex_;
    std::set<std::pair<std::string, std::string>> kernels_;  ///< type, id
    std::map<std::string, aclopCompileFunc> choosers_;       ///< by type
};

}  // namespace ascend::runtime
