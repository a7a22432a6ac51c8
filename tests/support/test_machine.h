// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/program/program.h"
#include "sim/device/machine.h"
#include "sim/soc/soc_loader.h"
#include "tests/support/recording_sink.h"

namespace ascend::test {

/// The process's machine with one device per SoC given, and what ran on it. One per test process.
class TestMachine {
  public:
    explicit TestMachine(std::vector<std::shared_ptr<const sim::SocSpec>> socs, bool exact = false);

    sim::Machine& machine() { return machine_; }
    sim::HostThreadId thread() { return machine_.this_thread(); }
    const sim::SocSpec& soc(sim::DeviceId device) const { return machine_.soc(device); }

    /// Loads a program: its tensors get device addresses that no other program has.
    struct Loaded {
        sim::ModelId id = 0;
        sim::DeviceId device = 0;
        std::vector<std::uint64_t> bases;
    };
    Loaded load(sim::DeviceId device, const models::Program& program);
    /// Executes once in a fresh stream and waits: model start to end.
    Picoseconds execute(const Loaded& model);
    /// Executes each model once, all at the same time in streams of their own: first start to last
    /// end.
    Picoseconds execute_together(const std::vector<Loaded>& models);

    /// Runs one kernel alone; `cold`: with an empty L2. Its record.
    traces::TaskRecord run_kernel(sim::DeviceId device, std::shared_ptr<const sim::KernelPlan> plan,
                                  bool cold = true);

    const RecordingSink::Record& record() const { return record_; }

  private:
    std::uint64_t take_address(Bytes bytes);

    RecordingSink::Record record_;
    traces::Recorder recorder_;
    sim::Machine& machine_;
    std::uint64_t next_address_ = std::uint64_t{1} << 32;
};

/// The zoo's network, compiled for a SoC at a batch.
models::Program compile_zoo(const std::string& name, const sim::SocSpec& soc, std::int64_t batch,
                            const models::CompileOptions& options = {});

}  // namespace ascend::test
