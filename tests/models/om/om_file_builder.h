// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/om/model_def.h"
#include "models/om/task_info.h"
#include "traces/error.h"

/// Small models as the vendor's compiler writes them.
namespace ascend::models::om {

/// Descriptor of a tensor in memory order; `origin` and its format are the source graph's.
TensorDesc tensor(std::vector<std::int64_t> dims, std::string format,
                  std::vector<std::int64_t> origin = {}, std::string origin_format = "ND",
                  DataType type = DataType::kFloat16);

OpDef op(std::string name, std::string type, std::vector<std::string> inputs,
         std::vector<TensorDesc> input_descs, std::vector<TensorDesc> output_descs);

/// Data (float, NCHW [1,3,8,8]) -> Cast -> TransData -> Conv2D with constant filter and bias ->
/// NetOutput: 3 kernels.
std::vector<OpDef> image_model();

/// One kernel task for each operator of these ids.
std::vector<TaskDef> kernel_tasks(const std::vector<std::int64_t>& ids);

/// The operators numbered in order, as a whole file.
std::vector<std::byte> file_of(std::vector<OpDef> ops, const std::vector<TaskDef>& tasks,
                               bool compress = true);
/// image_model() with its tasks.
std::vector<std::byte> image_file();

/// Code and message of the Error that `action` throws; fails the test when it throws none.
struct Thrown {
    ErrorCode code = ErrorCode::kIo;
    std::string message;
    bool mentions(std::string_view text) const { return message.find(text) != std::string::npos; }
};
template <class Action>
Thrown thrown_by(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return {error.code(), error.what()};
    }
    return {ErrorCode::kUsage, "nothing was thrown"};
}

}  // namespace ascend::models::om
