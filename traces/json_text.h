// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

namespace ascend::traces {

/// JSON with two spaces of indent a level, keys in the order of insertion, and numbers with at most
/// `decimals` decimals: the same value always gives the same bytes.
std::string json_text(const boost::json::value& value, int decimals = 6);

}  // namespace ascend::traces
