// SPDX-License-Identifier: Apache-2.0
#include "sim/soc/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace ascend::sim {
namespace {

constexpr std::size_t kMostSuggestions = 4;
constexpr std::size_t kLongestMisspelling = 80;

/// Insertions, deletions and replacements of one character that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// How far `given` is from a dotted key: from the whole of it, or from its last part.
std::size_t distance(std::string_view given, std::string_view candidate) {
    const std::string_view last = candidate.substr(candidate.rfind('.') + 1);
    return std::min(edit_distance(given, candidate), edit_distance(given, last));
}

}  // namespace

std::string to_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::vector<std::string> near_names(std::string_view given,
                                    const std::vector<std::string>& candidates) {
    if (given.size() > kLongestMisspelling) return {};
    const std::string wanted = to_lower(given);
    const std::size_t limit = std::max<std::size_t>(1, wanted.size() / 4);
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string& candidate : candidates) {
        const std::size_t d = distance(wanted, to_lower(candidate));
        if (d <= limit) near.emplace_back(d, candidate);
    }
    std::stable_sort(near.begin(), near.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> result;
    for (std::size_t i = 0; i < std::min(near.size(), kMostSuggestions); ++i)
        result.push_back(near[i].second);
    return result;
}

std::string did_you_mean(std::string_view given, const std::vector<std::string>& candidates) {
    const auto near = near_names(given, candidates);
    return near.empty() ? "" : fmt::format(" (did you mean {}?)", fmt::join(near, ", "));
}

}  // namespace ascend::sim
