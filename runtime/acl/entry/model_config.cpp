// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <new>
#include <optional>

#include "acl/acl_mdl.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;

/// How aclmdlLoadWithConfig loads. Attributes that nobody set are absent.
struct aclmdlConfigHandle {
    std::optional<std::size_t> load_type, model_bytes;
    const char* path = nullptr;
    void *model = nullptr, *weights = nullptr, *work = nullptr;
    std::size_t weight_bytes = 0, work_bytes = 0, memory_optimize = 0;
    std::int32_t priority = 0;
};

namespace {

constexpr std::int32_t kLowestPriority = 7;

template <class Value>
Value value_of(const void* given, size_t size) {
    Value value;
    require(size == sizeof value, ACL_ERROR_INVALID_PARAM,
            "valueSize is not that of the attribute");
    std::memcpy(&value, given, sizeof value);
    return value;
}

void set_option(aclmdlConfigHandle& config, aclmdlConfigAttr attr, const void* value, size_t size) {
    switch (attr) {
        case ACL_MDL_PRIORITY_INT32:
            config.priority = value_of<std::int32_t>(value, size);
            require(config.priority >= 0 && config.priority <= kLowestPriority,
                    ACL_ERROR_INVALID_PARAM, "priority must be 0 to 7");
            return;
        case ACL_MDL_LOAD_TYPE_SIZET:
            config.load_type = value_of<std::size_t>(value, size);
            require(*config.load_type >= ACL_MDL_LOAD_FROM_FILE &&
                        *config.load_type <= ACL_MDL_LOAD_FROM_MEM_WITH_Q,
                    ACL_ERROR_INVALID_PARAM, "load type must be 1 to 6");
            return;
        case ACL_MDL_PATH_PTR:
            config.path = value_of<const char*>(value, size);
            return require_argument(config.path, "the path");
        case ACL_MDL_MEM_ADDR_PTR:
            config.model = value_of<void*>(value, size);
            return require_argument(config.model, "the model's address");
        case ACL_MDL_MEM_SIZET:
            config.model_bytes = value_of<std::size_t>(value, size);
            return require(*config.model_bytes > 0, ACL_ERROR_INVALID_PARAM, "model size is 0");
        case ACL_MDL_WEIGHT_ADDR_PTR:
            config.weights = value_of<void*>(value, size);
            return;
        case ACL_MDL_WEIGHT_SIZET:
            config.weight_bytes = value_of<std::size_t>(value, size);
            return;
        case ACL_MDL_WORKSPACE_ADDR_PTR:
            config.work = value_of<void*>(value, size);
            return;
        case ACL_MDL_WORKSPACE_SIZET:
            config.work_bytes = value_of<std::size_t>(value, size);
            return;
        case ACL_MDL_WORKSPACE_MEM_OPTIMIZE:
            config.memory_optimize = value_of<std::size_t>(value, size);
            return require(config.memory_optimize <= ACL_WORKSPACE_MEM_OPTIMIZE_INPUTOUTPUT,
                           ACL_ERROR_INVALID_PARAM, "memory optimisation must be 0 or 1");
        case ACL_MDL_INPUTQ_NUM_SIZET:
        case ACL_MDL_INPUTQ_ADDR_PTR:
        case ACL_MDL_OUTPUTQ_NUM_SIZET:
        case ACL_MDL_OUTPUTQ_ADDR_PTR:
        case ACL_MDL_WEIGHT_PATH_PTR:
        case ACL_MDL_MODEL_DESC_PTR:
        case ACL_MDL_MODEL_DESC_SIZET:
        case ACL_MDL_KERNEL_PTR:
        case ACL_MDL_KERNEL_SIZET:
        case ACL_MDL_KERNEL_ARGS_PTR:
        case ACL_MDL_KERNEL_ARGS_SIZET:
        case ACL_MDL_STATIC_TASK_PTR:
        case ACL_MDL_STATIC_TASK_SIZET:
        case ACL_MDL_DYNAMIC_TASK_PTR:
        case ACL_MDL_DYNAMIC_TASK_SIZET:
        case ACL_MDL_MEM_MALLOC_POLICY_SIZET:
        case ACL_MDL_FIFO_PTR:
        case ACL_MDL_FIFO_SIZET:
            throw Failure(ACL_ERROR_FEATURE_UNSUPPORTED,
                          "the simulator does not model this attribute");
    }
    throw Failure(ACL_ERROR_INVALID_PARAM, "attr is no aclmdlConfigAttr");
}

/// Throws Failure{100000} when the load type lacks an attribute that it needs.
void check_complete(const aclmdlConfigHandle& config) {
    require(config.load_type.has_value(), ACL_ERROR_INVALID_PARAM, "the load type was not set");
    switch (*config.load_type) {
        case ACL_MDL_LOAD_FROM_FILE:
        case ACL_MDL_LOAD_FROM_FILE_WITH_MEM:
            return require_argument(config.path, "the path");
        case ACL_MDL_LOAD_FROM_MEM:
        case ACL_MDL_LOAD_FROM_MEM_WITH_MEM:
            require_argument(config.model, "the model's address");
            return require(config.model_bytes.has_value(), ACL_ERROR_INVALID_PARAM,
                           "the model's size was not set");
    }
    throw Failure(ACL_ERROR_FEATURE_UNSUPPORTED, "models with queues are not modelled");
}

aclError load(const aclmdlConfigHandle& config, uint32_t* model_id) {
    const bool own_memory = *config.load_type == ACL_MDL_LOAD_FROM_FILE_WITH_MEM ||
                            *config.load_type == ACL_MDL_LOAD_FROM_MEM_WITH_MEM;
    void* work = own_memory ? config.work : nullptr;
    void* weights = own_memory ? config.weights : nullptr;
    if (*config.load_type <= ACL_MDL_LOAD_FROM_FILE_WITH_MEM)
        return aclmdlLoadFromFileWithMem(config.path, model_id, work, config.work_bytes, weights,
                                         config.weight_bytes);
    return aclmdlLoadFromMemWithMem(config.model, *config.model_bytes, model_id, work,
                                    config.work_bytes, weights, config.weight_bytes);
}

}  // namespace

aclmdlConfigHandle* aclmdlCreateConfigHandle() {
    return new (std::nothrow) aclmdlConfigHandle;
}

aclError aclmdlDestroyConfigHandle(aclmdlConfigHandle* handle) {
    return guard_host(__func__, [&] {
        require_argument(handle, "handle");
        delete handle;
    });
}

aclError aclmdlSetConfigOpt(aclmdlConfigHandle* handle, aclmdlConfigAttr attr,
                            const void* attrValue, size_t valueSize) {
    return guard_host(__func__, [&] {
        require_argument(handle, "handle");
        require_argument(attrValue, "attrValue");
        set_option(*handle, attr, attrValue, valueSize);
    });
}

aclError aclmdlLoadWithConfig(const aclmdlConfigHandle* handle, uint32_t* modelId) {
    const aclError code = guard_host(__func__, [&] {
        require_argument(handle, "handle");
        require_argument(modelId, "modelId");
        check_complete(*handle);
    });
    return code == ACL_SUCCESS ? load(*handle, modelId) : code;
}
