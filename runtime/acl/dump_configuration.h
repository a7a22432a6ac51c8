// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ascend::runtime {

/// Tensors that are left out: all of an operator's, or some ("input0", "output1").
struct DumpExclusion {
    std::string name;
    std::set<std::string> tensors;  ///< empty: all
};

/// One entry of "dump_list".
struct DumpTarget {
    std::string model;             ///< empty: any
    std::set<std::string> layers;  ///< names of operators as compiled: fused ones; empty: all
    std::vector<DumpExclusion> excluded_types, excluded_names;
};

/// The object "dump" of a configuration file. source: facts acl_semantics.md 7.2
struct DumpConfiguration {
    std::vector<DumpTarget> targets;  ///< empty: every model
    std::filesystem::path path;
    bool inputs = false, outputs = true;
    bool single_operators = false;  ///< "dump_op_switch": those outside models, too
    /// "dump_debug", "dump_scene": only operators that overflow, or fail. None here does: results
    /// are zero.
    bool failures_only = false;
    bool statistics = false;                   ///< a table per operator in place of the tensors
    std::vector<std::string> statistic_names;  ///< empty: all
    std::vector<std::pair<std::uint32_t, std::uint32_t>> steps;  ///< first, last; empty: all

    /// The entry that covers a model; null when none does, or failures_only.
    const DumpTarget* target_of(std::string_view model) const;
    bool covers_step(std::uint32_t step) const;
};

/// Reads a file. Throws Failure: 100003 it cannot be read, 100006 it is no JSON object, 100009
/// "dump" is absent or has a bad value (naming the key), 200006 it asks for "watcher".
DumpConfiguration read_dump_configuration(const std::filesystem::path& file);

/// Whether the file, which holds a JSON object, has an object "dump". Throws as
/// read_dump_configuration().
bool has_dump_configuration(const std::filesystem::path& file);

}  // namespace ascend::runtime
