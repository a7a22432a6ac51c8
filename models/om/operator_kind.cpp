// SPDX-License-Identifier: Apache-2.0
#include "models/om/operator_kind.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ascend::models::om {

namespace {

using enum OperatorKind;

constexpr std::pair<std::string_view, OperatorKind> kKinds[] = {
    {"AippData", kInput},         {"AnnData", kInput},       {"Data", kInput},
    {"RefData", kInput},          {"Const", kConstant},      {"Constant", kConstant},
    {"FileConstant", kConstant},  {"Variable", kConstant},   {"NetOutput", kOutput},
    {"ControlTrigger", kControl}, {"LabelGoto", kControl},   {"LabelGotoEx", kControl},
    {"LabelSet", kControl},       {"LabelSwitch", kControl}, {"LabelSwitchByIndex", kControl},
    {"MapIndex", kControl},       {"NoOp", kControl},        {"Recv", kControl},
    {"RecvMem", kControl},        {"Send", kControl},        {"SendMem", kControl},
    {"StreamActive", kControl},   {"StreamMerge", kControl}, {"StreamSwitch", kControl},
    {"Bitcast", kView},           {"ExpandDims", kView},     {"Flatten", kView},
    {"FlattenV2", kView},         {"Identity", kView},       {"IdentityN", kView},
    {"PhonyConcat", kView},       {"PhonySplit", kView},     {"ReFormat", kView},
    {"Reshape", kView},           {"Squeeze", kView},        {"SqueezeV2", kView},
    {"SqueezeV3", kView},         {"Unsqueeze", kView},      {"UnsqueezeV2", kView},
    {"UnsqueezeV3", kView},
};

}  // namespace

OperatorKind kind_of(std::string_view type) {
    const auto* at = std::find_if(std::begin(kKinds), std::end(kKinds),
                                  [&](const auto& entry) { return entry.first == type; });
    return at == std::end(kKinds) ? kKernel : at->second;
}

}  // namespace ascend::models::om
