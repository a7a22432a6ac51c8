// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "acl/acl_rt.h"

namespace ascend::runtime {

/// The arguments of a kernel as a program puts them together: values one behind the other, each at
/// a multiple of 8 bytes, and places for buffers of the host that travel with them.
class KernelArguments {
  public:
    explicit KernelArguments(aclrtFuncHandle function) : function_(function) {}

    aclrtFuncHandle function() const { return function_; }
    /// Number of the new parameter, from 1. Throws Failure{107000} once finished.
    std::size_t append(const void* value, std::size_t bytes);
    std::size_t append_place_holder();
    /// Memory of the host behind a place holder. Throws Failure{107000}: no place holder, it has a
    /// buffer already, finished.
    void* buffer_of(std::size_t parameter, std::size_t bytes);
    /// Throws Failure{107000} for another size than the parameter has, or a place holder.
    void update(std::size_t parameter, const void* value, std::size_t bytes);
    /// Throws Failure{107000} when a place holder has no buffer.
    void finish();
    bool finished() const { return finished_; }
    std::size_t bytes() const { return values_.size(); }

  private:
    struct Parameter {
        std::size_t offset = 0, bytes = 0;
        bool place_holder = false;
        std::vector<std::byte> buffer;
    };
    Parameter& find(std::size_t parameter);
    std::size_t add(Parameter parameter);
    void require_open() const;

    const aclrtFuncHandle function_;
    std::vector<std::byte> values_;
    std::vector<Parameter> parameters_;
    bool finished_ = false;
};

/// The argument lists of a process; those in memory of the program go by its address. Thread-safe
/// but for changes of one list.
class KernelArgumentTable {
  public:
    aclrtArgsHandle create(aclrtFuncHandle function);
    void create_at(aclrtArgsHandle memory, aclrtFuncHandle function);
    /// Throws Failure: 100000 for null, 107017 for what is none.
    std::shared_ptr<KernelArguments> find(aclrtArgsHandle handle) const;
    /// The function goes, and its lists with it.
    void forget(aclrtFuncHandle function);
    void clear();

  private:
    mutable std::mutex mutex_;
    std::map<const void*, std::shared_ptr<KernelArguments>> lists_;
    std::uint64_t last_ = 0;
};

}  // namespace ascend::runtime
