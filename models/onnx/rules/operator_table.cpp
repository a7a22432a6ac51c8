// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include "models/onnx/rules/operator_rule.h"

namespace ascend::models::onnx_rules {
namespace {

using Key = std::pair<std::string_view, std::string_view>;
using Table = std::map<Key, const OperatorRule*>;

Table make_table() {
    Table table;
    for (const auto family :
         {elementwise_rules(), convolution_rules(), pooling_rules(), matmul_rules(),
          normalization_rules(), reduction_rules(), view_rules(), slicing_rules(), indexing_rules(),
          image_rules(), generator_rules(), recurrent_rules(), quantization_rules(),
          transformer_rules()}) {
        for (const OperatorRule& rule : family) {
            const bool fresh = table.emplace(Key{rule.domain, rule.type}, &rule).second;
            ASCEND_INVARIANT(fresh, "an operator has two shape rules");
        }
    }
    return table;
}

}  // namespace

const OperatorRule* find_rule(std::string_view domain, std::string_view type) {
    static const Table table = make_table();
    if (domain == "ai.onnx") domain = "";
    const auto found = table.find({domain, type});
    return found == table.end() ? nullptr : found->second;
}

}  // namespace ascend::models::onnx_rules
