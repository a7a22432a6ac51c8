// SPDX-License-Identifier: Apache-2.0
#include "sim/soc/soc_directory.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "sim/soc/names.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFamilyPrefix = "family_";
constexpr int kMostLevels = 3;  // from a program or library up to its install prefix

/// The folder of the library or program that this code was linked into.
fs::path own_folder() {
    Dl_info info{};
    std::error_code error;
    if (dladdr(reinterpret_cast<const void*>(&soc_names), &info) == 0 || info.dli_fname == nullptr)
        return {};
    return fs::canonical(info.dli_fname, error).parent_path();
}

/// PREFIX/share/ascend-sim/soc for a file in PREFIX/bin, PREFIX/lib64 or at most two folders below.
fs::path installed_folder() {
    fs::path prefix = own_folder();
    for (int level = 0; level < kMostLevels && prefix.has_relative_path(); ++level) {
        prefix = prefix.parent_path();
        std::error_code error;
        fs::path folder = prefix / ASCEND_SIM_SOC_INSTALL_DIR;
        if (fs::is_directory(folder, error)) return folder;
    }
    return {};
}

bool is_path(std::string_view name) {
    return name.find('/') != name.npos || name.ends_with(".json");
}

std::string without_vendor(std::string_view name) {
    const std::string lower = to_lower(name);
    return lower.starts_with("ascend") ? lower.substr(6) : lower;
}

[[noreturn]] void refuse_name(std::string_view name, const std::vector<std::string>& names) {
    std::vector<std::string> longer;
    for (const std::string& candidate : names)
        if (without_vendor(candidate).starts_with(without_vendor(name)))
            longer.push_back(candidate);
    if (longer.size() > 1 && longer.size() < names.size())
        throw Error(ErrorCode::kNotFound,
                    fmt::format("SoC {:?}: which of {} is meant?", name, fmt::join(longer, ", ")));
    auto near = near_names(without_vendor(name).insert(0, "ascend"), names);
    if (!longer.empty() && longer.size() < names.size()) near = longer;
    throw Error(ErrorCode::kNotFound,
                near.empty()
                    ? fmt::format("no SoC {:?}; expected one of {}, or a path to a file", name,
                                  fmt::join(names, ", "))
                    : fmt::format("no SoC {:?} (did you mean {}?)", name, fmt::join(near, ", ")));
}

fs::path file_of(std::string_view stem) {
    return fs::path(soc_directory()) / fmt::format("{}.json", stem);
}

}  // namespace

std::string soc_directory() {
    if (const char* folder = std::getenv("ASCEND_SIM_SOC_DIR"); folder != nullptr && *folder != 0)
        return folder;
    const fs::path installed = installed_folder();
    return installed.empty() ? ASCEND_SIM_SOC_SOURCE_DIR : installed.string();
}

std::vector<std::string> soc_names() {
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(soc_directory(), error), end; !error && entry != end;
         entry.increment(error)) {
        const fs::path& file = entry->path();
        if (file.extension() == ".json" && !file.stem().string().starts_with(kFamilyPrefix))
            names.push_back(file.stem().string());
    }
    if (error || names.empty())
        throw Error(ErrorCode::kNotFound,
                    fmt::format("no SoC files in {}; ASCEND_SIM_SOC_DIR names another folder",
                                soc_directory()));
    std::sort(names.begin(), names.end());
    return names;
}

fs::path find_soc_file(std::string_view name) {
    if (is_path(name)) return name;
    const auto names = soc_names();
    for (const std::string& candidate : names)
        if (without_vendor(candidate) == without_vendor(name)) return file_of(candidate);
    refuse_name(name, names);
}

fs::path find_inherited_file(std::string_view name, const fs::path& heir) {
    if (is_path(name)) return heir.parent_path() / name;
    std::error_code error;
    if (name.starts_with(kFamilyPrefix) && fs::exists(file_of(name), error)) return file_of(name);
    return find_soc_file(name);
}

}  // namespace ascend::sim
