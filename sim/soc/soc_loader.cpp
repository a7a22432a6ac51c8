// SPDX-License-Identifier: Apache-2.0
#include "sim/soc/soc_loader.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

#include "sim/soc/names.h"
#include "sim/soc/soc_directory.h"
#include "sim/soc/soc_document.h"
#include "sim/soc/soc_fields.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

constexpr std::string_view kSettingSource = "--set";
constexpr std::string_view kSettingBasis = "setting";

[[noreturn]] void refuse_setting(std::string_view setting, const std::string& why) {
    throw Error(ErrorCode::kInvalidArgument, fmt::format("setting {:?}: {}", setting, why));
}

/// The value of a setting in the field's unit: "true", "12", "1.5e3" or "32MiB".
double parse_setting_value(const SocField& field, std::string_view text, std::string_view setting) {
    if (field.kind == FieldKind::kFlag && (text == "true" || text == "false"))
        return text == "true" ? 1 : 0;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    const double factor = unit.empty() ? 1 : unit_factor(field, unit);
    if (error != std::errc() || factor == 0)
        refuse_setting(setting, fmt::format("{:?} is not {}", text, describe_value(field)));
    return value * factor;
}

void apply_setting(std::string_view setting, SocDocument& document) {
    const std::size_t equals = setting.find('=');
    if (equals == setting.npos || equals == 0)
        refuse_setting(setting, "expected KEY=VALUE, such as ai_core.count=12");
    const std::string_view key = setting.substr(0, equals);
    const std::size_t index = find_soc_field(key);
    if (index == soc_fields().size()) {
        std::vector<std::string> keys;
        for (const SocField& field : soc_fields()) keys.push_back(field.key);
        refuse_setting(setting, fmt::format("no key {:?}{}; `soc show` lists the keys", key,
                                            did_you_mean(key, keys)));
    }
    const SocField& field = soc_fields()[index];
    const double value = parse_setting_value(field, setting.substr(equals + 1), setting);
    check_value(field, value, fmt::format("setting {:?}", setting));
    document.numbers[index] =
        SocNumber{value, std::string(kSettingSource), std::string(kSettingBasis)};
}

void store_numbers(const SocDocument& document, const std::string& file, SocSpec& spec) {
    for (std::size_t i = 0; i < soc_fields().size(); ++i) {
        const SocField& field = soc_fields()[i];
        if (document.numbers[i])
            field.store(spec, document.numbers[i]->value);
        else if (field.needed(spec))
            throw Error(ErrorCode::kMalformed,
                        fmt::format("{}: {} is missing, here and in what the file inherits", file,
                                    field.key));
    }
}

/// Refuses machines that no program could run on, however plausible each number is.
void check_units_of_cores(const SocSpec& spec, const std::string& file) {
    const auto require = [&](bool holds, std::string_view what) {
        if (!holds) throw Error(ErrorCode::kInvalidArgument, fmt::format("{}: {}", file, what));
    };
    require(spec.ai_core.has_cube, "ai_core.has_cube is false, expected true");
    require(vector_core_of(spec).count > 0 && vector_core_of(spec).has_vector,
            spec.split ? "split is true, expected vector_core.count of at least 1 and "
                         "vector_core.has_vector true"
                       : "split is false, expected ai_core.has_vector true");
    require(spec.ai_core.has_vector || spec.ai_core.fixpipe,
            "ai_core.fixpipe is false and the core has no vector unit, so that L0C has no way out");
    require(spec.vector_core.count == 0 || spec.vector_core.has_vector,
            "vector_core.has_vector is false, expected true");
}

struct LoadedSoc {
    SocDocument document;
    SocSpec spec;
};

LoadedSoc load(std::string_view name, const std::vector<std::string>& settings) {
    const std::filesystem::path file = find_soc_file(name);
    LoadedSoc soc{read_soc_document(file), {}};
    for (const std::string& setting : settings) apply_setting(setting, soc.document);
    for (const auto& [key, text] :
         {std::pair{"name", &soc.document.name}, std::pair{"family", &soc.document.family}})
        if (text->empty())
            throw Error(ErrorCode::kMalformed,
                        fmt::format("{}: {} is missing", file.string(), key));
    soc.spec.name = soc.document.name;
    soc.spec.family = soc.document.family;
    store_numbers(soc.document, file.string(), soc.spec);
    check_units_of_cores(soc.spec, file.string());
    return soc;
}

}  // namespace

std::shared_ptr<const SocSpec> load_soc(std::string_view name,
                                        const std::vector<std::string>& settings) {
    return std::make_shared<const SocSpec>(load(name, settings).spec);
}

std::vector<SocValue> soc_values(std::string_view name, const std::vector<std::string>& settings) {
    const SocDocument document = load(name, settings).document;
    std::vector<SocValue> values;
    for (std::size_t i = 0; i < soc_fields().size(); ++i)
        if (const auto& number = document.numbers[i])
            values.push_back({soc_fields()[i].key, number->value, std::string(soc_fields()[i].unit),
                              number->source, number->basis});
    return values;
}

}  // namespace ascend::sim
