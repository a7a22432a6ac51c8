// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "traces/error.h"

namespace ascend::validate {
namespace {

[[noreturn]] void malformed(const std::string& origin, std::size_t line,
                            const std::string& reason) {
    throw Error(ErrorCode::kMalformed, fmt::format("{}:{}: {}", origin, line, reason));
}

/// Splits text into rows of cells.
class Scanner {
  public:
    Scanner(std::string_view text, const std::string& origin) : text_(text), origin_(origin) {}

    bool at_end() const { return position_ == text_.size(); }

    CsvRow row() {
        CsvRow row{line_, {}};
        do row.cells.push_back(cell());
        while (take(','));
        if (!at_end() && !take('\n') && !(take('\r') && (at_end() || take('\n'))))
            malformed(origin_, line_, "text after a closing quote: expected a comma");
        ++line_;
        return row;
    }

  private:
    bool take(char expected) {
        if (at_end() || text_[position_] != expected) return false;
        ++position_;
        return true;
    }

    std::string cell() { return take('"') ? quoted() : plain(); }

    std::string plain() {
        const std::size_t end = std::min(text_.find_first_of(",\"\r\n", position_), text_.size());
        if (end < text_.size() && text_[end] == '"')
            malformed(origin_, line_, "a quote inside a cell that does not begin with one");
        const std::string_view cell = text_.substr(position_, end - position_);
        position_ = end;
        return std::string(cell);
    }

    std::string quoted() {
        const std::size_t opened_at = line_;
        std::string cell;
        while (!at_end()) {
            const char c = text_[position_++];
            if (c == '"' && !take('"')) return cell;
            if (c == '\n') ++line_;
            cell += c;
        }
        malformed(origin_, opened_at, "a quote that is never closed");
    }

    std::string_view text_;
    const std::string& origin_;
    std::size_t position_ = 0, line_ = 1;
};

}  // namespace

CsvTable CsvTable::read(const std::string& path) {
    if (!std::filesystem::exists(path))
        throw Error(ErrorCode::kNotFound, fmt::format("{}: no such file", path));
    std::ifstream file(path, std::ios::binary);
    if (!file || !std::filesystem::is_regular_file(path))
        throw Error(ErrorCode::kIo, fmt::format("{}: cannot be read", path));
    return parse(std::string(std::istreambuf_iterator<char>(file), {}), path);
}

CsvTable CsvTable::parse(std::string_view text, const std::string& origin) {
    Scanner scanner(text, origin);
    if (scanner.at_end()) malformed(origin, 1, "empty: expected a line of column titles");
    CsvTable table;
    table.origin_ = origin;
    table.columns_ = scanner.row().cells;
    for (auto column = table.columns_.begin(); column != table.columns_.end(); ++column)
        if (std::find(table.columns_.begin(), column, *column) != column)
            malformed(origin, 1, fmt::format("column \"{}\" comes twice", *column));
    while (!scanner.at_end()) {
        CsvRow row = scanner.row();
        if (row.cells.size() != table.columns_.size())
            malformed(origin, row.line,
                      fmt::format("{} cells: the title line has {}", row.cells.size(),
                                  table.columns_.size()));
        table.rows_.push_back(std::move(row));
    }
    return table;
}

bool CsvTable::has_column(std::string_view name) const {
    return std::find(columns_.begin(), columns_.end(), name) != columns_.end();
}

void CsvTable::require_columns(const std::vector<std::string>& names) const {
    for (const std::string& name : names) index_of(name);
}

std::size_t CsvTable::index_of(std::string_view column) const {
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    if (found == columns_.end())
        malformed(origin_, 1, fmt::format("no column \"{}\": not a table of this kind", column));
    return static_cast<std::size_t>(found - columns_.begin());
}

const std::string& CsvTable::text(const CsvRow& row, std::string_view column) const {
    return row.cells[index_of(column)];
}

double CsvTable::number(const CsvRow& row, std::string_view column) const {
    const std::string& cell = text(row, column);
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value))
        refuse(row, fmt::format("{} is \"{}\": expected a number", column, cell));
    return value;
}

std::int64_t CsvTable::integer(const CsvRow& row, std::string_view column) const {
    const double value = number(row, column);
    if (value != std::floor(value) || std::abs(value) > 9e15)
        refuse(row,
               fmt::format("{} is \"{}\": expected a whole number", column, text(row, column)));
    return static_cast<std::int64_t>(value);
}

void CsvTable::refuse(const CsvRow& row, const std::string& reason) const {
    malformed(origin_, row.line, reason);
}

}  // namespace ascend::validate
