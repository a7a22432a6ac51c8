// SPDX-License-Identifier: Apache-2.0
#include "traces/json_text.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>

namespace ascend::traces {
namespace {

namespace json = boost::json;

class Writer {
  public:
    explicit Writer(int decimals) : decimals_(decimals) {}

    void write(const json::value& value, int level) {
        if (value.is_object())
            write_members(value.get_object(), level);
        else if (value.is_array())
            write_elements(value.get_array(), level);
        else if (value.is_double())
            text_ += number(value.get_double());
        else
            text_ += json::serialize(value);
    }
    std::string take() { return std::move(text_); }

  private:
    void write_members(const json::object& object, int level) {
        if (object.empty()) return void(text_ += "{}");
        text_ += '{';
        const char* separator = "\n";
        for (const auto& member : object) {
            text_ +=
                separator + indent(level + 1) + json::serialize(json::string(member.key())) + ": ";
            write(member.value(), level + 1);
            separator = ",\n";
        }
        text_ += '\n' + indent(level) + '}';
    }

    void write_elements(const json::array& array, int level) {
        if (array.empty()) return void(text_ += "[]");
        text_ += '[';
        const char* separator = "\n";
        for (const json::value& element : array) {
            text_ += separator + indent(level + 1);
            write(element, level + 1);
            separator = ",\n";
        }
        text_ += '\n' + indent(level) + ']';
    }

    // JSON has no infinities; fixed decimals without trailing zeros.
    std::string number(double value) const {
        if (!std::isfinite(value)) return "null";
        std::string text = fmt::format("{:.{}f}", value, decimals_);
        if (text.find('.') == std::string::npos) return text;
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
        return text == "-0" ? "0" : text;
    }

    static std::string indent(int level) {
        return std::string(2 * static_cast<std::size_t>(level), ' ');
    }

    int decimals_;
    std::string text_;
};

}  // namespace

std::string json_text(const json::value& value, int decimals) {
    Writer writer(decimals);
    writer.write(value, 0);
    return writer.take();
}

}  // namespace ascend::traces
