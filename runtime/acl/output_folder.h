// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "traces/trace.h"

namespace ascend::runtime {

/// The output folder of a run (design: trace, summary, msprof's tables). Its files appear when the
/// recorder's sinks finish; a run that gives up leaves nothing, not even folders that it made.
class OutputFolder {
  public:
    /// Makes the folder and adds its sinks to `recorder`. Throws Error{kIo} naming the folder when
    /// it cannot be made or written.
    void open(const std::filesystem::path& folder, traces::Recorder& recorder);
    /// Takes the folders away that open() made and that are empty. Call after the sinks are gone.
    void remove_traces_of_itself();
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    std::filesystem::path topmost_made_;  ///< empty when the folder was there
};

}  // namespace ascend::runtime
