// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
// ARGUMENTS: {zoo}/resnet18.onnx
#include <vector>

#include "model.h"

namespace {

constexpr std::size_t kBatches = 8;
constexpr std::size_t kBytes = std::size_t{2} << 20;

struct Stage {
    aclrtStream stream = nullptr;
    std::vector<aclrtEvent> done;
    Stage() : done(kBatches) {
        OK(aclrtCreateStream(&stream));
        for (aclrtEvent& event : done) OK(aclrtCreateEvent(&event));
    }
    void finish(std::size_t batch) { OK(aclrtRecordEvent(done[batch], stream)); }
    void after(const Stage& other, std::size_t batch) {
        OK(aclrtStreamWaitEvent(stream, other.done[batch]));
    }
};

struct Buffers {
    void *host = nullptr, *device = nullptr;
    Buffers() {
        OK(aclrtMallocHost(&host, kBytes));
        OK(aclrtMalloc(&device, kBytes, ACL_MEM_MALLOC_HUGE_FIRST));
    }
};

void upload(const Buffers& to, aclrtStream stream) {
    OK(aclrtMemcpyAsync(to.device, kBytes, to.host, kBytes, ACL_MEMCPY_HOST_TO_DEVICE, stream));
}
void download(const Buffers& from, aclrtStream stream) {
    OK(aclrtMemcpyAsync(from.host, kBytes, from.device, kBytes, ACL_MEMCPY_DEVICE_TO_HOST, stream));
}

int64_t one_after_the_other(const Model& model, const Buffers& in, const Buffers& out) {
    Stage stage;
    const int64_t start = now_ns();
    for (std::size_t i = 0; i < kBatches; ++i) {
        upload(in, stage.stream);
        execute_async(&model, stage.stream);
        download(out, stage.stream);
    }
    OK(aclrtSynchronizeStream(stage.stream));
    return now_ns() - start;
}

int64_t pipelined(const Model& model, const Buffers& in, const Buffers& out) {
    Stage load, compute, store;
    const int64_t start = now_ns();
    for (std::size_t i = 0; i < kBatches; ++i) {
        upload(in, load.stream);
        load.finish(i);
        compute.after(load, i);
        execute_async(&model, compute.stream);
        compute.finish(i);
        store.after(compute, i);
        download(out, store.stream);
        store.finish(i);
    }
    OK(aclrtSynchronizeStream(store.stream));
    const int64_t took = now_ns() - start;
    // The second upload runs beside the first execution.
    uint64_t uploaded = 0, executed = 0;
    OK(aclrtEventGetTimestamp(load.done[1], &uploaded));
    OK(aclrtEventGetTimestamp(compute.done[0], &executed));
    CHECK(uploaded < executed);
    return took;
}

}  // namespace

/// Copy in, compute, copy out: in one stream, and in three that overlap.
int main(int, char** arguments) {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    const Model model = load_model(arguments[1]);
    Buffers in, out;
    execute(&model);
    const int64_t serial = one_after_the_other(model, in, out);
    const int64_t overlapped = pipelined(model, in, out);
    printf("%lld us in one stream, %lld us in three\n", static_cast<long long>(serial / 1000),
           static_cast<long long>(overlapped / 1000));
    CHECK(overlapped * 10 < serial * 8);
    unload_model(&model);
    return aclFinalize();
}
