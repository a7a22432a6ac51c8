// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/aipp.h"

#include <boost/json.hpp>

#include "ascend_sim/ascend_sim.h"
#include "runtime/client/acl_objects.h"

namespace ascend::cli {

void check_aipp_file(const std::string& path) {
    const boost::json::object options = {{"aipp", path}};
    client::check(ascend_sim_set_compile_options(boost::json::serialize(options).c_str()));
}

}  // namespace ascend::cli
