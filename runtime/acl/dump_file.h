// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "runtime/acl/dump_plan.h"
#include "sim/device/task.h"
#include "traces/units.h"

namespace ascend::runtime {

/// One execution of a dumped model, or of a single operator.
struct DumpedExecution {
    std::shared_ptr<const DumpPlan> plan;
    sim::DeviceId device = 0;
    std::optional<std::uint32_t> model{};  ///< empty: a single operator
    std::uint32_t step = 0;                ///< executions of the model before
};

/// The fixed epoch plus simulated time as "20260101000000": equal runs have equal names.
std::string dump_time_text(Picoseconds time);

/// A file of the dump: what of one operator is left after one execution. Its content is a head (the
/// length as uint64, then the serialised DumpData; or the table of statistics) and then zeros, the
/// tensors' data, which are never all in memory. source: facts acl_semantics.md 7.4
class DumpFile {
  public:
    DumpFile(const DumpedExecution& execution, const DumpOperator& op, Picoseconds time);

    const std::filesystem::path& path() const { return path_; }
    std::uint64_t size() const { return head_.size() + zeros_; }
    /// Copies the bytes from `offset` on; all of `target` must lie in the file.
    void read(std::uint64_t offset, std::span<std::byte> target) const;
    /// Writes it, and the folders on the way. Throws Error{kIo} naming it.
    void write() const;

  private:
    std::filesystem::path path_;
    std::string head_;
    std::uint64_t zeros_ = 0;
};

}  // namespace ascend::runtime
