// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <string>

#include "models/graph/graph.h"

namespace ascend::models::onnx_file {

/// Names of tensors within one graph of the file. A branch sees the names around it as well.
class Scope {
  public:
    explicit Scope(const Scope* outer = nullptr) : outer_(outer) {}

    /// False when the name is taken, here or further out.
    bool define(const std::string& name, TensorId id) {
        return find(name) == kNoTensor && ids_.emplace(name, id).second;
    }

    /// kNoTensor when nobody has defined the name so far.
    TensorId find(const std::string& name) const {
        const auto found = ids_.find(name);
        if (found != ids_.end()) return found->second;
        return outer_ ? outer_->find(name) : kNoTensor;
    }

  private:
    const Scope* outer_;
    boost::unordered_flat_map<std::string, TensorId> ids_;
};

}  // namespace ascend::models::onnx_file
