// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace ascend::cli {

enum class Align { kLeft, kRight };

/// Columns of text, each as wide as its longest cell, two blanks between them.
class TextTable {
  public:
    struct Column {
        std::string title;
        Align align = Align::kRight;
    };
    explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}
    /// One cell per column.
    void add(std::vector<std::string> cells);
    /// The lines, with a title line; no trailing blanks.
    std::string text() const;

  private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// At most `width` characters, the middle left out.
std::string shorten(const std::string& text, std::size_t width);

}  // namespace ascend::cli
