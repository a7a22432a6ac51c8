// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace ascend::sim::test {

/// Makes an object that is never destroyed, and not lost either: threads that end after the test
/// still look at it.
template <class T, class... Arguments>
T& immortal(Arguments&&... arguments) {
    static auto& all = *new std::vector<std::unique_ptr<T>>;
    return *all.emplace_back(std::make_unique<T>(std::forward<Arguments>(arguments)...));
}

}  // namespace ascend::sim::test
