// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/program/program.h"
#include "runtime/acl/dump_configuration.h"

namespace ascend::runtime {

/// A tensor as it lies in device memory. Its data are zero, as everything that models compute.
struct DumpTensor {
    std::string data_type, format;
    std::vector<std::uint64_t> shape;
    std::uint64_t bytes = 0;
};

/// What is dumped of one operator, at each execution.
struct DumpOperator {
    std::string name, type;
    std::uint32_t stream = 0, task = 0;  ///< of a model: where it lies in the image
    std::vector<DumpTensor> inputs, outputs;
};

/// What is dumped of one loaded model, or of one single operator.
struct DumpPlan {
    std::shared_ptr<const DumpConfiguration> configuration;
    std::uint64_t session = 0;  ///< the aclmdlInitDump that it belongs to
    std::string started;        ///< when dumping was set: the folder of all its files
    std::string model_name;     ///< empty for a single operator
    std::vector<DumpOperator> operators;
};

/// What a program contributes to `plan`, which has all but the model's name and operators. Null
/// when the configuration leaves the model out.
std::shared_ptr<const DumpPlan> make_dump_plan(DumpPlan plan, const models::Program& program);
/// The same of an operator outside models, which is the task `task` of stream `stream`.
std::shared_ptr<const DumpPlan> make_dump_plan(DumpPlan plan, const sim::TaskInfo& single_operator,
                                               std::uint32_t stream, std::uint32_t task);

}  // namespace ascend::runtime
