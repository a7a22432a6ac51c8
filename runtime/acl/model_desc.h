// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acl/acl_mdl.h"
#include "runtime/acl/model_description.h"

/// What a program knows of a model; a copy, valid after the model is gone.
struct aclmdlDesc {
    ascend::runtime::ModelDescription model;
};
