// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "acl/acl.h"

namespace ascend::test {

/// A model in memory, loaded, with its description and data sets of device memory as large as the
/// description says. Everything goes with the object.
class LoadedSets {
  public:
    explicit LoadedSets(const std::string& bytes);
    ~LoadedSets();
    LoadedSets(const LoadedSets&) = delete;
    LoadedSets& operator=(const LoadedSets&) = delete;

    std::uint32_t id() const { return id_; }
    aclmdlDesc* desc() const { return desc_; }
    aclmdlDataset* inputs() const { return inputs_; }
    aclmdlDataset* outputs() const { return outputs_; }
    void* input(std::size_t index) const;
    void* output(std::size_t index) const;
    aclError execute() const { return aclmdlExecute(id_, inputs_, outputs_); }
    std::size_t input_index(const char* name) const;
    std::vector<std::int64_t> input_dims(std::size_t index) const;
    std::vector<std::int64_t> output_dims(std::size_t index) const;
    std::vector<std::int64_t> current_output_dims(std::size_t index) const;

  private:
    std::uint32_t id_ = 0;
    aclmdlDesc* desc_ = aclmdlCreateDesc();
    aclmdlDataset *inputs_ = aclmdlCreateDataset(), *outputs_ = aclmdlCreateDataset();
};

std::vector<std::int64_t> dims_of(const aclmdlIODims& dims);

}  // namespace ascend::test
