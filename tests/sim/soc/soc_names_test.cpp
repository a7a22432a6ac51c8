// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "sim/soc/names.h"
#include "sim/soc/soc_loader.h"
#include "soc_test_support.h"

namespace ascend::sim {
namespace {

TEST(SocNames, AreFoundInAnyCaseWithAndWithoutTheVendor) {
    for (const char* name : {"Ascend310P3", "ascend310p3", "ASCEND310P3", "310P3", "310p3"})
        EXPECT_EQ(load_soc(name)->name, "Ascend310P3") << name;
    EXPECT_EQ(load_soc("950pr_9589")->name, "Ascend950PR_9589");
}

TEST(SocNames, AWholeNameIsNotTakenForThePrefixOfAnother) {
    EXPECT_EQ(load_soc("Ascend310")->name, "Ascend310");
    EXPECT_EQ(load_soc("310")->name, "Ascend310");
}

/// The platform files use Ascend910B for an old 910; people mean one of the A2 generation.
TEST(SocNames, Ascend910BAsksWhichOne) {
    for (const char* name : {"Ascend910B", "910B", "910b"})
        expect_error([&] { load_soc(name); }, ErrorCode::kNotFound,
                     {name, "which of Ascend910B1, Ascend910B2, Ascend910B3, Ascend910B4"});
}

TEST(SocNames, AnUnknownOneListsTheNear) {
    expect_error([] { load_soc("Ascend310P7"); }, ErrorCode::kNotFound,
                 {"Ascend310P7", "did you mean", "Ascend310P1", "Ascend310P3"});
    expect_error([] { load_soc("910_9392"); }, ErrorCode::kNotFound, {"Ascend910_9391"});
    expect_error([] { load_soc("950"); }, ErrorCode::kNotFound, {"Ascend950PR_9589"});
}

TEST(SocNames, OneThatIsLikeNoneListsAll) {
    for (const char* name : {"", "Ascend", "H100-SXM5-80GB"})
        expect_error([&] { load_soc(name); }, ErrorCode::kNotFound,
                     {"Ascend310,", "Ascend950PR_9589", "path"});
}

TEST(SocNames, AFamilyFileIsNoSoc) {
    expect_error([] { load_soc("family_310p"); }, ErrorCode::kNotFound, {"family_310p"});
}

TEST(SocNames, APathIsTakenAsItIs) {
    const std::string path = soc_directory() + "/Ascend910A.json";
    EXPECT_EQ(load_soc(path)->name, "Ascend910A");
    expect_error([] { load_soc("Ascend910A.json"); }, ErrorCode::kNotFound, {"Ascend910A.json"});
    expect_error([] { load_soc("./Ascend910A"); }, ErrorCode::kNotFound, {"./Ascend910A"});
}

TEST(SocDirectory, TheEnvironmentNamesAnother) {
    const TemporaryFolder folder;
    std::filesystem::copy(soc_directory(), folder.path());
    std::filesystem::rename(folder.path("Ascend910A.json"), folder.path("Ascend1.json"));
    const ScopedSocDirectory directory(folder.path());
    EXPECT_EQ(soc_directory(), folder.path());
    EXPECT_EQ(soc_names().size(), 13u);
    EXPECT_EQ(load_soc("Ascend1")->family, "910");
    expect_error([] { load_soc("Ascend910A"); }, ErrorCode::kNotFound, {"Ascend910A"});
}

TEST(SocDirectory, OneWithoutFilesIsRefused) {
    const TemporaryFolder folder;
    for (const std::string& path : {folder.path(), folder.path("absent")}) {
        const ScopedSocDirectory directory(path);
        expect_error([] { soc_names(); }, ErrorCode::kNotFound, {path, "ASCEND_SIM_SOC_DIR"});
    }
}

TEST(NearNames, AreSortedByDistance) {
    EXPECT_EQ(near_names("gamma", {"gamut", "gamma", "gammas", "delta"}),
              (std::vector<std::string>{"gamma", "gammas"}));
    EXPECT_TRUE(near_names(std::string(10'000, 'x'), {"gamma"}).empty());
    EXPECT_TRUE(near_names("gamma", {}).empty());
}

}  // namespace
}  // namespace ascend::sim
