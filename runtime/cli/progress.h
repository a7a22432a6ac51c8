// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string_view>

namespace ascend::cli {

/// One line on stderr that says what long work is at; nothing unless stderr is a terminal, and
/// nothing in the first moments, so that short work stays silent. Gone in the end.
class Progress {
  public:
    Progress();
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void show(std::string_view text);

  private:
    bool terminal_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point start_;
};

}  // namespace ascend::cli
