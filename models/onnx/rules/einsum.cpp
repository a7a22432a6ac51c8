// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/rules/einsum.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "models/onnx/rules/rule_context.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

constexpr std::string_view kEllipsis = "...";

/// One operand's subscripts: letters before and behind an ellipsis.
struct Term {
    std::string front, back;
    bool ellipsis = false;
};

Term parse_term(std::string_view text) {
    Term term;
    const std::size_t dots = text.find(kEllipsis);
    term.ellipsis = dots != std::string_view::npos;
    term.front = text.substr(0, dots);
    if (term.ellipsis) term.back = text.substr(dots + kEllipsis.size());
    const std::string letters = term.front + term.back;
    const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
    if (!std::ranges::all_of(letters, is_letter)) malformed("'{}' is no list of subscripts", text);
    return term;
}

std::vector<Term> parse_terms(std::string_view text) {
    std::vector<Term> terms;
    while (true) {
        const std::size_t comma = text.find(',');
        terms.push_back(parse_term(text.substr(0, comma)));
        if (comma == std::string_view::npos) return terms;
        text.remove_prefix(comma + 1);
    }
}

/// What the subscripts of all operands say about extents.
class Extents {
  public:
    void bind(const Term& term, const Shape& shape) {
        const std::size_t named = term.front.size() + term.back.size();
        if (shape.size() < named || (shape.size() > named && !term.ellipsis)) {
            malformed("subscripts '{}' for an operand of {}", text_of(term), to_text(shape));
        }
        const auto middle = shape.begin() + static_cast<std::ptrdiff_t>(term.front.size());
        const auto back = shape.end() - static_cast<std::ptrdiff_t>(term.back.size());
        for (std::size_t i = 0; i < term.front.size(); ++i) bind(term.front[i], shape[i]);
        for (std::size_t i = 0; i < term.back.size(); ++i) {
            bind(term.back[i], *(back + static_cast<std::ptrdiff_t>(i)));
        }
        ellipsis_ = broadcast(ellipsis_, Shape(middle, back));
    }

    Shape shape_of(const Term& term) const {
        Shape shape;
        for (const char letter : term.front) shape.push_back(extent_of(letter));
        if (term.ellipsis) shape.insert(shape.end(), ellipsis_.begin(), ellipsis_.end());
        for (const char letter : term.back) shape.push_back(extent_of(letter));
        return shape;
    }

    /// Without an arrow the output has the ellipsis, then what occurs once, in alphabetical order.
    Term implicit_output() const {
        Term term;
        term.ellipsis = true;
        for (const auto& [letter, count] : uses_) {
            if (count == 1) term.back.push_back(letter);
        }
        return term;
    }

  private:
    static std::string text_of(const Term& term) {
        return term.front + (term.ellipsis ? std::string(kEllipsis) : "") + term.back;
    }

    void bind(char letter, std::int64_t extent) {
        ++uses_[letter];
        std::int64_t& known = extents_.try_emplace(letter, extent).first->second;
        if (known == 1) known = extent;
        if (extent != 1 && extent != known) {
            malformed("subscript '{}' is both {} and {}", letter, known, extent);
        }
    }

    std::int64_t extent_of(char letter) const {
        const auto found = extents_.find(letter);
        if (found == extents_.end()) malformed("subscript '{}' is in no operand", letter);
        return found->second;
    }

    std::map<char, std::int64_t> extents_;
    std::map<char, int> uses_;
    Shape ellipsis_;
};

}  // namespace

Shape einsum_shape(const std::string& equation, const std::vector<Shape>& operands) {
    std::string text = equation;
    std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
    const std::size_t arrow = text.find("->");
    const auto terms = parse_terms(std::string_view(text).substr(0, arrow));
    if (terms.size() != operands.size()) {
        malformed("equation '{}' for {} operands", equation, operands.size());
    }
    Extents extents;
    for (std::size_t i = 0; i < terms.size(); ++i) extents.bind(terms[i], operands[i]);
    if (arrow == std::string::npos) return extents.shape_of(extents.implicit_output());
    return extents.shape_of(parse_term(std::string_view(text).substr(arrow + 2)));
}

}  // namespace ascend::models::onnx_rules
