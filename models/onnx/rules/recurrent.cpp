// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "models/onnx/rules/operator_rule.h"

namespace ascend::models::onnx_rules {
namespace {

/// Inputs: x [steps, batch, features], weights [directions, gates * hidden, features],
/// recurrence [directions, gates * hidden, hidden]. Outputs: every step's state, the last state
/// and, of an LSTM, the last cell. Layout 1 (operator set 14) puts the batch first.
void recurrent(RuleContext& context) {
    const Shape& x = context.shape(0);
    const Shape& recurrence = context.shape(2);
    if (x.size() != 3 || recurrence.size() != 3 || context.rank(1) != 3) {
        malformed("shapes {}, {} and {}; 3 axes each are expected", to_text(x),
                  to_text(context.shape(1)), to_text(recurrence));
    }
    const std::string direction =
        context.node().attribute("direction", std::string_view("forward"));
    const std::int64_t directions = direction == "bidirectional" ? 2 : 1;
    const std::int64_t hidden = context.attribute("hidden_size", recurrence[2]);
    if (hidden != recurrence[2] || directions != recurrence[0]) {
        malformed("a recurrence of {} for {} direction(s) of {} hidden units", to_text(recurrence),
                  directions, hidden);
    }
    const bool batch_first = context.attribute("layout", std::int64_t{0}) != 0;
    const std::int64_t steps = x[batch_first ? 1 : 0];
    const std::int64_t batch = x[batch_first ? 0 : 1];
    const Shape states = batch_first ? Shape{batch, steps, directions, hidden}
                                     : Shape{steps, directions, batch, hidden};
    const Shape last =
        batch_first ? Shape{batch, directions, hidden} : Shape{directions, batch, hidden};
    context.set_output(0, context.type(0), states);
    context.set_output(1, context.type(0), last);
    context.set_output(2, context.type(0), last);
}

}  // namespace

std::span<const OperatorRule> recurrent_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"GRU", recurrent},
        OperatorRule{"LSTM", recurrent},
        OperatorRule{"RNN", recurrent},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
