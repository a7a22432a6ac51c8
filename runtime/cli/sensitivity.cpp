// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/sensitivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::cli {
namespace {

constexpr double kStep = 0.1;

Settings with(Settings settings, const std::string& key, double value) {
    settings.push_back(fmt::format("{}={}", key, value));
    return settings;
}

/// A number, and where to it can be moved.
struct Probe {
    sim::SocValue number;
    std::optional<double> lower, upper;
};

/// The value a tenth away, or else the next whole number at least that far; nullopt when the SoC
/// takes neither.
std::optional<double> moved(const std::string& soc, const Settings& settings,
                            const sim::SocValue& number, double direction) {
    const double exact = number.value * (1 + direction * kStep);
    const double whole = direction < 0 ? std::floor(exact) : std::ceil(exact);
    for (const double value : {exact, whole}) {
        if (value <= 0) continue;
        try {
            sim::load_soc(soc, with(settings, number.key, value));
            return value;
        } catch (const Error&) {
            continue;
        }
    }
    return std::nullopt;
}

std::vector<Probe> probes_of(const std::string& soc, const Settings& settings) {
    std::vector<Probe> probes;
    for (const sim::SocValue& number : sim::soc_values(soc, settings))
        if (number.unit != "bool" && number.value > 0)
            probes.push_back(
                {number, moved(soc, settings, number, -1), moved(soc, settings, number, 1)});
    return probes;
}

/// A probe's results: indices into all results, of which the first is the estimate as it is.
struct Sides {
    std::size_t lower = 0, upper = 0;
};

using Results = std::vector<std::vector<double>>;

/// Adds the settings of all probes to `several`.
std::vector<Sides> add_settings(const std::vector<Probe>& probes, const Settings& settings,
                                std::vector<Settings>& several) {
    const auto add = [&](const Probe& probe, const std::optional<double>& value) {
        if (!value) return std::size_t{0};
        several.push_back(with(settings, probe.number.key, *value));
        return several.size() - 1;
    };
    std::vector<Sides> sides;
    for (const Probe& probe : probes) {
        const std::size_t lower = add(probe, probe.lower);
        sides.push_back({lower, add(probe, probe.upper)});
    }
    return sides;
}

/// A side whose estimate failed counts as not moved.
void forget_failures(std::vector<Probe>& probes, const std::vector<Sides>& sides,
                     const Results& results) {
    for (std::size_t i = 0; i < probes.size(); ++i) {
        if (results[sides[i].lower].empty()) probes[i].lower.reset();
        if (results[sides[i].upper].empty()) probes[i].upper.reset();
    }
}

Elasticity elasticity_of(const Probe& probe, double base_us, double lower_us, double upper_us) {
    const sim::SocValue& number = probe.number;
    Elasticity result{number.key,
                      number.unit,
                      number.value,
                      probe.lower.value_or(number.value),
                      probe.upper.value_or(number.value),
                      probe.lower ? lower_us : base_us,
                      probe.upper ? upper_us : base_us,
                      0};
    result.elasticity =
        std::log(result.at_upper_us / result.at_lower_us) / std::log(result.upper / result.lower);
    return result;
}

double at(const Results& results, std::size_t job, std::size_t batch) {
    return results[job].empty() ? 0 : results[job][batch];
}

Sensitivity collect(const std::vector<Probe>& probes, const std::vector<Sides>& sides,
                    const Results& results, std::size_t batch) {
    Sensitivity result;
    result.latency_us = results.front()[batch];
    for (std::size_t i = 0; i < probes.size(); ++i) {
        if (!probes[i].lower && !probes[i].upper) {
            result.unmoved.push_back(probes[i].number.key);
            continue;
        }
        Elasticity elasticity =
            elasticity_of(probes[i], result.latency_us, at(results, sides[i].lower, batch),
                          at(results, sides[i].upper, batch));
        const bool moves = elasticity.at_lower_us != result.latency_us ||
                           elasticity.at_upper_us != result.latency_us;
        if (moves)
            result.numbers.push_back(std::move(elasticity));
        else
            ++result.without_effect;
    }
    std::stable_sort(result.numbers.begin(), result.numbers.end(),
                     [](const Elasticity& a, const Elasticity& b) {
                         return std::abs(a.elasticity) > std::abs(b.elasticity);
                     });
    return result;
}

}  // namespace

std::vector<Sensitivity> measure_sensitivity(const std::string& soc, const Settings& settings,
                                             const LatencyFunction& latencies_of) {
    const auto wall_start = std::chrono::steady_clock::now();
    if (latencies_of({settings}).front().empty()) return {};
    std::vector<Probe> probes = probes_of(soc, settings);
    std::vector<Settings> several = {settings};
    const std::vector<Sides> sides = add_settings(probes, settings, several);
    const Results results = latencies_of(several);
    forget_failures(probes, sides, results);

    std::vector<Sensitivity> sensitivities;
    for (std::size_t batch = 0; batch < results.front().size(); ++batch)
        sensitivities.push_back(collect(probes, sides, results, batch));
    const std::chrono::duration<double, std::micro> wall =
        std::chrono::steady_clock::now() - wall_start;
    for (Sensitivity& sensitivity : sensitivities) sensitivity.wall_us = wall.count();
    return sensitivities;
}

}  // namespace ascend::cli
