// SPDX-License-Identifier: Apache-2.0
#include "sim/soc/soc_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/soc/json_file.h"
#include "sim/soc/names.h"
#include "sim/soc/soc_directory.h"
#include "sim/soc/soc_fields.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 4> kBases = {"documented", "measured", "fitted",
                                                    "estimated"};

constexpr std::string_view kNameCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
constexpr std::size_t kMaxNameSize = 64;

std::string_view view(json::string_view text) {
    return {text.data(), text.size()};
}

/// Reads one JSON object into a SocDocument; what the object does not say stays as it is.
class Reader {
  public:
    Reader(std::string file, SocDocument& document) : file_(std::move(file)), document_(document) {}

    void read(const json::object& object) { read_section(object, ""); }

  private:
    [[noreturn]] void refuse(std::string_view key, const std::string& why) const {
        throw Error(ErrorCode::kMalformed, fmt::format("{}: {} {}", file_, key, why));
    }

    void read_section(const json::object& object, const std::string& prefix) {
        for (const auto& [name, value] : object) {
            const std::string key = prefix + std::string(view(name));
            const std::size_t field = find_soc_field(key);
            if (field < soc_fields().size())
                document_.numbers[field] = read_number(soc_fields()[field], value);
            else if (is_section(key + "."))
                read_section(as_object(key, value), key + ".");
            else if (prefix.empty() && is_text(key))
                read_text(key, value);
            else
                refuse(fmt::format("{:?}", key), "is not a key of a SoC file" + suggestion(key));
        }
    }

    static bool is_section(const std::string& prefix) {
        return std::any_of(soc_fields().begin(), soc_fields().end(),
                           [&](const SocField& field) { return field.key.starts_with(prefix); });
    }

    static bool is_text(std::string_view key) {
        return key == "name" || key == "family" || key == "inherits";
    }

    static std::string suggestion(std::string_view key) {
        std::vector<std::string> keys = {"name", "family", "inherits"};
        for (const SocField& field : soc_fields()) keys.push_back(field.key);
        return did_you_mean(key, keys);
    }

    const json::object& as_object(std::string_view key, const json::value& value) const {
        if (!value.is_object()) refuse(key, "must be an object");
        return value.get_object();
    }

    std::string as_text(std::string_view key, const json::value* value) const {
        if (value == nullptr || !value->is_string() || value->get_string().empty())
            refuse(key, "must be a text that is not empty");
        return std::string(view(value->get_string()));
    }

    void read_text(const std::string& key, const json::value& value) {
        const std::string text = as_text(key, &value);
        if (key == "inherits") return;
        if (text.size() > kMaxNameSize || text.find_first_not_of(kNameCharacters) != text.npos)
            refuse(key, "must be 1 to 64 letters, digits, '_', '.' or '-'");
        (key == "name" ? document_.name : document_.family) = text;
    }

    SocNumber read_number(const SocField& field, const json::value& value) const {
        const json::object& object = as_object(field.key, value);
        for (const auto& [name, unused] : object)
            if (!is_property(view(name)))
                refuse(field.key, fmt::format("has an unknown property {:?}; expected value, "
                                              "unit, source, basis, data or error",
                                              view(name)));
        SocNumber number;
        number.source = as_text(field.key + ".source", object.if_contains("source"));
        number.basis = as_text(field.key + ".basis", object.if_contains("basis"));
        if (std::find(kBases.begin(), kBases.end(), number.basis) == kBases.end())
            refuse(field.key, fmt::format("has basis {:?}; expected {}", number.basis,
                                          fmt::join(kBases, ", ")));
        number.value = check_value(field, read_value(field, object), file_);
        return number;
    }

    static bool is_property(std::string_view name) {
        return name == "value" || name == "unit" || name == "source" || name == "basis" ||
               name == "data" || name == "error";
    }

    double read_value(const SocField& field, const json::object& object) const {
        const std::string unit = as_text(field.key + ".unit", object.if_contains("unit"));
        const double factor = unit_factor(field, unit);
        if (factor == 0)
            refuse(field.key, fmt::format("has unit {:?}; expected {}", unit, field.unit));
        const json::value* value = object.if_contains("value");
        const bool flag = field.kind == FieldKind::kFlag;
        if (value == nullptr || (flag ? !value->is_bool() : !value->is_number()))
            refuse(field.key, fmt::format("needs a \"value\", {}", describe_value(field)));
        return flag ? (value->get_bool() ? 1 : 0) : value->to_number<double>() * factor;
    }

    std::string file_;
    SocDocument& document_;
};

/// Reads `file` over what it inherits. `heirs` are the files that led here.
SocDocument read_with_ancestors(const std::filesystem::path& file,
                                std::vector<std::filesystem::path>& heirs) {
    const json::object object = read_json_file(file);
    const auto identity = std::filesystem::weakly_canonical(file);
    if (std::find(heirs.begin(), heirs.end(), identity) != heirs.end())
        throw Error(ErrorCode::kMalformed, fmt::format("{}: inherits from itself", file.string()));
    heirs.push_back(identity);
    SocDocument document;
    if (const json::value* parent = object.if_contains("inherits"); parent && parent->is_string())
        document =
            read_with_ancestors(find_inherited_file(view(parent->get_string()), file), heirs);
    document.name.clear();
    document.numbers.resize(soc_fields().size());
    Reader(file.string(), document).read(object);
    return document;
}

}  // namespace

SocDocument read_soc_document(const std::filesystem::path& file) {
    std::vector<std::filesystem::path> heirs;
    return read_with_ancestors(file, heirs);
}

}  // namespace ascend::sim
