// SPDX-License-Identifier: Apache-2.0
#include "runtime/faults/fault_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "runtime/faults/device_status.h"
#include "traces/error.h"

namespace ascend::runtime {
namespace {

FaultPlan parse_one(const std::string& fault) {
    return parse_faults(R"({"faults": [)" + fault + "]}", "faults.json");
}

/// What a text is refused with; empty when it is not.
std::string refusal_of(const std::string& text) {
    try {
        parse_faults(text, "faults.json");
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}
std::string refusal_of_one(const std::string& fault) {
    return refusal_of(R"({"faults": [)" + fault + "]}");
}

TEST(FaultFile, OfNothingIsAPlanOfNothing) {
    const FaultPlan plan = parse_faults(R"({"faults": []})", "f");
    EXPECT_TRUE(plan.tasks.empty() && plan.exhaustions.empty() && plan.losses.empty());
}

TEST(FaultFile, AFailureHasDefaultsForWhatItDoesNotSay) {
    const FaultPlan plan = parse_one(R"({"fail": "kernel"})");
    ASSERT_EQ(plan.tasks.size(), 1u);
    const sim::TaskFault& fault = plan.tasks[0];
    EXPECT_EQ(fault.kind, sim::TaskKind::kKernel);
    EXPECT_EQ(fault.device, 0u);
    EXPECT_EQ(fault.nth, 1u);
    EXPECT_EQ(fault.count, 1u);
    EXPECT_FALSE(fault.stream || fault.status || fault.limit || fault.hangs);
}

TEST(FaultFile, AFailureSaysWhichTasksAndWithWhatStatus) {
    const FaultPlan plan = parse_one(
        R"({"fail": "any", "device": 1, "stream": 5, "name": "Conv_0", "nth": 3, "count": 2,
            "status": "aicore_trap"})");
    const sim::TaskFault& fault = plan.tasks.at(0);
    EXPECT_FALSE(fault.kind.has_value());
    EXPECT_EQ(fault.device, 1u);
    EXPECT_EQ(fault.stream, 5u);
    EXPECT_EQ(fault.name, "Conv_0");
    EXPECT_EQ(fault.nth, 3u);
    EXPECT_EQ(fault.count, 2u);
    EXPECT_EQ(fault.status, 0x27u);
    EXPECT_EQ(parse_one(R"({"fail": "copy", "status": 145})").tasks.at(0).status, 145u);
}

TEST(FaultFile, AHangHasALimit) {
    const sim::TaskFault fault = parse_one(R"({"hang": "kernel", "limit_ms": 2.5})").tasks.at(0);
    EXPECT_TRUE(fault.hangs);
    EXPECT_EQ(fault.limit, microseconds(2500));
}

TEST(FaultFile, ExhaustionsAndLosses) {
    const FaultPlan plan = parse_faults(R"({"faults": [
        {"exhaust": "events", "after": 10, "count": 2}, {"exhaust": "memory", "device": 3},
        {"drop_device": 1, "at_us": 5000}, {"drop_device": 0}]})",
                                        "f");
    ASSERT_EQ(plan.exhaustions.size(), 2u);
    EXPECT_EQ(plan.exhaustions[0].resource, Resource::kEvents);
    EXPECT_EQ(plan.exhaustions[0].after, 10u);
    EXPECT_EQ(plan.exhaustions[0].count, 2u);
    EXPECT_EQ(plan.exhaustions[1].device, 3u);
    EXPECT_EQ(plan.exhaustions[1].after, 0u);
    ASSERT_EQ(plan.losses.size(), 2u);
    EXPECT_EQ(plan.losses[0].device, 1u);
    EXPECT_EQ(plan.losses[0].at, milliseconds(5));
    EXPECT_EQ(plan.losses[1].at, Picoseconds(0));
}

TEST(FaultFile, ThatIsNoJsonSaysWhere) {
    EXPECT_NE(refusal_of("{\"faults\": [\n  {\"fail\" \"kernel\"}]}").find("faults.json: line 2, "),
              std::string::npos);
    EXPECT_NE(refusal_of("{\"faults\": []").find("line 1, column 14"), std::string::npos);
    EXPECT_NE(refusal_of("{\"faults\": []} x").find("line 1"), std::string::npos);
    EXPECT_NE(refusal_of("").find("line 1, column 1"), std::string::npos);
}

TEST(FaultFile, OfAnotherFormSaysWhatWasExpected) {
    for (const char* text : {"[]", "{}", R"({"faults": {}})", R"({"faults": [], "more": 1})"})
        EXPECT_NE(refusal_of(text).find("one key \"faults\""), std::string::npos) << text;
    EXPECT_EQ(refusal_of(R"({"faults": [{"fail": "copy"}, 7]})"),
              "faults.json: fault 2 is 7: expected an object");
    EXPECT_NE(refusal_of_one("{}").find("fault 1: says no fault"), std::string::npos);
}

TEST(FaultFile, NamesTheKeyThatIsAtFault) {
    const auto expect = [](const std::string& fault, const std::string& text) {
        EXPECT_NE(refusal_of_one(fault).find(text), std::string::npos) << fault << "\n"
                                                                       << refusal_of_one(fault);
    };
    expect(R"({"fail": "kernal"})", "\"fail\" is \"kernal\": expected kernel, copy");
    expect(R"({"fail": 1})", "\"fail\" is 1: expected a text");
    expect(R"({"fail": "copy", "limit_ms": 1})", "key \"limit_ms\" is unknown");
    expect(R"({"fail": "copy", "nth": 0})", "\"nth\" is 0: expected a whole number from 1");
    expect(R"({"fail": "copy", "nth": 1.5})", "\"nth\" is 1.5E0: expected");
    expect(R"({"fail": "copy", "stream": -1})", "\"stream\" is -1");
    expect(R"({"fail": "copy", "device": 64})", "\"device\" is 64: expected a whole number from 0");
    expect(R"({"fail": "copy", "status": 0})", "\"status\" is 0");
    expect(R"({"fail": "copy", "status": "broken"})",
           "\"status\" is \"broken\": expected a number");
    expect(R"({"hang": "kernel", "limit_ms": -1})", "\"limit_ms\" is -1");
    expect(R"({"hang": "kernel", "limit_ms": "long"})", "\"limit_ms\" is \"long\"");
    expect(R"({"exhaust": "patience"})", "expected streams, events, notifies, memory");
    expect(R"({"exhaust": "events", "after": -1})", "\"after\" is -1");
    expect(R"({"drop_device": "0"})", "\"drop_device\" is \"0\"");
}

TEST(FaultFile, IsReadFromDisk) {
    const std::string path = ::testing::TempDir() + "faults.json";
    std::ofstream(path) << R"({"faults": [{"fail": "copy"}]})";
    EXPECT_EQ(load_faults(path, 1).tasks.size(), 1u);
    EXPECT_THROW(load_faults(path + ".absent", 1), Error);
    EXPECT_THROW(load_faults(::testing::TempDir(), 1), Error);
    std::ofstream(path) << R"({"faults": [{"fail": "copy", "device": 1}]})";
    EXPECT_EQ(load_faults(path, 2).tasks.size(), 1u);
    EXPECT_THROW(load_faults(path, 1), Error);
}

TEST(DeviceStatus, HasNames) {
    EXPECT_EQ(device_status_of("aicore_exception"), 0x26u);
    EXPECT_EQ(device_status_of("ffts_plus_timeout"), 0x111u);
    EXPECT_FALSE(device_status_of("").has_value());
    EXPECT_NE(device_status_names().find("end_of_sequence"), std::string::npos);
}

}  // namespace
}  // namespace ascend::runtime
