// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ascend::validate {

/// One row of a table. `line` is where it begins in the file, from 1.
struct CsvRow {
    std::size_t line = 0;
    std::vector<std::string> cells;
};

/// A table of comma-separated values (RFC 4180: quotes, doubled quotes, line breaks in quotes) with
/// a title line.
class CsvTable {
  public:
    /// Reads strictly. Throws Error: kNotFound or kIo without the file; kMalformed, with file and
    /// line, for an empty file, a row of another length than the title line, a quote that is not
    /// closed or that stands inside a cell, or a column that comes twice.
    static CsvTable read(const std::string& path);
    static CsvTable parse(std::string_view text, const std::string& origin);

    const std::string& origin() const { return origin_; }
    const std::vector<std::string>& columns() const { return columns_; }
    const std::vector<CsvRow>& rows() const { return rows_; }
    /// Throws Error{kMalformed} unless the table has all of these columns.
    void require_columns(const std::vector<std::string>& names) const;
    bool has_column(std::string_view name) const;

    /// A cell by column name. Throws Error{kMalformed} without that column.
    const std::string& text(const CsvRow& row, std::string_view column) const;
    /// Throws Error{kMalformed} naming line and column unless the cell is a number of that kind.
    double number(const CsvRow& row, std::string_view column) const;
    std::int64_t integer(const CsvRow& row, std::string_view column) const;
    /// Throws Error{kMalformed} at a row's place.
    [[noreturn]] void refuse(const CsvRow& row, const std::string& reason) const;

  private:
    std::size_t index_of(std::string_view column) const;

    std::string origin_;
    std::vector<std::string> columns_;
    std::vector<CsvRow> rows_;
};

}  // namespace ascend::validate
