// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/report_networks.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/cli/text_table.h"

namespace ascend::validate {
namespace {

namespace json = boost::json;
using cli::Align;
using cli::TextTable;

std::string ranking_table(const std::vector<Ranking>& rankings) {
    TextTable table({{"SoC", Align::kLeft},
                     {"batch"},
                     {"networks"},
                     {"Spearman"},
                     {"pairs over 20 % apart"},
                     {"wrong"}});
    for (const Ranking& ranking : rankings)
        table.add({ranking.soc, fmt::format("{}", ranking.batch),
                   fmt::format("{}", ranking.networks),
                   ranking.spearman ? fmt::format("{:.3f}", *ranking.spearman) : "",
                   fmt::format("{}", ranking.pairs), fmt::format("{}", ranking.wrong_pairs)});
    return table.text();
}

std::string wrong_pair_lines(const std::vector<WrongPair>& pairs) {
    std::string text;
    for (const WrongPair& pair : pairs)
        text += fmt::format(
            "wrong order on {}, batch {}: {} takes {:.2f} times as long as {}, {:.2f} "
            "times by the model\n",
            pair.soc, pair.batch, pair.slower, pair.measured_ratio, pair.faster,
            pair.predicted_ratio);
    return text;
}

std::string knee_table(const std::vector<Knee>& knees) {
    TextTable table({{"network", Align::kLeft},
                     {"SoC", Align::kLeft},
                     {"knee measured"},
                     {"modelled"},
                     {"agrees", Align::kLeft}});
    for (const Knee& knee : knees)
        table.add({knee.network, knee.soc, fmt::format("{}", knee.measured),
                   fmt::format("{}", knee.predicted),
                   knee.agrees()            ? "yes"
                   : knee.within_one_step() ? "next batch"
                                            : "no"});
    return table.text();
}

}  // namespace

NetworkOrder network_order(const CsvTable& csv, const Comparisons& comparisons) {
    std::vector<NetworkPoint> points;
    for (const Comparison& row : comparisons.rows) {
        const CsvRow& input = csv.rows()[row.row - 1];
        points.push_back({csv.text(input, "graph"), row.soc, csv.integer(input, "batch"),
                          row.measured_us, row.predicted_us});
    }
    return order_of(points);
}

json::object order_json(const NetworkOrder& order) {
    json::array rankings, pairs, knees;
    for (const Ranking& ranking : order.rankings)
        rankings.push_back(
            {{"soc", ranking.soc},
             {"batch", ranking.batch},
             {"networks", ranking.networks},
             {"spearman", ranking.spearman ? json::value(*ranking.spearman) : json::value(nullptr)},
             {"pairs", ranking.pairs},
             {"wrong_pairs", ranking.wrong_pairs}});
    for (const WrongPair& pair : order.wrong_pairs)
        pairs.push_back({{"soc", pair.soc},
                         {"batch", pair.batch},
                         {"faster", pair.faster},
                         {"slower", pair.slower},
                         {"measured_ratio", pair.measured_ratio},
                         {"predicted_ratio", pair.predicted_ratio}});
    for (const Knee& knee : order.knees)
        knees.push_back({{"network", knee.network},
                         {"soc", knee.soc},
                         {"batches", json::array(knee.batches.begin(), knee.batches.end())},
                         {"measured", knee.measured},
                         {"predicted", knee.predicted}});
    return {{"ranking", std::move(rankings)},
            {"wrong_pairs", std::move(pairs)},
            {"knees", std::move(knees)}};
}

std::string order_text(const NetworkOrder& order) {
    const auto right = std::count_if(order.knees.begin(), order.knees.end(),
                                     [](const Knee& knee) { return knee.agrees(); });
    const auto near = std::count_if(order.knees.begin(), order.knees.end(),
                                    [](const Knee& knee) { return knee.within_one_step(); });
    std::string text = ranking_table(order.rankings) + "\n";
    if (!order.wrong_pairs.empty()) text += wrong_pair_lines(order.wrong_pairs) + "\n";
    if (order.knees.empty()) return text;
    text += knee_table(order.knees);
    text += fmt::format(
        "\nknee: the smallest batch within {:.0f} % of the best throughput; {} of {} agree, {} are "
        "at most a batch off\n",
        100 * kKneeLoss, right, order.knees.size(), near);
    return text;
}

}  // namespace ascend::validate
