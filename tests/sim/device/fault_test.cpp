// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "machine_fixture.h"
#include "sim/device/device_error.h"

namespace ascend::sim::test {
namespace {

TaskFault fault_of(std::optional<TaskKind> kind, std::uint64_t nth = 1) {
    TaskFault fault;
    fault.kind = kind;
    fault.nth = nth;
    return fault;
}

TEST(Fault, MeetsTheNthTaskOfItsKindAndNoOther) {
    Machine& machine = make_machine({.faults = {fault_of(TaskKind::kKernel, 2)}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, stream, record(event));
    machine.submit(host, stream, compute(100));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kNoDeviceError);
    machine.submit(host, stream, compute(100));
    const WaitResult failed = machine.synchronize_stream(host, stream);
    EXPECT_EQ(failed.device_error, kAiCoreException);
    ASSERT_EQ(failed.failures.size(), 1u);
    EXPECT_EQ(failed.failures[0].stream, stream);
    EXPECT_EQ(failed.failures[0].task, 2u) << "counted from 0, the record included";
    machine.submit(host, stream, compute(100));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kNoDeviceError);
}

TEST(Fault, TakesTheTimeOfTheTaskThatFails) {
    Machine& machine = make_machine({.faults = {fault_of(TaskKind::kKernel)}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(700));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), kLaunch + nanoseconds(700));
}

TEST(Fault, OfACopyLeavesItsDestinationAlone) {
    Machine& machine = make_machine({.faults = {fault_of(TaskKind::kCopy)}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    int copies = 0;
    for (int i = 0; i < 2; ++i)
        machine.submit(host, stream,
                       copy(CopyDirection::kHostToDevice, Bytes(64), [&] { ++copies; }));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kCopyFailed);
    EXPECT_EQ(copies, 1) << "the second";
}

TEST(Fault, OfAStreamLeavesOthersAlone) {
    TaskFault fault;
    fault.stream = 2;
    fault.status = 0x2F;
    fault.count = 2;
    Machine& machine = make_machine({.faults = {fault}});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0), b = machine.create_stream(host, 0);
    for (const StreamId stream : {a, b, b}) machine.submit(host, stream, compute(10));
    EXPECT_EQ(machine.synchronize_stream(host, a).device_error, kNoDeviceError);
    const WaitResult failed = machine.synchronize_stream(host, b);
    EXPECT_EQ(failed.device_error, 0x2Fu);
    EXPECT_EQ(failed.failures.size(), 2u);
}

TEST(Fault, ThatHangsEndsAtTheLimitToThePicosecond) {
    TaskFault fault = fault_of(TaskKind::kKernel);
    fault.hangs = true;
    fault.limit = milliseconds(20);
    Machine& machine = make_machine({.faults = {fault}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(10));
    EXPECT_EQ(machine.synchronize_stream(host, stream, milliseconds(20) - Picoseconds(1)).status,
              WaitStatus::kTimeout);
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kAiCoreTimeout);
    EXPECT_EQ(machine.clock(host), milliseconds(20));
}

TEST(Fault, ThatHangsTakesTheTasksLimitAndElseTheProducts) {
    TaskFault fault = fault_of(TaskKind::kKernel);
    fault.hangs = true;
    fault.count = 2;
    SocSpec soc = small_soc();
    soc.family = "310P";
    Machine& machine = make_machine({.soc = soc, .faults = {fault}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    Task limited = compute(10);
    limited.limit = milliseconds(3);
    machine.submit(host, stream, limited);
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), milliseconds(3));
    machine.submit(host, stream, compute(10));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), milliseconds(3) + kGap + milliseconds(547'000));
}

TEST(Fault, ThatHangsDoesNotOutliveItsStream) {
    TaskFault fault = fault_of(TaskKind::kKernel);
    fault.hangs = true;
    Machine& machine = make_machine({.faults = {fault}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(10));
    machine.synchronize_stream(host, stream, milliseconds(1));
    machine.destroy_stream(host, stream, true);
    machine.finish();
    EXPECT_EQ(machine.kernel_time(), milliseconds(1));
}

TEST(Fault, CanBeAskedForByName) {
    TaskFault fault;
    fault.name = "Compute";
    Machine& machine = make_machine({.faults = {fault}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, load(0x1000, Bytes(4096)));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kNoDeviceError);
    machine.submit(host, stream, compute(10));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kAiCoreException);
}

TEST(Fault, InsideAModelIsReportedByTheStreamThatExecutesIt) {
    Machine& machine = make_machine({.faults = {fault_of(TaskKind::kKernel, 2)}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    ModelImage image;
    image.streams = {{compute(10), compute(10), compute(10)}};
    const ModelId model = machine.load_model(host, 0, std::move(image));
    machine.submit(host, stream, {nullptr, ModelExecuteTask{model, {0}}});
    const WaitResult failed = machine.synchronize_stream(host, stream);
    EXPECT_EQ(failed.device_error, kAiCoreException);
    ASSERT_EQ(failed.failures.size(), 1u);
    EXPECT_NE(failed.failures[0].stream, stream) << "the model's own";
    EXPECT_EQ(failed.failures[0].task, 1u);
}

TEST(Fault, IsOfOneDevice) {
    TaskFault fault = fault_of(TaskKind::kKernel);
    fault.device = 1;
    Machine& machine = make_machine({.devices = 2, .faults = {fault}});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0), b = machine.create_stream(host, 1);
    machine.submit(host, a, compute(10));
    machine.submit(host, b, compute(10));
    EXPECT_EQ(machine.synchronize_stream(host, a).device_error, kNoDeviceError);
    EXPECT_EQ(machine.synchronize_stream(host, b).device_error, kAiCoreException);
}

TEST(Kernel, BeyondItsLimitFails) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    Task in_time = compute(1000), too_long = compute(1001);
    in_time.limit = too_long.limit = kLaunch + nanoseconds(1000);
    machine.submit(host, stream, in_time);
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kNoDeviceError);
    machine.submit(host, stream, too_long);
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kAiCoreTimeout);
}

TEST(StopOnFailure, DropsWhatIsBehindTheTaskThatFailed) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine =
        make_machine({.recorder = &recorder, .faults = {fault_of(TaskKind::kKernel, 2)}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.stop_on_failure(host, stream);
    for (int i = 0; i < 4; ++i) machine.submit(host, stream, compute(10));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kAiCoreException);
    machine.submit(host, stream, compute(10));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kNoDeviceError);
    EXPECT_EQ(recording.tasks.size(), 2u);
}

TEST(Failures, AreToldOnceAndAtTheCallersTime) {
    Machine& machine = make_machine({.faults = {fault_of(TaskKind::kKernel)}});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(10));
    EXPECT_TRUE(machine.take_failures(host, {stream}).empty()) << "it has not ended yet";
    machine.spend(host, milliseconds(1));
    EXPECT_EQ(machine.take_failures(host, {stream, 99}).size(), 1u);
    EXPECT_TRUE(machine.take_failures(host, {stream}).empty());
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kAiCoreException);
}

}  // namespace
}  // namespace ascend::sim::test
