// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "traces/trace.h"

namespace ascend::test {

/// Keeps every task record and slice, for tests that look at what happened.
class RecordingSink final : public traces::Sink {
  public:
    struct Record {
        std::vector<traces::TaskRecord> tasks;
        std::vector<traces::Slice> slices;
        std::vector<traces::Track> tracks;
    };

    explicit RecordingSink(Record& record) : record_(record) {}
    void declare(const traces::Track& track) override { record_.tracks.push_back(track); }
    void slice(const traces::Slice& slice) override { record_.slices.push_back(slice); }
    void counter(const traces::Counter&) override {}
    void task(const traces::TaskRecord& task) override { record_.tasks.push_back(task); }
    void finish(Picoseconds) override {}

  private:
    Record& record_;
};

}  // namespace ascend::test
