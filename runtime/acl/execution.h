// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acl/acl_mdl.h"
#include "runtime/acl/model.h"

namespace ascend::runtime {

/// One execution of a model, checked and ready to be queued: its gear and the addresses of its
/// buffers.
class Execution {
  public:
    /// Checks the data sets against the model and the gear that its extra input holds. With
    /// `allocate`, output buffers without data are allocated and belong to the caller. Throws
    /// Failure: 100000 for null or missing buffers, 145000 for one that is too small or not in
    /// device memory, 145013 when no gear was chosen, 145014 when dynamic AIPP was not set.
    /// source: facts 6.3, 6.4
    Execution(Caller& caller, const Model& model, const aclmdlDataset& inputs,
              aclmdlDataset& outputs, bool allocate);

    /// Models compute no values: what they would have written is zero when they end.
    void submit(Caller& caller, const Stream& stream) const;

  private:
    struct Output {
        std::uint64_t address = 0, bytes = 0;
    };
    const Model& model_;
    std::size_t gear_ = 0;
    std::vector<std::uint64_t> segments_;
    std::vector<Output> outputs_;
};

}  // namespace ascend::runtime
