// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

#include "acl/acl_base.h"

namespace ascend::runtime {

/// A call that is refused with an ACL code. Only guard() catches it.
class Failure : public std::runtime_error {
  public:
    Failure(aclError code, const std::string& message) : std::runtime_error(message), code_(code) {}
    aclError code() const { return code_; }

  private:
    aclError code_;
};

/// Throws Failure{code, message} unless `condition` holds.
inline void require(bool condition, aclError code, const char* message) {
    if (!condition) throw Failure(code, message);
}

/// Null output pointers and the like: 100000, naming the argument.
inline void require_argument(const void* pointer, const char* name) {
    if (pointer == nullptr) throw Failure(ACL_ERROR_INVALID_PARAM, std::string(name) + " is null");
}

}  // namespace ascend::runtime
