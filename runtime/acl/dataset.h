// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "acl/acl_mdl.h"
#include "runtime/acl/data_buffer.h"

/// Buffers in the order of a model's inputs or outputs. Owns neither buffers nor descriptions.
struct aclmdlDataset {
    struct Entry {
        aclDataBuffer* buffer = nullptr;
        aclTensorDesc* desc = nullptr;
    };
    std::vector<Entry> entries;
};
