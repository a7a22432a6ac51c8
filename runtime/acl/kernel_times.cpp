// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/kernel_times.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>
#include <optional>

#include "runtime/acl/failure.h"
#include "traces/error.h"
#include "traces/input_file.h"

namespace ascend::runtime {
namespace {

namespace json = boost::json;

constexpr double kLongestBlockUs = 1e9;

[[noreturn]] void refuse(std::string_view file, std::string_view what) {
    throw Error(ErrorCode::kInvalidArgument, fmt::format("{}: {}", file, what));
}

sim::CoreType core_of(const json::value& value, std::string_view file, std::string_view kernel) {
    const json::string* name = value.if_string();
    if (name != nullptr && *name == "ai_core") return sim::CoreType::kAiCore;
    if (name != nullptr && *name == "vector_core") return sim::CoreType::kVectorCore;
    if (name != nullptr && *name == "mix") return sim::CoreType::kMix;
    refuse(file, fmt::format("kernel \"{}\": \"core\" is {}: expected ai_core, vector_core or mix",
                             kernel, json::serialize(value)));
}

double block_us_of(const json::value& value, std::string_view file, std::string_view kernel) {
    boost::system::error_code error;
    const auto us = value.to_number<double>(error);
    if (error || !(us >= 0) || us > kLongestBlockUs)
        refuse(file,
               fmt::format("kernel \"{}\": \"block_us\" is {}: expected a number from 0 to {}",
                           kernel, json::serialize(value), kLongestBlockUs));
    return us;
}

KernelTime time_of(const json::value& value, std::string_view file, std::string_view kernel) {
    const json::object* object = value.if_object();
    if (object == nullptr || !object->contains("block_us"))
        refuse(file, fmt::format("kernel \"{}\" is {}: expected an object with \"block_us\"",
                                 kernel, json::serialize(value)));
    KernelTime time;
    for (const auto& [key, member] : *object) {
        if (key == "block_us")
            time.block_us = block_us_of(member, file, kernel);
        else if (key == "core")
            time.core = core_of(member, file, kernel);
        else
            refuse(file,
                   fmt::format("kernel \"{}\": key \"{}\" is unknown: expected block_us, core",
                               kernel, std::string_view(key)));
    }
    return time;
}

/// One step that keeps a pipe busy for the block's time.
std::shared_ptr<const sim::KernelPlan> make_plan(const sim::SocSpec& soc, const std::string& name,
                                                 const KernelTime& time, std::uint32_t blocks) {
    auto plan = std::make_shared<sim::KernelPlan>();
    plan->type = name;
    // A core that is not split does both kinds of work.
    plan->core_type = soc.split ? time.core : sim::CoreType::kAiCore;
    const bool vector = plan->core_type == sim::CoreType::kVectorCore;
    const sim::CoreSpec& core = vector ? soc.vector_core : soc.ai_core;
    sim::Step step;
    step.pipe = vector ? sim::Pipe::kVector : sim::Pipe::kCube;
    step.cycles = Cycles(std::llround(time.block_us * core.frequency_mhz));
    plan->programs.push_back({{sim::Node{step}}});
    plan->groups.push_back({0, blocks});
    return plan;
}

}  // namespace

void KernelTimes::load(const std::string& file) {
    const std::optional<std::string> text = traces::read_file(file);
    if (!text)
        throw Error(ErrorCode::kIo,
                    fmt::format("{}: cannot be read: expected a JSON file of kernel times", file));
    parse(*text, file);
}

void KernelTimes::parse(std::string_view text, std::string_view name) {
    boost::system::error_code error;
    const json::value document = json::parse(json::string_view(text.data(), text.size()), error);
    const json::object* root = error ? nullptr : document.if_object();
    const json::value* kernels = root == nullptr ? nullptr : root->if_contains("kernels");
    if (kernels == nullptr || !kernels->is_object() || root->size() != 1)
        refuse(name, "expected an object with the one key \"kernels\", an object by kernel name");
    for (const auto& [kernel, value] : kernels->get_object())
        times_[std::string(kernel)] = time_of(value, name, kernel);
}

std::shared_ptr<const sim::KernelPlan> KernelTimes::plan_of(const sim::SocSpec& soc,
                                                            const std::string& name,
                                                            std::uint32_t blocks) {
    const auto time = times_.find(name);
    if (time == times_.end())
        throw Failure(ACL_ERROR_API_NOT_SUPPORT,
                      fmt::format("the code of kernel \"{}\" is not simulated and nobody said how "
                                  "long it takes: name it in the file of ASCEND_SIM_KERNELS",
                                  name));
    const std::lock_guard lock(mutex_);
    auto& plan = plans_[fmt::format("{} {} {}", soc.name, blocks, name)];
    if (plan == nullptr) plan = make_plan(soc, name, time->second, blocks);
    return plan;
}

}  // namespace ascend::runtime
