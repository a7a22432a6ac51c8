// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "acl/acl_base.h"

/// Type, shape and format of a tensor.
struct aclTensorDesc {
    aclDataType type = ACL_DT_UNDEFINED;
    aclFormat format = ACL_FORMAT_UNDEFINED;
    std::vector<std::int64_t> dims;
    std::string name;

    // How it lies in memory, where that differs from type, shape and format above.
    std::optional<aclFormat> storage_format{};
    std::vector<std::int64_t> storage_dims{};
    // Of an open shape: least and greatest extents, and values.
    std::vector<std::array<std::int64_t, 2>> dims_range{}, value_range{};
    aclMemType placement = ACL_MEMTYPE_DEVICE;
    std::vector<std::byte> constant{};  ///< the value, when it is one
    bool is_constant = false;
    std::string dynamic_input{};  ///< of the operator's list of inputs that it belongs to
    void* address = nullptr;      ///< of a task's operand
};
