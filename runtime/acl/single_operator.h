// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "acl/acl_op.h"
#include "models/lowering/operator.h"
#include "models/om/attributes.h"
#include "sim/device/task.h"
#include "sim/soc/soc_spec.h"

namespace ascend::runtime {

class Stream;
struct Caller;

/// An operator as a program asks for it: the vendor's type, tensors and attributes.
struct OperatorRequest {
    std::string type;
    std::vector<const aclTensorDesc*> inputs, outputs;
    models::om::Attributes attributes;
};

/// An operator that was compiled for a SoC, in the form in which a network's operators are.
struct SingleOperator {
    std::shared_ptr<const sim::TaskInfo> info;
    std::shared_ptr<const sim::KernelPlan> plan;  ///< null: the AI CPU executes it
    std::int64_t ai_cpu_bytes = 0;
    /// The program's inputs and outputs in the order that the plan's operands count them.
    std::vector<std::size_t> inputs, outputs;
    std::vector<std::size_t> input_bytes, output_bytes;  ///< in memory, in the program's order
};

/// The single operators of the process: compiled on first use, then kept. Thread-safe.
class OperatorTable {
  public:
    /// Throws Error: kUnsupported for a type without a rule or an element type that the SoC cannot
    /// compute, kMalformed when tensors and attributes contradict each other.
    std::shared_ptr<const SingleOperator> compile(const OperatorRequest& request,
                                                  const sim::SocSpec& soc);
    /// Operators can be executed without compiling them: a folder of them was named.
    void set_precompiled() { precompiled_ = true; }
    bool precompiled() const { return precompiled_; }

  private:
    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const SingleOperator>> known_;
    std::atomic<bool> precompiled_ = false;
};

/// Data of an execution, in the program's order.
struct OperatorBuffers {
    std::vector<const aclDataBuffer*> inputs, outputs;
};

/// Queues one execution; outputs become zero. Throws Failure: 100021, 100022 for an input, an
/// output that is too small or not in device memory; 207001 without memory for its workspace.
void execute(Caller& caller, const SingleOperator& op, const OperatorRequest& request,
             const OperatorBuffers& buffers, const Stream& stream);

}  // namespace ascend::runtime
