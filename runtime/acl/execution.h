// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acl/acl_mdl.h"
#include "runtime/acl/model.h"

namespace ascend::runtime {

/// One execution of a model, checked and ready to be queued: the addresses of its buffers.
class Execution {
  public:
    /// Checks the data sets against the model. With `allocate`, output buffers without data are
    /// allocated and belong to the caller. Throws Failure: 100000 for null or missing buffers,
    /// 145000 for one that is too small or not in device memory. source: facts 6.4
    Execution(Caller& caller, const Model& model, const aclmdlDataset& inputs,
              aclmdlDataset& outputs, bool allocate);

    void submit(Caller& caller, const Stream& stream) const;
    /// Models compute no values: what they would have written is zero.
    void zero_outputs() const;

  private:
    struct Output {
        std::uint64_t address = 0, bytes = 0;
    };
    const Model& model_;
    std::vector<std::uint64_t> segments_;
    std::vector<Output> outputs_;
};

}  // namespace ascend::runtime
