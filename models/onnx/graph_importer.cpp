// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/graph_importer.h"

#include <fmt/format.h>

#include "models/onnx/attributes.h"
#include "models/onnx/input_shapes.h"
#include "models/onnx/model_file.h"
#include "models/onnx/node_order.h"
#include "models/onnx/operator_check.h"
#include "models/onnx/propagation.h"
#include "models/onnx/scope.h"
#include "models/onnx/tensor_proto.h"
#include "traces/error.h"

namespace ascend::models::onnx_file {
namespace {

using onnx_rules::find_rule;
using onnx_rules::OperatorRule;

class GraphImporter {
  public:
    explicit GraphImporter(const onnx::ModelProto& model) {
        graph_.name = model.graph().name();
        graph_.opset = opset_of(model);
    }

    Graph import(const onnx::GraphProto& proto, const ShapeOverrides& overrides) {
        const auto declarations = declarations_of(proto);
        const auto shapes = close_shapes(declarations, overrides);
        Scope scope;
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            add_input(declarations[i].input, shapes[i], scope);
        }
        import_body(proto, scope);
        if (proto.output_size() == 0) {
            throw Error(ErrorCode::kMalformed, "the graph has no output");
        }
        for (const auto& output : proto.output()) {
            graph_.outputs.push_back(defined(output.name(), scope));
        }
        return std::move(graph_);
    }

  private:
    static void check_fresh(bool fresh, const std::string& name) {
        if (fresh) return;
        throw Error(ErrorCode::kMalformed, fmt::format("tensor '{}' is defined twice", name));
    }

    static TensorId defined(const std::string& name, const Scope& scope) {
        const TensorId id = scope.find(name);
        if (id != kNoTensor) return id;
        throw Error(ErrorCode::kMalformed,
                    fmt::format("the graph's output '{}' is a tensor that nobody defines", name));
    }

    TensorId add_tensor(Tensor tensor, Scope& scope) {
        const auto id = static_cast<TensorId>(graph_.tensors.size());
        check_fresh(scope.define(tensor.name, id), tensor.name);
        graph_.tensors.push_back(std::move(tensor));
        return id;
    }

    void add_input(const DeclaredInput& input, const Shape& shape, Scope& scope) {
        try {
            onnx_rules::check_size(input.type, shape);
        } catch (const Error& error) {
            throw Error(error.code(), fmt::format("input '{}': {}", input.name, error.what()));
        }
        Tensor tensor;
        tensor.name = input.name;
        tensor.type = input.type;
        tensor.shape = shape;
        graph_.inputs.push_back(add_tensor(std::move(tensor), scope));
    }

    template <class Proto>
    void add_initializer(const Proto& proto, const std::string& name, Scope& scope) {
        Tensor tensor;
        tensor.name = name;
        try {
            StoredTensor stored = stored_tensor(proto);
            onnx_rules::check_size(stored.type, stored.shape);
            tensor.type = stored.type;
            tensor.shape = std::move(stored.shape);
            tensor.value = std::move(stored.value);
        } catch (const Error& error) {
            throw Error(error.code(), fmt::format("initializer '{}': {}", name, error.what()));
        }
        tensor.initializer = true;
        tensor.constant = true;
        add_tensor(std::move(tensor), scope);
    }

    void import_body(const onnx::GraphProto& proto, Scope& scope) {
        check_operators(proto);
        for (const auto& tensor : proto.initializer()) {
            add_initializer(tensor, tensor.name(), scope);
        }
        for (const auto& tensor : proto.sparse_initializer()) {
            add_initializer(tensor, tensor.values().name(), scope);
        }
        const auto is_defined = [&scope](const std::string& name) {
            return scope.find(name) != kNoTensor;
        };
        for (const int index : topological_order(proto, is_defined)) {
            const onnx::NodeProto& node = proto.node(index);
            if (is_if(node)) {
                inline_if(node, node_name(proto, index), scope);
            } else {
                add_node(node, node_name(proto, index), scope);
            }
        }
    }

    void add_node(const onnx::NodeProto& proto, std::string name, Scope& scope) {
        Node node;
        node.name = std::move(name);
        node.type = proto.op_type();
        node.domain = proto.domain() == "ai.onnx" ? "" : proto.domain();
        try {
            node.attributes = attributes_of(proto);
        } catch (const Error& error) {
            throw Error(error.code(),
                        fmt::format("node '{}' ({}): {}", node.name, node.type, error.what()));
        }
        for (const std::string& input : proto.input()) {
            node.inputs.push_back(input.empty() ? kNoTensor : scope.find(input));
        }
        std::vector<std::string> outputs(proto.output().begin(), proto.output().end());
        append(std::move(node), outputs, scope);
    }

    /// Adds a node whose inputs are set, and a tensor for each output that has a name.
    void append(Node node, const std::vector<std::string>& outputs, Scope& scope) {
        const auto id = static_cast<NodeId>(graph_.nodes.size());
        for (const TensorId input : node.inputs) {
            if (input != kNoTensor) graph_.tensor(input).consumers.push_back(id);
        }
        for (const std::string& name : outputs) {
            Tensor tensor;
            tensor.name = name;
            tensor.producer = id;
            node.outputs.push_back(name.empty() ? kNoTensor : add_tensor(std::move(tensor), scope));
        }
        const OperatorRule* rule = find_rule(node.domain, node.type);
        ASCEND_INVARIANT(rule != nullptr, "an operator without a rule was let in");
        graph_.nodes.push_back(std::move(node));
        onnx_rules::propagate(graph_, id, *rule);
    }

    /// The branch that a known condition takes becomes part of the graph; an Identity gives each of
    /// its results the name that the rest of the graph reads.
    void inline_if(const onnx::NodeProto& proto, const std::string& name, Scope& scope) {
        const auto refuse = [&name](ErrorCode code, std::string_view why) {
            throw Error(code, fmt::format("node '{}' (If): {}", name, why));
        };
        const TensorId condition = proto.input_size() == 1 ? scope.find(proto.input(0)) : kNoTensor;
        if (condition == kNoTensor) refuse(ErrorCode::kMalformed, "one condition is expected");
        const auto& value = graph_.tensor(condition).value;
        const auto* known =
            value ? std::get_if<std::vector<std::int64_t>>(&value->values) : nullptr;
        if (!known || known->size() != 1) {
            refuse(ErrorCode::kUnsupported, "its condition is known only when the network runs");
        }
        const auto* branch =
            find_graph_attribute(proto, known->front() != 0 ? "then_branch" : "else_branch");
        if (!branch || branch->output_size() != proto.output_size()) {
            refuse(ErrorCode::kMalformed, "a branch with as many outputs is expected");
        }
        Scope inner(&scope);
        import_body(*branch, inner);
        for (int i = 0; i < proto.output_size(); ++i) {
            Node identity;
            identity.name = fmt::format("{}_{}", name, i);
            identity.type = "Identity";
            identity.inputs = {defined(branch->output(i).name(), inner)};
            append(std::move(identity), {proto.output(i)}, scope);
        }
    }

    Graph graph_;
};

}  // namespace

Graph import_graph(const onnx::ModelProto& model, const ShapeOverrides& overrides) {
    return GraphImporter(model).import(model.graph(), overrides);
}

}  // namespace ascend::models::onnx_file
