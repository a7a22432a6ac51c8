// SPDX-License-Identifier: Apache-2.0
#include "runtime/client/acl_objects.h"

#include <algorithm>

#include "ascend_sim/ascend_sim.h"
#include "traces/error.h"

namespace ascend::client {
namespace {

struct DescDeleter {
    void operator()(aclmdlDesc* desc) const { aclmdlDestroyDesc(desc); }
};

std::vector<Port> describe_inputs(aclmdlDesc* desc) {
    std::vector<Port> ports;
    for (std::size_t i = 0; i < aclmdlGetNumInputs(desc); ++i) {
        aclmdlIODims dims;
        check(aclmdlGetInputDims(desc, i, &dims));
        ports.push_back({dims.name, {dims.dims, dims.dims + dims.dimCount}});
    }
    return ports;
}

}  // namespace

void check(aclError code) {
    if (code != ACL_SUCCESS) throw Error(ErrorCode::kInvalidArgument, ascend_sim_error());
}

Session::Session() {
    check(aclInit(nullptr));
}

Session::~Session() {
    for (const std::int32_t device : devices_) aclrtResetDevice(device);
    aclFinalize();
}

void Session::use(std::int32_t device) {
    check(aclrtSetDevice(device));
    if (std::find(devices_.begin(), devices_.end(), device) != devices_.end())
        check(aclrtResetDevice(device));
    else
        devices_.push_back(device);
}

LoadedModel::LoadedModel(const std::string& path) {
    check(aclmdlLoadFromFile(path.c_str(), &id_));
    struct ReleaseUnlessDone {
        LoadedModel* model;
        ~ReleaseUnlessDone() {
            if (model != nullptr) model->release();
        }
    } guard{this};
    const std::unique_ptr<aclmdlDesc, DescDeleter> desc(aclmdlCreateDesc());
    check(aclmdlGetDesc(desc.get(), id_));
    inputs_ = describe_inputs(desc.get());
    input_set_ = aclmdlCreateDataset();
    output_set_ = aclmdlCreateDataset();
    for (std::size_t i = 0; i < aclmdlGetNumInputs(desc.get()); ++i)
        add_buffer(input_set_, aclmdlGetInputSizeByIndex(desc.get(), i));
    for (std::size_t i = 0; i < aclmdlGetNumOutputs(desc.get()); ++i)
        add_buffer(output_set_, aclmdlGetOutputSizeByIndex(desc.get(), i));
    guard.model = nullptr;
}

LoadedModel::~LoadedModel() {
    release();
}

void LoadedModel::add_buffer(aclmdlDataset* set, std::size_t bytes) {
    void* address = nullptr;
    check(aclrtMalloc(&address, bytes, ACL_MEM_MALLOC_HUGE_FIRST));
    memory_.push_back(address);
    buffers_.push_back(aclCreateDataBuffer(address, bytes));
    check(aclmdlAddDatasetBuffer(set, buffers_.back()));
}

void LoadedModel::release() noexcept {
    if (input_set_ != nullptr) aclmdlDestroyDataset(input_set_);
    if (output_set_ != nullptr) aclmdlDestroyDataset(output_set_);
    for (aclDataBuffer* buffer : buffers_) aclDestroyDataBuffer(buffer);
    for (void* address : memory_) aclrtFree(address);
    aclmdlUnload(id_);
}

void LoadedModel::execute() {
    check(aclmdlExecute(id_, input_set_, output_set_));
}

void LoadedModel::execute_async(aclrtStream stream) {
    check(aclmdlExecuteAsync(id_, input_set_, output_set_, stream));
}

}  // namespace ascend::client
