// SPDX-License-Identifier: Apache-2.0
#include "sim/device/systemc_setup.h"

#include <systemc>

/// libsystemc calls sc_main from a main() of its own, which no program of ours uses; the symbol has
/// to exist all the same, and to be visible from a shared library.
[[gnu::visibility("default")]] int sc_main(int, char*[]) {
    return 0;
}

namespace ascend::sim {

void set_up_systemc() {
    using sc_core::sc_report_handler;
    setenv("SYSTEMC_DISABLE_COPYRIGHT_MESSAGE", "1", 0);
    sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
    sc_report_handler::set_actions(sc_core::SC_ID_NO_SC_START_ACTIVITY_, sc_core::SC_DO_NOTHING);
}

}  // namespace ascend::sim
