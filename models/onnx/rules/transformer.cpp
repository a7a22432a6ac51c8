// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

/// Fused transformer blocks that ONNX Runtime's optimizer writes (domain com.microsoft).
namespace ascend::models::onnx_rules {
namespace {

void check_rank(const RuleContext& context, std::size_t index, std::int64_t rank) {
    if (context.rank(index) == rank) return;
    malformed("input {} has shape {}; {} axes are expected", index, to_text(context.shape(index)),
              rank);
}

/// Outputs: normalised sum, mean?, inverse deviation?, the sum itself?.
void skip_layer_norm(RuleContext& context) {
    if (broadcast(context.shape(0), context.shape(1)) != context.shape(0)) {
        malformed("shapes {} and {} do not add", to_text(context.shape(0)),
                  to_text(context.shape(1)));
    }
    same_as_input(context);
    Shape statistics = context.shape(0);
    if (!statistics.empty()) statistics.back() = 1;
    context.set_output(1, DataType::kFloat, statistics);
    context.set_output(2, DataType::kFloat, statistics);
    context.set_output(3, context.type(0), context.shape(0));
}

/// Inputs: ids [batch, length], segments?, word embedding [words, hidden], ... Outputs: embedding,
/// mask index [batch], the sum before the norm?.
void embed_layer_norm(RuleContext& context) {
    check_rank(context, 0, 2);
    check_rank(context, 2, 2);
    const Shape& ids = context.shape(0);
    const Shape embedding{ids[0], ids[1], context.shape(2)[1]};
    context.set_output(0, context.type(2), embedding);
    context.set_output(1, DataType::kInt32, {ids[0]});
    context.set_output(2, context.type(2), embedding);
}

/// Inputs: x [batch, length, width], weights [width, q + k + v], bias [q + k + v], mask?, past?.
void attention(RuleContext& context) {
    check_rank(context, 0, 3);
    check_rank(context, 1, 2);
    if (context.has_input(4) || context.has_output(1)) {
        unsupported("an attention with past or present state is not modelled");
    }
    const Shape& x = context.shape(0);
    const auto sizes = context.integers_attribute("qkv_hidden_sizes");
    const std::int64_t hidden = sizes.size() == 3 ? sizes[2] : context.shape(1)[1] / 3;
    context.set_output(0, context.type(0), {x[0], x[1], hidden});
}

/// Inputs: query [batch, length, width], key?, value [batch, keys, value width]?, ...
void multi_head_attention(RuleContext& context) {
    check_rank(context, 0, 3);
    check_rank(context, 1, 3);
    check_rank(context, 2, 3);
    if (context.has_output(1)) unsupported("an attention with present state is not modelled");
    const Shape& query = context.shape(0);
    context.set_output(0, context.type(0), {query[0], query[1], context.shape(2)[2]});
}

}  // namespace

std::span<const OperatorRule> transformer_rules() {
    static constexpr std::string_view kMicrosoft = "com.microsoft";
    static constexpr std::array kRules = {
        OperatorRule{.type = "Attention", .shape = attention, .domain = kMicrosoft},
        OperatorRule{.type = "BiasGelu", .shape = same_as_input, .domain = kMicrosoft},
        OperatorRule{
            .type = "EmbedLayerNormalization", .shape = embed_layer_norm, .domain = kMicrosoft},
        OperatorRule{.type = "FastGelu", .shape = same_as_input, .domain = kMicrosoft},
        OperatorRule{.type = "Gelu", .shape = same_as_input, .domain = kMicrosoft},
        OperatorRule{
            .type = "MultiHeadAttention", .shape = multi_head_attention, .domain = kMicrosoft},
        OperatorRule{.type = "QuickGelu", .shape = same_as_input, .domain = kMicrosoft},
        OperatorRule{.type = "RotaryEmbedding", .shape = same_as_input, .domain = kMicrosoft},
        OperatorRule{
            .type = "SkipLayerNormalization", .shape = skip_layer_norm, .domain = kMicrosoft},
        OperatorRule{.type = "SkipSimplifiedLayerNormalization",
                     .shape = skip_layer_norm,
                     .domain = kMicrosoft},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
