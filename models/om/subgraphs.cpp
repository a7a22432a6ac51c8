// SPDX-License-Identifier: Apache-2.0
#include "models/om/subgraphs.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "traces/error.h"

namespace ascend::models::om {

namespace {

constexpr std::string_view kParentIndex = "_parent_node_index";

bool is_case(const OpDef& op) {
    return op.type == "Case";
}

class Inliner {
  public:
    Inliner(const ModelDef& model, std::size_t branch, const std::string& origin)
        : model_(model), branch_(branch), origin_(origin) {}

    std::vector<OpDef> run() {
        if (model_.graphs.empty()) fail("MODEL_DEF holds no graph, expected one or more");
        for (const OpDef& op : model_.graphs.front().ops) add(op);
        return std::move(ops_);
    }

  private:
    [[noreturn]] void fail(const std::string& message) const {
        throw Error(ErrorCode::kMalformed, fmt::format("{}: {}", origin_, message));
    }

    const GraphDef& subgraph_of(const OpDef& op) const {
        const std::size_t index = is_case(op) ? branch_ : 0;
        if (index >= op.subgraphs.size())
            fail(fmt::format("operator '{}' has {} subgraphs, expected more than {}", op.name,
                             op.subgraphs.size(), index));
        const auto at =
            std::find_if(model_.graphs.begin(), model_.graphs.end(),
                         [&](const GraphDef& graph) { return graph.name == op.subgraphs[index]; });
        if (at == model_.graphs.end())
            fail(fmt::format("operator '{}' calls subgraph '{}', expected one of the model's",
                             op.name, op.subgraphs[index]));
        return *at;
    }

    void add(const OpDef& op) {
        if (op.subgraphs.empty()) {
            ops_.push_back(op);
            for (std::string& input : ops_.back().inputs) input = resolved(input);
            return;
        }
        const GraphDef& graph = subgraph_of(op);
        if (!active_.insert(graph.name).second)
            fail(fmt::format("subgraph '{}' calls itself", graph.name));
        for (const OpDef& inner : graph.ops) add_inner(inner, op);
        active_.erase(graph.name);
    }

    void add_inner(const OpDef& inner, const OpDef& call) {
        if (inner.type == "Data") {
            const std::int64_t index = inner.attributes.integer(kParentIndex, 0);
            if (index < 0 || index >= static_cast<std::int64_t>(call.inputs.size()))
                fail(fmt::format("'{}' reads input {} of '{}', expected one of {}", inner.name,
                                 index, call.name, call.inputs.size()));
            renamed_[inner.name + ":0"] = resolved(call.inputs[static_cast<std::size_t>(index)]);
        } else if (inner.type == "NetOutput") {
            bind_outputs(inner, call);
        } else {
            add(inner);
        }
    }

    void bind_outputs(const OpDef& net_output, const OpDef& call) {
        for (std::size_t i = 0; i < net_output.inputs.size(); ++i) {
            const auto place = static_cast<std::int64_t>(i);
            const std::int64_t index =
                i < net_output.input_descs.size()
                    ? net_output.input_descs[i].attributes.integer(kParentIndex, place)
                    : place;
            renamed_[fmt::format("{}:{}", call.name, index)] = resolved(net_output.inputs[i]);
        }
    }

    std::string resolved(const std::string& input) const {
        const auto at = renamed_.find(input);
        return at == renamed_.end() ? input : at->second;
    }

    const ModelDef& model_;
    std::size_t branch_;
    const std::string& origin_;
    std::vector<OpDef> ops_;
    std::map<std::string, std::string> renamed_;
    std::set<std::string> active_;
};

}  // namespace

std::vector<OpDef> inlined_ops(const ModelDef& model, std::size_t branch,
                               const std::string& origin) {
    return Inliner(model, branch, origin).run();
}

const OpDef* gear_switch(const ModelDef& model) {
    if (model.graphs.empty()) return nullptr;
    const auto& ops = model.graphs.front().ops;
    const auto at = std::find_if(ops.begin(), ops.end(), is_case);
    return at == ops.end() ? nullptr : &*at;
}

}  // namespace ascend::models::om
