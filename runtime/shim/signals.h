// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/shim/thread.h"

namespace ascend::shim {

/// Runs the handlers of signals that came while the thread was in the shim or the drive.
void deliver_signals(sim::ThreadLink& link);

/// Signals that end the process by default complete the output first from now on.
void complete_output_on_signals();

/// The program has a handler for some signal that others send.
bool has_signal_handlers();

}  // namespace ascend::shim
