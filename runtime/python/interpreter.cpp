// SPDX-License-Identifier: Apache-2.0
#include "runtime/python/interpreter.h"

#include <unistd.h>

namespace ascend::python {

void sleep_until_exit() {
    for (;;) pause();
}

void resume(PyThreadState* state) {
    try {
        PyEval_RestoreThread(state);
    } catch (abi::__forced_unwind&) {
        sleep_until_exit();
    }
}

}  // namespace ascend::python
