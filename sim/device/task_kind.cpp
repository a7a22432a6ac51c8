// SPDX-License-Identifier: Apache-2.0
#include "sim/device/task_kind.h"

namespace ascend::sim {
namespace {

struct Kind {
    std::string_view name, task_type, category;
};

struct KindOf {
    Kind operator()(const KernelTask& task) const {
        switch (task.plan->core_type) {
            case CoreType::kAiCore:
                return {task.plan->type, "AI_CORE", "kernel"};
            case CoreType::kVectorCore:
                return {task.plan->type, "AI_VECTOR_CORE", "kernel"};
            case CoreType::kMix:
                return {task.plan->type, "MIX_AIC", "kernel"};
        }
        return {task.plan->type, "AI_CORE", "kernel"};
    }
    Kind operator()(const CopyTask& task) const {
        switch (task.direction) {
            case CopyDirection::kHostToDevice:
                return {"MEMCPY_H2D", "MEMCPY_ASYNC", "copy"};
            case CopyDirection::kDeviceToHost:
                return {"MEMCPY_D2H", "MEMCPY_ASYNC", "copy"};
            case CopyDirection::kDeviceToDevice:
                return {"MEMCPY_D2D", "MEMCPY_ASYNC", "copy"};
            case CopyDirection::kPeer:
                return {"MEMCPY_P2P", "MEMCPY_ASYNC", "copy"};
        }
        return {"MEMCPY", "MEMCPY_ASYNC", "copy"};
    }
    Kind operator()(const MemsetTask&) const { return {"MEMSET", "MEMSET", "copy"}; }
    Kind operator()(const EventRecordTask&) const {
        return {"EVENT_RECORD", "EVENT_RECORD", "event"};
    }
    Kind operator()(const EventWaitTask&) const { return {"EVENT_WAIT", "EVENT_WAIT", "event"}; }
    Kind operator()(const EventResetTask&) const { return {"EVENT_RESET", "EVENT_RESET", "event"}; }
    Kind operator()(const ReportTask&) const {
        return {"HOST_CALLBACK", "HOSTFUNC_CALLBACK", "callback"};
    }
    Kind operator()(const AiCpuTask&) const { return {"AI_CPU", "AI_CPU", "kernel"}; }
    Kind operator()(const ModelExecuteTask&) const {
        return {"MODEL_EXECUTE", "MODEL_EXECUTE", "model"};
    }
    Kind operator()(const ValueWriteTask&) const {
        return {"MEM_WRITE_VALUE", "MEM_WRITE_VALUE", "event"};
    }
    Kind operator()(const ValueWaitTask&) const {
        return {"MEM_WAIT_VALUE", "MEM_WAIT_VALUE", "event"};
    }
    Kind operator()(const CacheTask&) const { return {"CMO", "CMO", "copy"}; }
};

Kind names_of(const Task& task) {
    return std::visit(KindOf{}, task.work);
}

template <TaskKind kind, class Work>
constexpr bool kIs =
    std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(kind), decltype(Task::work)>,
                   Work>;
static_assert(kIs<TaskKind::kKernel, KernelTask> && kIs<TaskKind::kReport, ReportTask> &&
              kIs<TaskKind::kModelExecute, ModelExecuteTask> && kIs<TaskKind::kCache, CacheTask>);

}  // namespace

TaskKind kind_of(const Task& task) {
    return static_cast<TaskKind>(task.work.index());
}

std::string name_of(const Task& task) {
    return std::string(task.info ? std::string_view(task.info->name) : names_of(task).name);
}

std::string type_of(const Task& task) {
    return std::string(task.info ? std::string_view(task.info->type) : names_of(task).name);
}

std::string_view task_type_of(const Task& task) {
    return names_of(task).task_type;
}

std::string_view category_of(const Task& task) {
    return names_of(task).category;
}

}  // namespace ascend::sim
