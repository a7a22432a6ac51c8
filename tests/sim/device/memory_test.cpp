// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "machine_fixture.h"
#include "traces/error.h"

/// Values in device memory that order streams, and what L2 is told to hold.
namespace ascend::sim::test {
namespace {

Task write_value(std::uint64_t& memory, std::uint64_t value) {
    Task task{nullptr, ValueWriteTask{}};
    task.effect = [&memory, value] { memory = value; };
    return task;
}

Task wait_value(const std::uint64_t& memory, std::uint64_t value) {
    return {nullptr, ValueWaitTask{0, [&memory, value] { return memory == value; }}};
}

Task cache(CacheOperation operation, std::uint64_t address, Bytes bytes) {
    return {nullptr, CacheTask{operation, address, bytes}};
}

TEST(Value, HoldsBackAStreamUntilItIsWritten) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0), b = machine.create_stream(host, 0);
    std::uint64_t memory = 0;
    machine.submit(host, b, wait_value(memory, 7));
    machine.submit(host, a, compute(500));
    machine.submit(host, a, write_value(memory, 6));
    machine.submit(host, a, write_value(memory, 7));
    machine.synchronize_stream(host, b);
    EXPECT_EQ(machine.clock(host), kLaunch + nanoseconds(500) + 2 * (kGap + kEvent));
    EXPECT_EQ(memory, 7u);
}

TEST(Value, ThatIsThereHoldsUpNobody) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    std::uint64_t memory = 7;
    machine.submit(host, stream, wait_value(memory, 7));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), kEvent);
}

TEST(Value, MayComeFromACopyOfAnotherDevice) {
    Machine& machine = make_machine({.devices = 2});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0), b = machine.create_stream(host, 1);
    std::uint64_t memory = 0;
    machine.submit(host, b, wait_value(memory, 1));
    machine.submit(host, a,
                   copy(CopyDirection::kHostToDevice, Bytes(8), [&memory] { memory = 1; }));
    EXPECT_EQ(machine.synchronize_stream(host, b).status, WaitStatus::kDone);
}

TEST(Value, ThatNobodyWritesIsGivenUpWithItsStream) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    std::uint64_t memory = 0;
    machine.submit(host, stream, wait_value(memory, 1));
    EXPECT_EQ(machine.synchronize_stream(host, stream, microseconds(5)).status,
              WaitStatus::kTimeout);
    machine.destroy_stream(host, stream, true);
    EXPECT_EQ(machine.clock(host), microseconds(5));
}

class Cache : public ::testing::Test {
  protected:
    /// DRAM bytes that a load of the 64 KiB at `kAddress` reads.
    Bytes misses_of_a_load() {
        const Bytes before = machine_.stats(0).dram_read;
        machine_.submit(host_, stream_, load(kAddress, kBytes));
        machine_.synchronize_stream(host_, stream_);
        return machine_.stats(0).dram_read - before;
    }
    void run(CacheOperation operation) {
        machine_.submit(host_, stream_, cache(operation, kAddress, kBytes));
        machine_.synchronize_stream(host_, stream_);
    }
    static constexpr std::uint64_t kAddress = 0x10000;
    static constexpr Bytes kBytes{64 * 1024};
    Machine& machine_ = make_machine();
    HostThreadId host_ = machine_.this_thread();
    StreamId stream_ = machine_.create_stream(host_, 0);
};

TEST_F(Cache, PrefetchBringsInWhatAKernelThenHits) {
    const Bytes before = machine_.stats(0).dram_read;
    run(CacheOperation::kPrefetch);
    EXPECT_EQ(machine_.stats(0).dram_read - before, kBytes);
    EXPECT_GE(machine_.clock(host_), microseconds(5)) << "64 KiB from 16 GB/s, and the latency";
    EXPECT_EQ(misses_of_a_load(), Bytes(0));
}

TEST_F(Cache, InvalidateAndFlushTakeOutAndWriteBackDoesNot) {
    EXPECT_EQ(misses_of_a_load(), kBytes);
    run(CacheOperation::kWriteBack);
    EXPECT_EQ(misses_of_a_load(), Bytes(0));
    run(CacheOperation::kInvalidate);
    EXPECT_EQ(misses_of_a_load(), kBytes);
    run(CacheOperation::kFlush);
    EXPECT_EQ(misses_of_a_load(), kBytes);
}

TEST_F(Cache, MemoryThatIsFreedIsForgotten) {
    EXPECT_EQ(misses_of_a_load(), kBytes);
    machine_.forget_memory(host_, 0, kAddress, kBytes);
    EXPECT_EQ(misses_of_a_load(), kBytes);
    EXPECT_THROW(machine_.forget_memory(host_, 9, kAddress, kBytes), Error);
}

TEST_F(Cache, OperationOfNegativeBytesIsRefused) {
    EXPECT_THROW(
        machine_.submit(host_, stream_, cache(CacheOperation::kPrefetch, kAddress, Bytes(-1))),
        Error);
}

TEST(EventState, CountsRecordsAndWaits) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0), b = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, b, wait(event));
    machine.submit(host, b, wait(event));
    machine.submit(host, a, compute(1000));
    machine.submit(host, a, record(event));
    const EventState before = machine.event_state(host, event);
    EXPECT_EQ(before.records_queued, 1u);
    EXPECT_EQ(before.records_executed, 0u);
    EXPECT_EQ(before.waits_outstanding, 2u);
    EXPECT_EQ(machine.waits_outstanding(host, {event, 99}), 2u);
    machine.synchronize_streams(host, {a, b});
    const EventState after = machine.event_state(host, event);
    EXPECT_EQ(after.records_executed, 1u);
    EXPECT_EQ(after.waits_outstanding, 0u);
}

TEST(EventState, ForgetsTheWaitsOfADiscardedStream) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, stream, wait(event));
    machine.submit(host, stream, wait(event));
    machine.spend(host, microseconds(1));
    EXPECT_EQ(machine.event_state(host, event).waits_outstanding, 2u);
    machine.destroy_stream(host, stream, true);
    EXPECT_EQ(machine.event_state(host, event).waits_outstanding, 0u);
}

}  // namespace
}  // namespace ascend::sim::test
