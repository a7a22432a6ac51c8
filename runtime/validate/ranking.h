// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ascend::validate {

/// A network on a SoC at one batch size. Times are positive.
struct NetworkPoint {
    std::string network, soc;
    std::int64_t batch = 1;
    double measured_us = 0, predicted_us = 0;
};

/// Whether the networks of one SoC and batch are in the measured order.
struct Ranking {
    std::string soc;
    std::int64_t batch = 1;
    std::size_t networks = 0;
    std::optional<double> spearman;  ///< with kRankedNetworks or more
    std::size_t pairs = 0;           ///< measured more than kClearlyDifferent apart
    std::size_t wrong_pairs = 0;     ///< of those, predicted in the other order or equal
};

/// Two networks that are predicted in the wrong order.
struct WrongPair {
    std::string soc, faster, slower;  ///< as measured
    std::int64_t batch = 1;
    double measured_ratio = 1, predicted_ratio = 1;  ///< time of `slower` over that of `faster`
};

/// The smallest batch that reaches the SoC's throughput for a network, all but kKneeLoss.
struct Knee {
    std::string network, soc;
    std::vector<std::int64_t> batches;  ///< measured ones, ascending; kKneeBatches or more
    std::int64_t measured = 1, predicted = 1;

    bool agrees() const { return measured == predicted; }
    /// As agrees(), or the next batch of `batches`.
    bool within_one_step() const;
};

inline constexpr std::size_t kRankedNetworks = 8, kKneeBatches = 3;
inline constexpr double kClearlyDifferent = 1.2, kKneeLoss = 0.05;

struct NetworkOrder {
    std::vector<Ranking> rankings;  ///< by SoC and batch, where there are two networks or more
    std::vector<WrongPair> wrong_pairs;
    std::vector<Knee> knees;  ///< by network and SoC
};

/// Points of equal network, SoC and batch are averaged before.
NetworkOrder order_of(const std::vector<NetworkPoint>& points);

/// Spearman's rank correlation; equal values share their mean rank. Needs two values or more of
/// each; 0 when all values of one side are equal.
double spearman(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace ascend::validate
