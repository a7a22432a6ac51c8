// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/ranking.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <tuple>

#include "traces/error.h"

namespace ascend::validate {
namespace {

std::vector<double> ranks_of(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
        const double mean = static_cast<double>(begin + end - 1) / 2;
        for (; begin < end; ++begin) ranks[order[begin]] = mean;
    }
    return ranks;
}

std::vector<NetworkPoint> merged(const std::vector<NetworkPoint>& points) {
    std::map<std::tuple<std::string, std::int64_t, std::string>, std::vector<const NetworkPoint*>>
        equal;
    for (const NetworkPoint& point : points)
        equal[{point.soc, point.batch, point.network}].push_back(&point);
    std::vector<NetworkPoint> result;
    for (const auto& [key, members] : equal) {
        NetworkPoint mean{std::get<2>(key), std::get<0>(key), std::get<1>(key), 0, 0};
        for (const NetworkPoint* member : members) {
            mean.measured_us += member->measured_us / static_cast<double>(members.size());
            mean.predicted_us += member->predicted_us / static_cast<double>(members.size());
        }
        result.push_back(std::move(mean));
    }
    return result;
}

void compare_pair(const NetworkPoint& a, const NetworkPoint& b, Ranking& ranking,
                  std::vector<WrongPair>& wrong) {
    const bool a_is_faster = a.measured_us < b.measured_us;
    const NetworkPoint& faster = a_is_faster ? a : b;
    const NetworkPoint& slower = a_is_faster ? b : a;
    if (slower.measured_us <= kClearlyDifferent * faster.measured_us) return;
    ++ranking.pairs;
    if (slower.predicted_us > faster.predicted_us) return;
    ++ranking.wrong_pairs;
    wrong.push_back({a.soc, faster.network, slower.network, a.batch,
                     slower.measured_us / faster.measured_us,
                     slower.predicted_us / faster.predicted_us});
}

Ranking rank(const std::vector<NetworkPoint>& points, std::vector<WrongPair>& wrong) {
    Ranking ranking{points.front().soc, points.front().batch, points.size(), std::nullopt, 0, 0};
    std::vector<double> measured, predicted;
    for (std::size_t i = 0; i < points.size(); ++i) {
        measured.push_back(points[i].measured_us);
        predicted.push_back(points[i].predicted_us);
        for (std::size_t j = 0; j < i; ++j) compare_pair(points[j], points[i], ranking, wrong);
    }
    if (points.size() >= kRankedNetworks) ranking.spearman = spearman(measured, predicted);
    return ranking;
}

std::int64_t knee_of(const std::vector<NetworkPoint>& by_batch, double NetworkPoint::*time) {
    const auto throughput = [&](const NetworkPoint& p) {
        return static_cast<double>(p.batch) / (p.*time);
    };
    double best = 0;
    for (const NetworkPoint& point : by_batch) best = std::max(best, throughput(point));
    const auto knee = std::find_if(by_batch.begin(), by_batch.end(), [&](const NetworkPoint& p) {
        return throughput(p) >= (1 - kKneeLoss) * best;
    });
    return knee->batch;
}

Knee make_knee(const std::vector<NetworkPoint>& by_batch) {
    Knee knee{by_batch.front().network,
              by_batch.front().soc,
              {},
              knee_of(by_batch, &NetworkPoint::measured_us),
              knee_of(by_batch, &NetworkPoint::predicted_us)};
    for (const NetworkPoint& point : by_batch) knee.batches.push_back(point.batch);
    return knee;
}

}  // namespace

bool Knee::within_one_step() const {
    const auto place = [&](std::int64_t batch) {
        return std::find(batches.begin(), batches.end(), batch) - batches.begin();
    };
    return std::abs(place(measured) - place(predicted)) <= 1;
}

double spearman(const std::vector<double>& x, const std::vector<double>& y) {
    ASCEND_INVARIANT(x.size() == y.size() && x.size() >= 2, "ranks need two values or more");
    const std::vector<double> rx = ranks_of(x), ry = ranks_of(y);
    const double mean = static_cast<double>(x.size() - 1) / 2;
    double xy = 0, xx = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (rx[i] - mean) * (ry[i] - mean);
        xx += (rx[i] - mean) * (rx[i] - mean);
        yy += (ry[i] - mean) * (ry[i] - mean);
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

NetworkOrder order_of(const std::vector<NetworkPoint>& points) {
    std::map<std::pair<std::string, std::int64_t>, std::vector<NetworkPoint>> by_soc_and_batch;
    std::map<std::pair<std::string, std::string>, std::vector<NetworkPoint>> by_network_and_soc;
    for (const NetworkPoint& point : merged(points)) {
        by_soc_and_batch[{point.soc, point.batch}].push_back(point);
        by_network_and_soc[{point.network, point.soc}].push_back(point);
    }
    NetworkOrder order;
    for (const auto& [key, members] : by_soc_and_batch)
        if (members.size() >= 2) order.rankings.push_back(rank(members, order.wrong_pairs));
    for (const auto& [key, members] : by_network_and_soc)
        if (members.size() >= kKneeBatches) order.knees.push_back(make_knee(members));
    return order;
}

}  // namespace ascend::validate
