// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ascend::sim {

/// Makes SystemC a guest in a process that is not its own: it prints no notices. Call before the
/// first module is built.
void set_up_systemc();

}  // namespace ascend::sim
