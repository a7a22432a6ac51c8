// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/soc/soc_loader.h"
#include "soc_test_support.h"

namespace ascend::sim {
namespace {

std::string number(const std::string& value, const std::string& unit) {
    return fmt::format(R"({{"value": {}, "unit": "{}", "source": "test", "basis": "estimated"}})",
                       value, unit);
}

/// A file that inherits Ascend310P3 and says `body` itself.
std::string heir(const std::string& body) {
    return R"({"name": "Custom", "inherits": "Ascend310P3")" + (body.empty() ? "" : ", " + body) +
           "}";
}

/// Text of a JSON object from dotted keys.
std::string nested(const std::map<std::string, std::string>& values) {
    std::map<std::string, std::map<std::string, std::string>> sections;
    std::string text;
    for (const auto& [key, value] : values) {
        const std::size_t dot = key.find('.');
        if (dot == key.npos)
            text += fmt::format("{}\"{}\": {}", text.empty() ? "" : ", ", key, value);
        else
            sections[key.substr(0, dot)][key.substr(dot + 1)] = value;
    }
    for (const auto& [key, section] : sections)
        text += fmt::format("{}\"{}\": {}", text.empty() ? "" : ", ", key, nested(section));
    return "{" + text + "}";
}

/// `name` written out in full, by key.
std::map<std::string, std::string> flat(const std::string& name) {
    std::map<std::string, std::string> values = {{"name", "\"Flat\""}, {"family", "\"310P\""}};
    for (const SocValue& value : soc_values(name))
        values[value.key] = value.unit == "bool"
                                ? number(value.value != 0 ? "true" : "false", "bool")
                                : number(fmt::format("{}", value.value), value.unit);
    return values;
}

TEST(SocFile, InheritsAllButWhatItSays) {
    const TemporaryFolder folder;
    const auto custom = load_soc(
        folder.write("custom.json", heir(R"("ai_core": {"count": )" + number("12", "cores") +
                                         R"(}, "l2": {"capacity": )" + number("32", "MiB") + "}")));
    const auto base = load_soc("Ascend310P3");
    EXPECT_EQ(custom->name, "Custom");
    EXPECT_EQ(custom->family, "310P");
    EXPECT_EQ(custom->ai_core.count, 12);
    EXPECT_EQ(custom->l2.capacity, Bytes(32 << 20));
    EXPECT_EQ(custom->ai_core.frequency_mhz, base->ai_core.frequency_mhz);
    EXPECT_EQ(custom->dram.gbps, base->dram.gbps);
}

TEST(SocFile, InheritsFromAFileBesideIt) {
    const TemporaryFolder folder;
    folder.write("base.json", heir(R"("ai_core": {"count": )" + number("3", "cores") + "}"));
    const std::string path =
        folder.write("leaf.json", R"({"name": "Leaf", "inherits": "base.json"})");
    EXPECT_EQ(load_soc(path)->ai_core.count, 3);
    EXPECT_EQ(load_soc(path)->name, "Leaf");
    const std::string dotted =
        folder.write("dotted.json", R"({"name": "Leaf", "inherits": "./base.json"})");
    EXPECT_EQ(load_soc(dotted)->ai_core.count, 3);
}

TEST(SocFile, NeedsNothingInheritedWhenItSaysAll) {
    const TemporaryFolder folder;
    const auto soc = load_soc(folder.write("flat.json", nested(flat("Ascend310P3"))));
    const auto base = load_soc("Ascend310P3");
    EXPECT_EQ(soc->name, "Flat");
    EXPECT_EQ(soc->ai_core.l1, base->ai_core.l1);
    EXPECT_EQ(soc->host.clock_read_us, base->host.clock_read_us);
}

TEST(SocFile, MissesEveryKeyThatIsLeftOut) {
    const TemporaryFolder folder;
    for (const char* name : {"Ascend310P3", "Ascend910B2"}) {
        const auto all = flat(name);
        for (const auto& [key, unused] : all) {
            auto without = all;
            without.erase(key);
            const std::string path = folder.write("flat.json", nested(without));
            expect_error([&] { load_soc(path); }, ErrorCode::kMalformed,
                         {"flat.json", key, "missing"});
        }
    }
}

TEST(SocFile, HasANameOfItsOwn) {
    const TemporaryFolder folder;
    const std::string path = folder.write("custom.json", R"({"inherits": "Ascend310P3"})");
    expect_error([&] { load_soc(path); }, ErrorCode::kMalformed, {"custom.json", "name"});
}

TEST(SocFile, CannotInheritFromItself) {
    const TemporaryFolder folder;
    const std::string own = folder.write("own.json", R"({"name": "Own", "inherits": "own.json"})");
    expect_error([&] { load_soc(own); }, ErrorCode::kMalformed, {"own.json", "itself"});
    const std::string a = folder.write("a.json", R"({"name": "A", "inherits": "b.json"})");
    folder.write("b.json", R"({"name": "B", "inherits": "./c.json"})");
    folder.write("c.json", R"({"name": "C", "inherits": "a.json"})");
    expect_error([&] { load_soc(a); }, ErrorCode::kMalformed, {"a.json", "itself"});
}

TEST(SocFile, SaysWhatItCannotInherit) {
    const TemporaryFolder folder;
    for (const char* parent : {"absent.json", "Ascend310P9", "family_none", "./absent"}) {
        const std::string path = folder.write(
            "custom.json", fmt::format(R"({{"name": "Custom", "inherits": "{}"}})", parent));
        expect_error([&] { load_soc(path); }, ErrorCode::kNotFound, {parent});
    }
}

struct Refusal {
    std::string body;
    ErrorCode code;
    std::vector<std::string> parts;
};

std::string count(const std::string& properties) {
    return R"("ai_core": {"count": {)" + properties + "}}";
}

TEST(SocFile, RefusesNumbersThatAreNotSourcedNumbers) {
    constexpr ErrorCode kMalformed = ErrorCode::kMalformed;
    const std::string sourced = R"("unit": "cores", "source": "test", "basis": "estimated")";
    const Refusal refusals[] = {
        {R"("ai_core": {"count": 8})", kMalformed, {"ai_core.count", "object"}},
        {R"("ai_core": 8)", kMalformed, {"ai_core", "object"}},
        {R"("ai_core": [])", kMalformed, {"ai_core", "object"}},
        {R"("ai_core": null)", kMalformed, {"ai_core", "object"}},
        {count(""), kMalformed, {"ai_core.count.source"}},
        {count(sourced), kMalformed, {"ai_core.count", "\"value\""}},
        {count(R"("value": "8", )" + sourced), kMalformed, {"ai_core.count", "number of cores"}},
        {count(R"("value": null, )" + sourced), kMalformed, {"ai_core.count"}},
        {count(R"("value": true, )" + sourced), kMalformed, {"ai_core.count"}},
        {count(R"("value": 8, "unit": "cores", "basis": "fitted")"),
         kMalformed,
         {"ai_core.count.source"}},
        {count(R"("value": 8, "unit": "cores", "source": "", "basis": "fitted")"),
         kMalformed,
         {"ai_core.count.source"}},
        {count(R"("value": 8, "unit": "cores", "source": 1, "basis": "fitted")"),
         kMalformed,
         {"ai_core.count.source"}},
        {count(R"("value": 8, "unit": "cores", "source": "test")"),
         kMalformed,
         {"ai_core.count.basis"}},
        {count(R"("value": 8, "unit": "cores", "source": "test", "basis": "guessed")"),
         kMalformed,
         {"ai_core.count", "guessed", "documented, measured, fitted, estimated"}},
        {count(R"("value": 8, "source": "test", "basis": "fitted")"),
         kMalformed,
         {"ai_core.count.unit"}},
        {count(R"("value": 8, "unit": "MHz", "source": "test", "basis": "fitted")"),
         kMalformed,
         {"ai_core.count", "MHz", "cores"}},
        {count(R"("value": 8, "units": "cores", )" + sourced),
         kMalformed,
         {"ai_core.count", "units"}},
        {count(R"("value": 0, )" + sourced), ErrorCode::kInvalidArgument, {"ai_core.count is 0"}},
        {count(R"("value": 8.5, )" + sourced), ErrorCode::kInvalidArgument, {"whole"}},
        {count(R"("value": 1e400, )" + sourced), ErrorCode::kInvalidArgument, {"ai_core.count"}},
        {count(R"("value": 99999999999999999999999, )" + sourced),
         ErrorCode::kInvalidArgument,
         {"ai_core.count"}},
        {R"("split": )" + number("1", "bool"), kMalformed, {"split", "true or false"}},
        {R"("dram": {"gbps": )" + number("5", "GiB") + "}", kMalformed, {"dram.gbps", "GB/s"}},
    };
    const TemporaryFolder folder;
    for (const Refusal& refusal : refusals) {
        SCOPED_TRACE(refusal.body);
        const std::string path = folder.write("custom.json", heir(refusal.body));
        auto parts = refusal.parts;
        parts.emplace_back("custom.json");
        expect_error([&] { load_soc(path); }, refusal.code, parts);
    }
}

TEST(SocFile, TakesDataAndErrorOfAFit) {
    const TemporaryFolder folder;
    const std::string path = folder.write(
        "custom.json", heir(count(R"("value": 8.0, "unit": "cores", "source": "test", )"
                                  R"("basis": "fitted", "data": "some runs", "error": "5 %")")));
    EXPECT_EQ(load_soc(path)->ai_core.count, 8);
}

TEST(SocFile, RefusesKeysThatItDoesNotKnow) {
    const TemporaryFolder folder;
    const std::map<std::string, std::vector<std::string>> bodies = {
        {R"("ai_core": {"cuont": {}})", {"ai_core.cuont", "ai_core.count"}},
        {R"("ai_cores": {})", {"ai_cores"}},
        {R"("ai_core": {"name": "x"})", {"ai_core.name"}},
        {R"("": {})", {"custom.json"}},
        {R"("line\nbreak": {})", {R"(line\nbreak)"}},
        {R"("ai_core.count": {})", {"ai_core.count"}},
    };
    for (const auto& [body, parts] : bodies) {
        SCOPED_TRACE(body);
        const std::string path = folder.write("custom.json", heir(body));
        expect_error([&] { load_soc(path); }, ErrorCode::kMalformed, parts);
    }
}

TEST(SocFile, RefusesTextsThatCannotBeNames) {
    const TemporaryFolder folder;
    for (const std::string& name : {std::string("1"), std::string("\"\""), std::string(R"("a/b")"),
                                    std::string(R"("a\nb")"), "\"" + std::string(65, 'a') + "\""}) {
        const std::string path = folder.write(
            "custom.json", fmt::format(R"({{"name": {}, "inherits": "310P3"}})", name));
        expect_error([&] { load_soc(path); }, ErrorCode::kMalformed, {"custom.json", "name"});
    }
    const std::string path = folder.write("custom.json", R"({"name": "Custom", "inherits": 3})");
    expect_error([&] { load_soc(path); }, ErrorCode::kMalformed, {"custom.json", "inherits"});
}

TEST(SocFile, RefusesTextThatIsNotOneJsonObject) {
    const TemporaryFolder folder;
    const std::map<std::string, std::string> texts = {
        {"", "JSON"},
        {"   \n", "JSON"},
        {"[]", "object"},
        {"3", "object"},
        {"{} {}", "JSON"},
        {heir("") + "x", "JSON"},
        {heir(count(R"("value": NaN)")), "JSON"},
        {heir(count(R"("value": -Infinity)")), "JSON"},
        {R"({"name": "a",})", "JSON"},
        {R"({"name": "a" /* why */})", "JSON"},
        {"{\"name\": \"\xff\xfe\"}", "JSON"},
        {std::string("{\0}", 3), "JSON"},
        {std::string(100'000, '['), "JSON"},
        {R"({"name": "a", "name": "b"})", "\"name\" is given twice"},
        {heir(R"("l2": {"line": {}, "line": {}})"), "\"line\" is given twice"},
        {std::string((4u << 20) + 1, ' '), "4 MiB"},
    };
    for (const auto& [text, part] : texts) {
        SCOPED_TRACE(text.substr(0, 60));
        const std::string path = folder.write("custom.json", text);
        expect_error([&] { load_soc(path); }, ErrorCode::kMalformed, {"custom.json", part});
    }
}

TEST(SocFile, NamesTheLineOfASyntaxError) {
    const TemporaryFolder folder;
    const std::string path = folder.write("custom.json", "{\n\"name\": \"a\",\n\"family\": ?\n}");
    expect_error([&] { load_soc(path); }, ErrorCode::kMalformed, {"custom.json:3:"});
}

TEST(SocFile, MustBeARegularFile) {
    const TemporaryFolder folder;
    expect_error([&] { load_soc(folder.path()); }, ErrorCode::kMalformed, {"not a folder"});
    expect_error([] { load_soc("/dev/zero"); }, ErrorCode::kMalformed, {"/dev/zero"});
    expect_error([&] { load_soc(folder.path("absent.json")); }, ErrorCode::kNotFound,
                 {"absent.json"});
}

TEST(SocFile, EveryTruncationIsRefused) {
    const TemporaryFolder folder;
    const std::string text = heir(R"("ai_core": {"count": )" + number("12", "cores") + "}");
    ASSERT_EQ(load_soc(folder.write("whole.json", text))->ai_core.count, 12);
    for (std::size_t size = 0; size < text.size(); ++size) {
        const std::string path = folder.write("cut.json", text.substr(0, size));
        expect_error([&] { load_soc(path); }, ErrorCode::kMalformed, {"cut.json"});
    }
}

TEST(SocFile, RandomDamageIsRefusedOrHarmless) {
    const TemporaryFolder folder;
    const std::string text = nested(flat("Ascend310P3"));
    std::uint64_t state = 1;
    const auto random = [&](std::uint64_t below) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return (state >> 33) % below;
    };
    int refused = 0;
    constexpr int kTries = 500;
    for (int i = 0; i < kTries; ++i) {
        std::string damaged = text;
        damaged[random(damaged.size())] = static_cast<char>(random(256));
        const std::string path = folder.write("damaged.json", damaged);
        try {
            EXPECT_GE(load_soc(path)->ai_core.count, 1);
        } catch (const Error&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, kTries / 4);
}

}  // namespace
}  // namespace ascend::sim
