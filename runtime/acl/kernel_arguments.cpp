// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/kernel_arguments.h"

#include <cstring>

#include "runtime/acl/failure.h"
#include "runtime/acl/handle_table.h"

namespace ascend::runtime {
namespace {

constexpr std::size_t kAlignment = 8;

std::size_t align_up(std::size_t bytes) {
    return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

}  // namespace

void KernelArguments::require_open() const {
    require(!finished_, ACL_ERROR_RT_PARAM_INVALID, "the arguments were finalized");
}

KernelArguments::Parameter& KernelArguments::find(std::size_t parameter) {
    require(parameter >= 1 && parameter <= parameters_.size(), ACL_ERROR_RT_PARAM_INVALID,
            "paramHandle is none of these arguments");
    return parameters_[parameter - 1];
}

std::size_t KernelArguments::add(Parameter parameter) {
    require_open();
    parameter.offset = values_.size();
    values_.resize(values_.size() + align_up(parameter.bytes));
    parameters_.push_back(std::move(parameter));
    return parameters_.size();
}

std::size_t KernelArguments::append(const void* value, std::size_t bytes) {
    const std::size_t number = add({0, bytes, false, {}});
    std::memcpy(values_.data() + parameters_.back().offset, value, bytes);
    return number;
}

std::size_t KernelArguments::append_place_holder() {
    return add({0, sizeof(void*), true, {}});
}

void* KernelArguments::buffer_of(std::size_t number, std::size_t bytes) {
    require_open();
    Parameter& parameter = find(number);
    require(parameter.place_holder && parameter.buffer.empty(), ACL_ERROR_RT_PARAM_INVALID,
            "the parameter is no place holder, or has a buffer already");
    parameter.buffer.resize(bytes);
    return parameter.buffer.data();
}

void KernelArguments::update(std::size_t number, const void* value, std::size_t bytes) {
    Parameter& parameter = find(number);
    require(!parameter.place_holder && parameter.bytes == bytes, ACL_ERROR_RT_PARAM_INVALID,
            "paramSize is not that of the parameter, or it is a place holder");
    std::memcpy(values_.data() + parameter.offset, value, bytes);
}

void KernelArguments::finish() {
    require_open();
    for (const Parameter& parameter : parameters_)
        require(!parameter.place_holder || !parameter.buffer.empty(), ACL_ERROR_RT_PARAM_INVALID,
                "a place holder has no buffer");
    finished_ = true;
}

aclrtArgsHandle KernelArgumentTable::create(aclrtFuncHandle function) {
    const std::lock_guard lock(mutex_);
    auto* handle =
        reinterpret_cast<aclrtArgsHandle>(handle_number(HandleKind::kArguments, ++last_));
    lists_[handle] = std::make_shared<KernelArguments>(function);
    return handle;
}

void KernelArgumentTable::create_at(aclrtArgsHandle memory, aclrtFuncHandle function) {
    const std::lock_guard lock(mutex_);
    lists_[memory] = std::make_shared<KernelArguments>(function);
}

std::shared_ptr<KernelArguments> KernelArgumentTable::find(aclrtArgsHandle handle) const {
    require_argument(handle, "argsHandle");
    const std::lock_guard lock(mutex_);
    const auto found = lists_.find(handle);
    require(found != lists_.end(), ACL_ERROR_RT_INVALID_HANDLE, "the handle is no argument list");
    return found->second;
}

void KernelArgumentTable::forget(aclrtFuncHandle function) {
    const std::lock_guard lock(mutex_);
    std::erase_if(lists_, [&](const auto& list) { return list.second->function() == function; });
}

void KernelArgumentTable::clear() {
    const std::lock_guard lock(mutex_);
    lists_.clear();
}

}  // namespace ascend::runtime
