// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/text_table.h"

#include <algorithm>

#include "traces/error.h"

namespace ascend::cli {
namespace {

std::string padded(const std::string& cell, std::size_t width, Align align) {
    const std::string blanks(width - std::min(width, cell.size()), ' ');
    return align == Align::kLeft ? cell + blanks : blanks + cell;
}

}  // namespace

void TextTable::add(std::vector<std::string> cells) {
    ASCEND_INVARIANT(cells.size() == columns_.size(), "a table row has one cell per column");
    rows_.push_back(std::move(cells));
}

std::string TextTable::text() const {
    std::vector<std::string> titles;
    for (const Column& column : columns_) titles.push_back(column.title);
    std::vector<const std::vector<std::string>*> lines{&titles};
    for (const auto& row : rows_) lines.push_back(&row);

    std::vector<std::size_t> widths(columns_.size());
    for (const auto* line : lines)
        for (std::size_t i = 0; i < line->size(); ++i)
            widths[i] = std::max(widths[i], (*line)[i].size());

    std::string result;
    for (const auto* cells : lines) {
        std::string line;
        for (std::size_t i = 0; i < cells->size(); ++i) {
            if (i > 0) line += "  ";
            line += padded((*cells)[i], widths[i], columns_[i].align);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        result += line + '\n';
    }
    return result;
}

std::string shorten(const std::string& text, std::size_t width) {
    if (text.size() <= width) return text;
    const std::size_t tail = (width - 2) / 2, head = width - 2 - tail;
    return text.substr(0, head) + ".." + text.substr(text.size() - tail);
}

}  // namespace ascend::cli
