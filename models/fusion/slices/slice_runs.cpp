// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/slices/slice_runs.h"

#include <algorithm>
#include <limits>

namespace ascend::models {

namespace {

/// Where a tensor is written first and touched last.
struct Life {
    std::size_t first = std::numeric_limits<std::size_t>::max(), last = 0;
    bool leaves = false;  ///< a graph output
};

/// What a task costs before its pipes are full and after they ran dry: launch, first loads, and a
/// way to DRAM and back to L2.
double task_start_us(const sim::SocSpec& soc) {
    const sim::CoreSpec& core = soc.ai_core;
    const auto blocks = static_cast<double>(core.count);
    const double launch = soc.scheduler.kernel_launch_us + soc.scheduler.model_task_gap_us +
                          blocks * soc.scheduler.kernel_launch_us_per_block;
    const double first_load =
        (core.first_load_cycles + blocks * core.first_load_cycles_per_block) / core.frequency_mhz;
    return launch + first_load + (soc.dram.read_latency_ns + soc.l2.write_latency_ns) * 1e-3;
}

class RunChooser {
  public:
    RunChooser(const FusedGraph& graph, const BatchCut& cut, const sim::SocSpec& soc)
        : graph_(graph), cut_(cut), size_(graph.operators.size()) {
        l2_ = static_cast<std::int64_t>(static_cast<double>(soc.l2.capacity.count()) *
                                        soc.l2.usable_fraction);
        us_per_byte_ = 1e-3 / soc.dram.gbps;
        task_us_ = task_start_us(soc);
        measure_lives();
        measure_live_images();
    }

    std::vector<SliceRun> choose() {
        best_.assign(size_ + 1, Choice{});
        best_[0].us = 0;
        for (std::size_t begin = 0; begin < size_; ++begin) {
            offer({begin, begin + 1, cut_.batch()}, whole_us(begin));
            if (!cut_.can_cut(begin)) continue;
            for (std::int64_t images = 1; images < cut_.batch(); ++images) {
                if (cut_.batch() % images == 0) offer_runs(begin, images);
            }
        }
        std::vector<SliceRun> runs;
        for (std::size_t end = size_; end > 0; end = best_[end].run.begin) {
            runs.push_back(best_[end].run);
        }
        return {runs.rbegin(), runs.rend()};
    }

  private:
    struct Choice {
        double us = std::numeric_limits<double>::infinity();
        SliceRun run;
    };

    void measure_lives() {
        lives_.resize(graph_.tensors.size());
        for (std::size_t op = 0; op < size_; ++op) {
            for (const auto* ids : {&graph_.operators[op].inputs, &graph_.operators[op].outputs}) {
                for (const std::uint32_t id : *ids) {
                    lives_[id].first = std::min(lives_[id].first, op);
                    lives_[id].last = std::max(lives_[id].last, op);
                }
            }
        }
        for (const std::uint32_t id : graph_.outputs) lives_[id].leaves = true;
    }

    void measure_live_images() {
        live_.assign(size_, 0);
        weights_.assign(size_, 0);
        for (std::uint32_t id = 0; id < graph_.tensors.size(); ++id) {
            for (std::size_t op = lives_[id].first; op <= lives_[id].last && op < size_; ++op) {
                live_[op] += cut_.image_bytes(id);
            }
        }
        for (std::size_t op = 0; op < size_; ++op) {
            for (const std::uint32_t id : graph_.operators[op].inputs) {
                const FusedTensor& tensor = graph_.tensors[id];
                if (tensor.storage == Storage::kWeight) weights_[op] += tensor.bytes.count();
            }
        }
    }

    /// The whole tensor survives in L2 from its first to its last use without any cut.
    bool stays(std::uint32_t id) const {
        const auto first = live_.begin() + static_cast<std::ptrdiff_t>(lives_[id].first);
        const auto last = live_.begin() + static_cast<std::ptrdiff_t>(lives_[id].last) + 1;
        return cut_.batch() * *std::max_element(first, last) <= l2_;
    }

    double dram_us(std::uint32_t id) const {
        if (!cut_.has_images(id) || stays(id)) return 0;
        return static_cast<double>(cut_.batch() * cut_.image_bytes(id)) * us_per_byte_;
    }

    double whole_us(std::size_t op) const {
        double us = task_us_ + static_cast<double>(weights_[op]) * us_per_byte_;
        for (const std::uint32_t id : graph_.operators[op].inputs) us += dram_us(id);
        for (const std::uint32_t id : graph_.operators[op].outputs) us += dram_us(id);
        return us;
    }

    /// All runs from `begin` that take `images` at a time, until a slice outgrows L2.
    void offer_runs(std::size_t begin, std::int64_t images) {
        const std::int64_t slice_count = cut_.batch() / images;
        const auto slices = static_cast<double>(slice_count);
        std::int64_t weights = 0, live = 0;
        double reads_us = 0;
        for (std::size_t op = begin; op < size_ && cut_.can_cut(op); ++op) {
            live = std::max(live, images * live_[op]);
            weights += weights_[op];
            if (images * live_[op] + weights_[op] > l2_) return;
            reads_us += first_reads_us(begin, op);
            const bool weights_stay = live + weights <= l2_;
            const double us =
                slices * static_cast<double>(op + 1 - begin) * task_us_ +
                static_cast<double>(weights) * us_per_byte_ * (weights_stay ? 1 : slices) +
                reads_us + writes_us(begin, op + 1);
            offer({begin, op + 1, images}, us);
        }
    }

    /// Images that come from before the run and that no operator of the run has read yet.
    double first_reads_us(std::size_t begin, std::size_t op) const {
        double us = 0;
        for (const std::uint32_t id : graph_.operators[op].inputs) {
            const bool read_before =
                std::any_of(graph_.operators.begin() + static_cast<std::ptrdiff_t>(begin),
                            graph_.operators.begin() + static_cast<std::ptrdiff_t>(op),
                            [id](const FusedOperator& other) {
                                return std::find(other.inputs.begin(), other.inputs.end(), id) !=
                                       other.inputs.end();
                            });
            if (lives_[id].first < begin && !read_before) us += dram_us(id);
        }
        return us;
    }

    double writes_us(std::size_t begin, std::size_t end) const {
        double us = 0;
        for (std::size_t op = begin; op < end; ++op) {
            for (const std::uint32_t id : graph_.operators[op].outputs) {
                if (lives_[id].last >= end || lives_[id].leaves) us += dram_us(id);
            }
        }
        return us;
    }

    void offer(const SliceRun& run, double us) {
        us += best_[run.begin].us;
        if (us < best_[run.end].us) best_[run.end] = {us, run};
    }

    const FusedGraph& graph_;
    const BatchCut& cut_;
    std::size_t size_;
    std::int64_t l2_ = 0;
    double us_per_byte_ = 0, task_us_ = 0;
    std::vector<Life> lives_;
    std::vector<std::int64_t> live_;     ///< bytes of one image that live while an operator runs
    std::vector<std::int64_t> weights_;  ///< bytes that an operator reads
    std::vector<Choice> best_;           ///< up to each operator
};

}  // namespace

std::vector<SliceRun> choose_slice_runs(const FusedGraph& graph, const BatchCut& cut,
                                        const sim::SocSpec& soc) {
    return RunChooser(graph, cut, soc).choose();
}

}  // namespace ascend::models
