// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/input_shapes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

#include "traces/error.h"

namespace ascend::models::onnx_file {
namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::kInvalidArgument, message);
}

/// Values of symbolic dimensions, by name.
class SymbolTable {
  public:
    void bind(const std::string& symbol, std::int64_t value, std::string_view input) {
        if (symbol.empty()) return;
        const auto [bound, fresh] = values_.emplace(symbol, value);
        if (fresh || bound->second == value) return;
        refuse(fmt::format("input '{}' wants '{}' to be {}, but it is already {}", input, symbol,
                           value, bound->second));
    }

    std::optional<std::int64_t> find(const std::string& symbol) const {
        const auto bound = values_.find(symbol);
        if (symbol.empty() || bound == values_.end()) return std::nullopt;
        return bound->second;
    }

  private:
    std::map<std::string, std::int64_t> values_;
};

class InputCloser {
  public:
    InputCloser(const std::vector<InputDeclaration>& declarations, const ShapeOverrides& overrides)
        : declarations_(declarations), overrides_(overrides) {}

    std::vector<Shape> close() {
        check_names();
        check_batch();
        for (const InputDeclaration& declaration : declarations_) bind_override(declaration);
        for (const InputDeclaration& declaration : declarations_) bind_batch(declaration);
        std::vector<Shape> shapes;
        for (const InputDeclaration& declaration : declarations_) {
            shapes.push_back(closed_shape(declaration));
        }
        return shapes;
    }

  private:
    const Shape* find_override(const InputDeclaration& declaration) const {
        const auto found = overrides_.inputs.find(declaration.input.name);
        return found == overrides_.inputs.end() ? nullptr : &found->second;
    }

    void check_names() const {
        std::vector<std::string> names;
        for (const InputDeclaration& declaration : declarations_) {
            names.push_back(declaration.input.name);
        }
        for (const auto& [name, shape] : overrides_.inputs) {
            if (std::ranges::find(names, name) != names.end()) continue;
            refuse(fmt::format("has no input '{}' to give a shape; its inputs are: {}", name,
                               fmt::join(names, ", ")));
        }
    }

    static bool has_open_batch(const InputDeclaration& declaration) {
        const Shape& shape = declaration.input.shape;
        return !shape.empty() && is_open(shape.front());
    }

    void check_batch() const {
        if (!overrides_.batch) return;
        if (*overrides_.batch <= 0) {
            refuse(fmt::format("--batch {}: a positive batch is expected", *overrides_.batch));
        }
        if (std::ranges::any_of(declarations_, has_open_batch)) return;
        for (const InputDeclaration& declaration : declarations_) {
            if (declaration.input.shape.empty() || find_override(declaration)) continue;
            const std::int64_t fixed = declaration.input.shape.front();
            if (fixed == *overrides_.batch) return;
            refuse(fmt::format(
                "--batch {}: the graph's batch is fixed at {} (input '{}' is declared as {})",
                *overrides_.batch, fixed, declaration.input.name, declared_text(declaration)));
        }
    }

    void bind_override(const InputDeclaration& declaration) {
        const Shape* shape = find_override(declaration);
        if (!shape) return;
        const auto& [name, type, declared, symbols] = declaration.input;
        if (std::ranges::any_of(*shape, is_open)) {
            refuse(fmt::format("--input-shape \"{}:{}\": positive dimensions are expected", name,
                               fmt::join(*shape, ",")));
        }
        if (!declaration.has_rank) return;
        if (shape->size() != declared.size()) {
            refuse(fmt::format(
                "--input-shape \"{}:{}\": the input is declared as {}, {} dimensions are expected",
                name, fmt::join(*shape, ","), declared_text(declaration), declared.size()));
        }
        for (std::size_t i = 0; i < shape->size(); ++i) {
            symbols_.bind(symbols[i], (*shape)[i], name);
        }
        if (overrides_.batch && has_open_batch(declaration) &&
            shape->front() != *overrides_.batch) {
            refuse(fmt::format("--batch {} contradicts --input-shape \"{}:{}\"", *overrides_.batch,
                               name, fmt::join(*shape, ",")));
        }
    }

    void bind_batch(const InputDeclaration& declaration) {
        if (!overrides_.batch || find_override(declaration) || !has_open_batch(declaration)) return;
        symbols_.bind(declaration.input.symbols.front(), *overrides_.batch, declaration.input.name);
    }

    Shape closed_shape(const InputDeclaration& declaration) const {
        if (const Shape* shape = find_override(declaration)) return *shape;
        if (!declaration.has_rank) {
            refuse(fmt::format("input '{}' is declared without a shape; give one with {}",
                               declaration.input.name, example_option(declaration)));
        }
        Shape shape = declaration.input.shape;
        for (std::size_t i = 0; i < shape.size(); ++i) {
            if (is_open(shape[i])) shape[i] = closed_dimension(declaration, i);
        }
        return shape;
    }

    std::int64_t closed_dimension(const InputDeclaration& declaration, std::size_t axis) const {
        const std::string& symbol = declaration.input.symbols[axis];
        if (const auto bound = symbols_.find(symbol)) return *bound;
        if (axis == 0 && overrides_.batch) return *overrides_.batch;
        refuse(fmt::format(
            "input '{}' is declared as {}: its dimension {} is open; close it with {}{}",
            declaration.input.name, declared_text(declaration), axis,
            axis == 0 ? "--batch N or " : "", example_option(declaration)));
    }

    const std::vector<InputDeclaration>& declarations_;
    const ShapeOverrides& overrides_;
    SymbolTable symbols_;
};

}  // namespace

std::vector<Shape> close_shapes(const std::vector<InputDeclaration>& declarations,
                                const ShapeOverrides& overrides) {
    return InputCloser(declarations, overrides).close();
}

}  // namespace ascend::models::onnx_file
