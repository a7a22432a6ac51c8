// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <utility>

#include "models/om/vendor_steps.h"

namespace ascend::models::om {

namespace {

/// Cube operators as kernel names spell them, so that "mat_mul" is not taken for a "mul".
constexpr std::string_view kCubeTypes[] = {
    "BatchMatMul",          "BatchMatMulV2",    "Conv2D",
    "Conv2DBackpropInputD", "Conv2DTransposeD", "DepthwiseConv2D",
    "FullyConnection",      "MatMul",           "MatMulV2",
};

/// "te_fused_op_" names spell types in lower case, with '_' before an inner capital.
std::string kernel_spelling(std::string_view type) {
    std::string text(type);
    if (const std::size_t at = text.find("2D"); at != std::string::npos) text[at + 1] = 'd';
    std::string spelling;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool capital = std::isupper(static_cast<unsigned char>(text[i])) != 0;
        if (capital && i > 0 && std::islower(static_cast<unsigned char>(text[i - 1])) != 0)
            spelling.push_back('_');
        spelling.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(text[i]))));
    }
    return spelling;
}

/// Spellings with their types, long ones first.
const std::vector<std::pair<std::string, std::string>>& spellings() {
    static const auto all = [] {
        std::vector<std::pair<std::string, std::string>> entries;
        for (const std::string_view type : vendor_step_types())
            entries.emplace_back(kernel_spelling(type), type);
        for (const std::string_view type : kCubeTypes)
            entries.emplace_back(kernel_spelling(type), type);
        std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
            return a.first.size() > b.first.size();
        });
        return entries;
    }();
    return all;
}

std::string kernel_name_of(const OpDef& op) {
    const std::string name = op.attributes.text("_kernelname", "");
    return name.empty() ? op.attributes.text(op.name + "_kernelname", "") : name;
}

/// Types in a fused kernel's name: "te_fused_op_abs_mul_add_HASH".
std::vector<std::string> types_in(std::string_view kernel) {
    constexpr std::string_view kPrefix = "te_fused_op_";
    std::vector<std::string> types;
    if (!kernel.starts_with(kPrefix)) return types;
    kernel.remove_prefix(kPrefix.size());
    while (!kernel.empty()) {
        const auto known = std::find_if(spellings().begin(), spellings().end(), [&](auto& entry) {
            const std::string& word = entry.first;
            return kernel.starts_with(word) &&
                   (kernel.size() == word.size() || kernel[word.size()] == '_');
        });
        std::size_t end = kernel.find('_');
        if (known != spellings().end()) {
            types.push_back(known->second);
            end = known->first.size();
        }
        kernel.remove_prefix(std::min(kernel.size(), end == kernel.npos ? end : end + 1));
    }
    return types;
}

}  // namespace

std::vector<std::string> chain_of(const OpDef& op) {
    std::vector<std::string> chain = op.attributes.texts("_datadump_original_op_types");
    if (chain.empty()) chain = types_in(kernel_name_of(op));
    if (chain.empty()) chain = {op.type};
    return chain;
}

}  // namespace ascend::models::om
