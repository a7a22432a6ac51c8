// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "acl/acl.h"

/// A C++ face of AscendCL for our own tools, which are plain clients of libascendcl.
namespace ascend::client {

/// Throws Error{kInvalidArgument} with the one-line reason of the failed call.
void check(aclError code);

/// aclInit and aclrtSetDevice; undone in the destructor.
class Session {
  public:
    Session();
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    /// Makes the primary context of the device current.
    void use(std::int32_t device);

  private:
    std::vector<std::int32_t> devices_;
};

/// Shape of a model's input or output.
struct Port {
    std::string name;
    std::vector<std::int64_t> shape;
};

/// A loaded model with device buffers for its inputs and outputs, of the current device.
class LoadedModel {
  public:
    /// Throws Error when the file, a shape or the device's memory is at fault.
    explicit LoadedModel(const std::string& path);
    ~LoadedModel();
    LoadedModel(const LoadedModel&) = delete;
    LoadedModel& operator=(const LoadedModel&) = delete;

    std::uint32_t id() const { return id_; }
    const std::vector<Port>& inputs() const { return inputs_; }
    void execute();
    void execute_async(aclrtStream stream);

  private:
    void add_buffer(aclmdlDataset* set, std::size_t bytes);
    void release() noexcept;

    std::uint32_t id_ = 0;
    std::vector<Port> inputs_;
    std::vector<void*> memory_;
    std::vector<aclDataBuffer*> buffers_;
    aclmdlDataset* input_set_ = nullptr;
    aclmdlDataset* output_set_ = nullptr;
};

/// A stream of the current context.
class Stream {
  public:
    Stream() { check(aclrtCreateStream(&handle_)); }
    ~Stream() { aclrtDestroyStreamForce(handle_); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    aclrtStream handle() const { return handle_; }
    void synchronize() { check(aclrtSynchronizeStream(handle_)); }

  private:
    aclrtStream handle_ = nullptr;
};

}  // namespace ascend::client
