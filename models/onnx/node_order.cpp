// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/node_order.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <queue>
#include <set>
#include <span>

#include "traces/error.h"

namespace ascend::models::onnx_file {
namespace {

[[noreturn]] void malformed(const std::string& message) {
    throw Error(ErrorCode::kMalformed, message);
}

void collect_reads(const onnx::NodeProto& node, std::vector<std::string>& reads);

/// Tensors that a subgraph reads from the graphs around it.
void collect_captures(const onnx::GraphProto& graph, std::vector<std::string>& captures) {
    std::set<std::string> own;
    for (const auto& tensor : graph.initializer()) own.insert(tensor.name());
    for (const auto& tensor : graph.sparse_initializer()) own.insert(tensor.values().name());
    for (const auto& info : graph.input()) own.insert(info.name());
    std::vector<std::string> reads;
    for (const auto& node : graph.node()) {
        own.insert(node.output().begin(), node.output().end());
        collect_reads(node, reads);
    }
    for (const auto& info : graph.output()) reads.push_back(info.name());
    std::ranges::copy_if(reads, std::back_inserter(captures),
                         [&own](const std::string& name) { return !own.contains(name); });
}

void collect_reads(const onnx::NodeProto& node, std::vector<std::string>& reads) {
    for (const std::string& input : node.input()) {
        if (!input.empty()) reads.push_back(input);
    }
    for (const auto& attribute : node.attribute()) {
        if (attribute.has_g()) collect_captures(attribute.g(), reads);
        for (const auto& graph : attribute.graphs()) collect_captures(graph, reads);
    }
}

class Sorter {
  public:
    Sorter(const onnx::GraphProto& graph, const IsDefined& is_defined)
        : graph_(graph),
          predecessors_(static_cast<std::size_t>(graph.node_size())),
          successors_(predecessors_.size()) {
        find_producers(is_defined);
        for (int node = 0; node < graph.node_size(); ++node) connect(node, is_defined);
    }

    std::vector<int> sort() {
        std::vector<std::size_t> missing(predecessors_.size());
        std::priority_queue<int, std::vector<int>, std::greater<>> ready;
        for (int node = 0; node < graph_.node_size(); ++node) {
            missing[index(node)] = predecessors_[index(node)].size();
            if (missing[index(node)] == 0) ready.push(node);
        }
        std::vector<int> order;
        while (!ready.empty()) {
            order.push_back(ready.top());
            ready.pop();
            for (const int next : successors_[index(order.back())]) {
                if (--missing[index(next)] == 0) ready.push(next);
            }
        }
        if (order.size() != missing.size()) report_cycle(missing);
        return order;
    }

  private:
    static std::size_t index(int node) { return static_cast<std::size_t>(node); }

    void find_producers(const IsDefined& is_defined) {
        for (int node = 0; node < graph_.node_size(); ++node) {
            for (const std::string& output : graph_.node(node).output()) {
                if (output.empty()) continue;
                const auto [producer, fresh] = producers_.emplace(output, node);
                if (fresh && !is_defined(output)) continue;
                malformed(fmt::format("tensor '{}' is defined twice: by {} and by node '{}'",
                                      output,
                                      fresh ? "an input, initializer or outer graph"
                                            : fmt::format("node '{}'", name(producer->second)),
                                      name(node)));
            }
        }
    }

    void connect(int node, const IsDefined& is_defined) {
        std::vector<std::string> reads;
        collect_reads(graph_.node(node), reads);
        for (const std::string& tensor : reads) {
            if (const auto producer = producers_.find(tensor); producer != producers_.end()) {
                predecessors_[index(node)].push_back(producer->second);
                successors_[index(producer->second)].push_back(node);
            } else if (!is_defined(tensor)) {
                malformed(fmt::format("node '{}' ({}) reads tensor '{}', which nobody defines",
                                      name(node), graph_.node(node).op_type(), tensor));
            }
        }
    }

    /// Follows unsorted predecessors from any unsorted node until one comes up again.
    [[noreturn]] void report_cycle(std::span<const std::size_t> missing) const {
        const auto unsorted = [&](int node) { return missing[index(node)] > 0; };
        std::vector<int> path;
        int node = 0;
        while (!unsorted(node)) ++node;
        auto start = path.end();
        for (; start == path.end(); start = std::ranges::find(path, node)) {
            path.push_back(node);
            node = *std::ranges::find_if(predecessors_[index(node)], unsorted);
        }
        constexpr std::ptrdiff_t kShown = 8;
        std::vector<std::string> names;
        const auto length = path.end() - start;
        for (auto it = path.end(); it != start && std::ssize(names) < kShown;) {
            names.push_back(fmt::format("'{}'", name(*--it)));
        }
        malformed(fmt::format("the graph has a cycle of {} node{}: {}{}", length,
                              length == 1 ? "" : "s", fmt::join(names, " -> "),
                              length > kShown ? " -> ..." : ""));
    }

    std::string name(int node) const { return node_name(graph_, node); }

    const onnx::GraphProto& graph_;
    boost::unordered_flat_map<std::string, int> producers_;
    std::vector<std::vector<int>> predecessors_, successors_;
};

}  // namespace

std::string node_name(const onnx::GraphProto& graph, int index) {
    const onnx::NodeProto& node = graph.node(index);
    return node.name().empty() ? fmt::format("{}_{}", node.op_type(), index) : node.name();
}

std::vector<int> topological_order(const onnx::GraphProto& graph, const IsDefined& is_defined) {
    return Sorter(graph, is_defined).sort();
}

}  // namespace ascend::models::onnx_file
