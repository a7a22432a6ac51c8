// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/fusion/layout.h"
#include "models/fusion/work_graph.h"

namespace ascend::models {

using FusedId = std::uint32_t;
inline constexpr FusedId kNotAliased = 0xffffffff;

/// How a tensor lies in memory: a logical shape in a layout, of a type.
struct Form {
    Layout layout = Layout::kNd;
    Shape shape;
    DataType type = DataType::kFloat16;
    bool operator==(const Form&) const = default;
};

/// The device's tensors, and for every tensor of the work graph the forms in which it exists.
///
/// A tensor is made once, in its home form; other forms are derived when somebody asks, once each:
/// by an alias where the bytes are the same, else by a TransData or Cast task. So conversions that
/// would undo each other never arise, and views cost nothing until a layout forces a copy.
/// Constants exist in any form at no cost: they are converted offline.
class Forms {
  public:
    Forms(const WorkGraph& graph, FusedGraph& fused);

    /// The tensor in this form, for reading. Emits the tasks that convert it if need be.
    FusedId read(TensorId id, const Form& form);
    /// Declares the n-th graph input, home of `id`.
    FusedId input(TensorId id, const Form& form, std::uint32_t index);
    /// A new tensor in which an operator writes `id`; becomes its home, or one more form of it.
    FusedId write(TensorId id, const Form& form);
    /// `id` has the elements of `source` in the same order, with another shape.
    void view(TensorId id, TensorId source);
    /// A part of a fused tensor as an operand: `offset` bytes from its start.
    FusedId part_of(FusedId whole, std::string name, const Form& form, std::int64_t offset);
    /// `id` lies inside a fused tensor, `offset` bytes from its start.
    void place_inside(TensorId id, const Form& form, FusedId whole, std::int64_t offset);
    /// The form in which `id` lies at home (constants: ND; views: ND unless the source's layout
    /// keeps its last axis).
    Form home(TensorId id) const;
    /// The home tensor when it may move into another one: workspace, made by a kernel, not an
    /// alias yet.
    FusedId movable(TensorId id, const Form& form) const;
    void move_inside(FusedId part, FusedId whole, std::int64_t offset);

    /// An operator's task. `inputs` and `outputs` in the order that operator.h documents.
    void emit(std::string name, std::string type, OperatorShape shape, std::vector<FusedId> inputs,
              std::vector<FusedId> outputs);
    /// Workspace without a tensor of the graph.
    FusedId scratch(std::string name, const Form& form);
    FusedGraph& fused() { return fused_; }
    const WorkGraph& graph() const { return graph_; }

    /// ND with its own shape and type.
    Form plain(TensorId id) const;

  private:
    struct Variant {
        Form form;
        FusedId tensor = 0;
    };

    template <class Predicate>
    const Variant* first(TensorId id, Predicate holds) const;
    FusedId add(TensorId id, const Form& form, FusedId tensor);
    FusedId make(std::string name, const Form& form, Storage storage);
    FusedId alias(TensorId id, const Form& form, FusedId whole);
    void read_source(TensorId id, const Form& form);
    void change_layout(TensorId id, const Form& form);
    void change_type(TensorId id, const Form& form);

    const WorkGraph& graph_;
    FusedGraph& fused_;
    std::vector<std::vector<Variant>> variants_;
    std::vector<TensorId> view_of_;
};

/// True when a tensor in form `from` can be read in form `to` where it lies.
bool readable_as(const Form& from, const Form& to);

/// Bytes in memory.
inline std::int64_t size_of(const Form& form) {
    return layout_bytes(form.layout, form.shape, form.type).count();
}

/// All but the last axis as rows: [rows, columns].
Shape folded(const Shape& shape);

}  // namespace ascend::models
