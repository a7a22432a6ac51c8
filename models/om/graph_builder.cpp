// SPDX-License-Identifier: Apache-2.0
#include "models/om/graph_builder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "models/om/operator_kind.h"
#include "models/om/operator_view.h"
#include "models/om/rules/operator_rule.h"
#include "traces/error.h"

namespace ascend::models::om {

namespace {

using FusedId = std::uint32_t;
constexpr FusedId kNone = 0xffffffff;

class Builder {
  public:
    Builder(const std::string& name, const std::vector<TaskDef>& tasks, const std::string& origin)
        : origin_(origin) {
        built_.graph.name = name;
        for (const TaskDef& task : tasks)
            if (executes(task.type) && task.op_index >= 0) tasks_.emplace(task.op_index, &task);
    }

    BuiltGraph run(const std::vector<OpDef>& ops) {
        for (const OpDef& op : ops) add(op);
        if (!unsupported_.empty())
            throw Error(ErrorCode::kUnsupported, fmt::format("{}: no lowering for {}", origin_,
                                                             fmt::join(unsupported_, ", ")));
        number_inputs();
        inherit_storage();
        for (const FusedOperator& op : built_.graph.operators) check_operands(op, origin_);
        return std::move(built_);
    }

  private:
    [[noreturn]] void fail(const OpDef& op, const std::string& message) const {
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{}: operator '{}' ({}): {}", origin_, op.name, op.type, message));
    }

    void add(const OpDef& op) {
        switch (kind_of(op.type)) {
            case OperatorKind::kControl:
                return;
            case OperatorKind::kOutput:
                return add_outputs(op);
            case OperatorKind::kInput:
                return add_source(op, view(op), Storage::kInput);
            case OperatorKind::kConstant:
                return add_source(op, view(op), Storage::kWeight);
            case OperatorKind::kView:
                return has_task(op) ? add_operator(op, view(op)) : add_view(op, view(op));
            case OperatorKind::kKernel:
                return tasks_.empty() || has_task(op) ? add_operator(op, view(op))
                                                      : add_view(op, view(op));
        }
    }

    bool has_task(const OpDef& op) const { return tasks_.contains(op.id); }
    OperatorView view(const OpDef& op) const { return {op, constant_inputs(op), origin_}; }

    FusedId add_tensor(std::string name, const TensorView& view, Storage storage) {
        FusedTensor tensor{std::move(name), view.shape, view.type, view.layout, view.bytes()};
        tensor.storage = storage;
        tensors().push_back(std::move(tensor));
        return static_cast<FusedId>(tensors().size() - 1);
    }

    void publish(const OpDef& op, std::size_t output, FusedId tensor) {
        const auto [at, added] = sources_.emplace(fmt::format("{}:{}", op.name, output), tensor);
        if (!added) fail(op, "its name comes twice, expected one operator of each");
    }

    static std::string output_name(const OpDef& op, std::size_t output) {
        return op.output_descs.size() == 1 ? op.name : fmt::format("{}:{}", op.name, output);
    }

    void add_source(const OpDef& op, const OperatorView& view, Storage storage) {
        const FusedId tensor = add_tensor(op.name, view.output(0), storage);
        publish(op, 0, tensor);
        if (storage == Storage::kInput)
            inputs_.emplace_back(op.attributes.integer("index", next_input_++), tensor);
    }

    FusedId source(const OpDef& op, std::size_t slot) const {
        const auto at = sources_.find(op.inputs[slot]);
        if (at == sources_.end())
            fail(op, fmt::format("input {} reads '{}', expected an output of an earlier operator",
                                 slot, op.inputs[slot]));
        return at->second;
    }

    std::vector<bool> constant_inputs(const OpDef& op) const {
        std::vector<bool> constant(op.input_descs.size());
        if (kind_of(op.type) == OperatorKind::kInput) return constant;
        for (std::size_t slot = 0; slot < constant.size(); ++slot)
            constant[slot] = is_data_input(op, slot) &&
                             tensors()[root(source(op, slot))].storage == Storage::kWeight;
        return constant;
    }

    /// The tensor as a reader's own descriptor has it: another shape of the same bytes is an alias.
    FusedId read(FusedId tensor, const TensorView& view) {
        const FusedTensor& own = tensors()[tensor];
        if (own.shape == view.shape && own.layout == view.layout && own.type == view.type)
            return tensor;
        const FusedId alias = add_tensor(own.name, view, own.storage);
        tensors()[alias].alias_of = tensor;
        return alias;
    }

    void add_operator(const OpDef& op, const OperatorView& view) {
        const auto task = tasks_.find(op.id);
        const bool ai_cpu = task != tasks_.end() && task->second->ai_cpu;
        const OperatorRule rule = ai_cpu ? map_ai_cpu : operator_rule(op.type);
        std::vector<FusedId> outputs = add_outputs_of(op, view);
        if (rule == nullptr) {
            unsupported_.push_back(fmt::format("{} ('{}')", op.type, op.name));
            return;
        }
        const Mapping mapping = rule(view);
        FusedOperator fused{op.name, op.type, mapping.shape, {}, {}};
        for (const std::size_t slot : mapping.slots)
            fused.inputs.push_back(read(source(op, slot), view.required(slot)));
        for (const std::size_t result : mapping.results)
            fused.outputs.push_back(outputs.at(result));
        if (mapping.results.empty()) fused.outputs = std::move(outputs);
        if (fused.outputs.empty()) fused.outputs.push_back(add_cleared(op, mapping.shape));
        built_.graph.operators.push_back(std::move(fused));
        built_.operators.push_back(op.id);
        built_.kernels.push_back(kernel_of(op));
    }

    std::vector<FusedId> add_outputs_of(const OpDef& op, const OperatorView& view) {
        std::vector<FusedId> outputs;
        for (std::size_t i = 0; i < view.outputs().size(); ++i) {
            outputs.push_back(add_tensor(output_name(op, i), view.output(i), Storage::kWorkspace));
            publish(op, i, outputs.back());
        }
        return outputs;
    }

    /// What an operator without an output writes: memory that it clears for others.
    FusedId add_cleared(const OpDef& op, const OperatorShape& shape) {
        const auto* copy = std::get_if<CopyOp>(&shape);
        if (copy == nullptr) fail(op, "no outputs, expected one or more");
        constexpr std::int64_t kElementBytes = 2;
        const Shape elements = {ceil_div(copy->pieces.front().row_bytes, kElementBytes)};
        return add_tensor(op.name, {DataType::kFloat16, Layout::kNd, "ND", elements, elements},
                          Storage::kWorkspace);
    }

    OmKernel kernel_of(const OpDef& op) const {
        OmKernel kernel;
        kernel.core_type = op.attributes.text("_cube_vector_core_type", "");
        kernel.sources = op.attributes.texts("_datadump_original_op_names");
        if (const auto task = tasks_.find(op.id); task != tasks_.end()) {
            kernel.block_dim = task->second->block_dim;
            kernel.kernel_name = task->second->kernel_name;
        }
        return kernel;
    }

    /// No task: outputs lie where inputs do. One input holds all outputs; several inputs lie
    /// together in the output.
    void add_view(const OpDef& op, const OperatorView& view) {
        const std::vector<FusedId> outputs = add_outputs_of(op, view);
        const auto& inputs = view.inputs();
        if (inputs.size() == 1) {
            for (std::size_t i = 0; i < outputs.size(); ++i)
                place(outputs[i], source(op, inputs[0].slot), distance(op, true, i));
        } else if (outputs.size() == 1) {
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                const FusedId part = source(op, inputs[i].slot);
                const bool free = tensors()[part].alias_of == kNone && part != outputs[0] &&
                                  tensors()[part].storage == Storage::kWorkspace;
                if (free) place(part, outputs[0], distance(op, false, i));
            }
        }
    }

    /// Bytes from the whole's start to part `i`, from the addresses that the file assigns.
    static std::int64_t distance(const OpDef& op, bool parts_are_outputs, std::size_t i) {
        const auto& parts = parts_are_outputs ? op.output_offsets : op.input_offsets;
        const auto& whole = parts_are_outputs ? op.input_offsets : op.output_offsets;
        return i < parts.size() && !whole.empty() ? parts[i] - whole[0] : 0;
    }

    void place(FusedId part, FusedId whole, std::int64_t offset) {
        const std::int64_t room = (tensors()[whole].bytes - tensors()[part].bytes).count();
        tensors()[part].alias_of = whole;
        tensors()[part].alias_offset = offset >= 0 && offset <= room ? offset : 0;
    }

    void add_outputs(const OpDef& op) {
        for (std::size_t slot = 0; slot < op.input_descs.size(); ++slot) {
            if (!is_data_input(op, slot)) continue;
            const TensorView view = view_of(op.input_descs[slot], origin_);
            const FusedId tensor = read(source(op, slot), view);
            FusedTensor& whole = tensors()[root(tensor)];
            if (whole.storage == Storage::kWorkspace) {
                whole.storage = Storage::kOutput;
                whole.io_index = static_cast<std::uint32_t>(built_.graph.outputs.size());
            }
            built_.graph.outputs.push_back(tensor);
        }
    }

    void number_inputs() {
        std::stable_sort(inputs_.begin(), inputs_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [index, tensor] : inputs_) {
            tensors()[tensor].io_index = static_cast<std::uint32_t>(built_.graph.inputs.size());
            built_.graph.inputs.push_back(tensor);
        }
    }

    void inherit_storage() {
        for (FusedId i = 0; i < tensors().size(); ++i) {
            const FusedTensor& whole = tensors()[root(i)];
            tensors()[i].storage = whole.storage;
            tensors()[i].io_index = whole.io_index;
        }
    }

    std::vector<FusedTensor>& tensors() { return built_.graph.tensors; }
    const std::vector<FusedTensor>& tensors() const { return built_.graph.tensors; }

    FusedId root(FusedId tensor) const {
        while (tensors()[tensor].alias_of != kNone) tensor = tensors()[tensor].alias_of;
        return tensor;
    }

    std::string origin_;
    BuiltGraph built_;
    std::map<std::int64_t, const TaskDef*> tasks_;         ///< by operator
    std::map<std::string, FusedId, std::less<>> sources_;  ///< "operator:output"
    std::vector<std::pair<std::int64_t, FusedId>> inputs_;
    std::int64_t next_input_ = 0;
    std::vector<std::string> unsupported_;
};

}  // namespace

BuiltGraph build_graph(const std::string& name, const std::vector<OpDef>& ops,
                       const std::vector<TaskDef>& tasks, const std::string& origin) {
    return Builder(name, tasks, origin).run(ops);
}

}  // namespace ascend::models::om
