// SPDX-License-Identifier: Apache-2.0
#include "models/om/graph_encoder.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "models/fusion/layout.h"
#include "models/om/carried_graph.h"
#include "models/om/vendor_attributes.h"
#include "models/program/program.h"

namespace ascend::models::om {

namespace {

using FusedId = std::uint32_t;
constexpr FusedId kNone = 0xffffffff;
constexpr std::int64_t kAlignment = 512;
/// What the vendor's descriptors add to a tensor's bytes (facts: formats.md 1.4).
constexpr std::int64_t kSizeMargin = 32;

class Encoder {
  public:
    Encoder(const FusedGraph& graph, std::int64_t first_id)
        : graph_(graph), first_id_(first_id), sources_(graph.tensors.size()) {
        encoded_.graph.name = graph.name;
        assign_offsets();
        for (FusedId id = 0; id < graph.tensors.size(); ++id)
            if (tensor(id).alias_of != kNone) parts_[tensor(id).alias_of].push_back(id);
    }

    EncodedGraph run(const std::vector<std::uint32_t>& block_dims) {
        for (const FusedId id : graph_.inputs) add_input(id);
        add_constants();
        for (std::size_t i = 0; i < graph_.operators.size(); ++i)
            add_operator(graph_.operators[i], i < block_dims.size() ? block_dims[i] : 0);
        add_net_output();
        carry_graph(graph_, kernels_, encoded_.graph);
        return std::move(encoded_);
    }

  private:
    const FusedTensor& tensor(FusedId id) const { return graph_.tensors[id]; }

    void assign_offsets() {
        Bytes work;
        offsets_ = plan_memory(graph_, work);
        std::int64_t weights = 0, next = work.count();
        for (FusedId id = 0; id < graph_.tensors.size(); ++id) {
            if (tensor(id).alias_of != kNone || tensor(id).storage == Storage::kWorkspace) continue;
            std::int64_t& memory = tensor(id).storage == Storage::kWeight ? weights : next;
            offsets_[id] = memory;
            memory += round_up(tensor(id).bytes.count(), kAlignment);
        }
        encoded_.weight_bytes = Bytes(weights);
        encoded_.work_bytes = Bytes(next);
    }

    std::int64_t offset(FusedId id) const {
        std::int64_t offset = 0;
        for (; tensor(id).alias_of != kNone; id = tensor(id).alias_of)
            offset += tensor(id).alias_offset;
        return offset + std::max<std::int64_t>(offsets_[id], 0);
    }

    TensorDesc desc(FusedId id) const {
        const FusedTensor& t = tensor(id);
        TensorDesc desc{"", t.type, device_shape(t.layout, t.shape, t.type),
                        std::string(name_of(t.layout))};
        const bool image = t.layout == Layout::kNc1hwc0 || t.layout == Layout::kFractalZ;
        desc.size = t.bytes.count() + kSizeMargin;
        desc.attributes.set("origin_shape", t.shape);
        desc.attributes.set("origin_format", std::string(image ? "NCHW" : "ND"));
        return desc;
    }

    /// A name that no operator has yet.
    std::string unique(std::string name) {
        if (name.empty()) name = "unnamed";
        std::string candidate = name;
        for (int i = 1; !names_.insert(candidate).second; ++i)
            candidate = fmt::format("{}_{}", name, i);
        return candidate;
    }

    OpDef& new_op(const std::string& name, std::string type) {
        OpDef op{unique(name), std::move(type),
                 first_id_ + static_cast<std::int64_t>(encoded_.graph.ops.size())};
        encoded_.graph.ops.push_back(std::move(op));
        return encoded_.graph.ops.back();
    }

    void add_result(OpDef& op, FusedId id) {
        sources_[id] = fmt::format("{}:{}", op.name, op.output_descs.size());
        op.output_descs.push_back(desc(id));
        op.output_offsets.push_back(offset(id));
    }

    void add_operand(OpDef& op, FusedId id, const std::string& source) {
        op.inputs.push_back(source);
        op.input_descs.push_back(desc(id));
        op.input_offsets.push_back(offset(id));
        op.constant_inputs.push_back(tensor(id).storage == Storage::kWeight);
    }

    void add_input(FusedId id) {
        OpDef& op = new_op(tensor(id).name, "Data");
        op.attributes.set("index", std::int64_t{tensor(id).io_index});
        op.inputs.emplace_back();
        op.input_descs.push_back(desc(id));
        add_result(op, id);
        encoded_.graph.inputs.push_back(op.name + ":0");
    }

    void add_constants() {
        for (FusedId id = 0; id < graph_.tensors.size(); ++id) {
            if (tensor(id).storage != Storage::kWeight || tensor(id).alias_of != kNone) continue;
            OpDef& op = new_op(tensor(id).name, "Const");
            add_result(op, id);
            TensorValue value{desc(id), ""};
            value.desc.data_offset = offsets_[id];
            value.desc.weight_size = tensor(id).bytes.count();
            op.attributes.set("value", std::move(value));
        }
    }

    /// The output that a reader of this tensor is connected to; the views in between are made.
    std::string source(FusedId id) {
        if (!sources_[id].empty()) return sources_[id];
        const FusedId whole = tensor(id).alias_of;
        if (whole == kNone)
            join(id);
        else if (tensor(id).alias_offset == 0 && tensor(id).bytes == tensor(whole).bytes)
            return source(whole);
        else
            cut(id, whole);
        return sources_[id];
    }

    /// A tensor that kernels wrote part by part.
    void join(FusedId whole) {
        std::vector<std::pair<FusedId, std::string>> parts;
        for (const FusedId part : parts_[whole])
            if (!sources_[part].empty()) parts.emplace_back(part, sources_[part]);
        OpDef& op = new_op(tensor(whole).name, "PhonyConcat");
        for (const auto& [part, from] : parts) add_operand(op, part, from);
        add_result(op, whole);
    }

    void cut(FusedId part, FusedId whole) {
        const std::string from = source(whole);
        OpDef& op = new_op(tensor(part).name, "PhonySplit");
        add_operand(op, whole, from);
        add_result(op, part);
    }

    void add_operator(const FusedOperator& fused, std::uint32_t block_dim) {
        std::vector<std::string> from;
        for (const FusedId id : fused.inputs) from.push_back(source(id));
        OpDef& op = new_op(fused.name, fused.type);
        kernels_.push_back(encoded_.graph.ops.size() - 1);
        for (std::size_t i = 0; i < from.size(); ++i) add_operand(op, fused.inputs[i], from[i]);
        for (const FusedId id : fused.outputs) add_result(op, id);
        add_vendor_attributes(fused.shape, op.attributes);
        if (block_dim > 0) op.attributes.set("tvm_blockdim", std::int64_t{block_dim});
        TaskDef task;
        task.ai_cpu = std::holds_alternative<AiCpuOp>(fused.shape);
        task.type = task.ai_cpu ? TaskType::kKernelEx : TaskType::kKernel;
        task.op_index = op.id;
        task.block_dim = block_dim;
        encoded_.tasks.push_back(std::move(task));
    }

    void add_net_output() {
        std::vector<std::string> from;
        for (const FusedId id : graph_.outputs) from.push_back(source(id));
        OpDef& op = new_op("Node_Output", "NetOutput");
        for (std::size_t i = 0; i < from.size(); ++i) add_operand(op, graph_.outputs[i], from[i]);
        encoded_.outputs = std::move(from);
    }

    const FusedGraph& graph_;
    std::int64_t first_id_;
    EncodedGraph encoded_;
    std::vector<std::int64_t> offsets_;  ///< of tensors that are no aliases
    std::vector<std::string> sources_;   ///< "operator:output" of each tensor that has one
    std::map<FusedId, std::vector<FusedId>> parts_;
    std::set<std::string> names_;
    std::vector<std::size_t> kernels_;
};

}  // namespace

EncodedGraph encode_graph(const FusedGraph& graph, const std::vector<std::uint32_t>& block_dims,
                          std::int64_t first_id) {
    return Encoder(graph, first_id).run(block_dims);
}

}  // namespace ascend::models::om
