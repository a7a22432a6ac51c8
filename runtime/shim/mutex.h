// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pthread.h>

#include "runtime/shim/object.h"

namespace ascend::shim {

/// Locks for a thread that has taken its turn. The answer is pthread_mutex_lock's.
int lock_mutex(Thread& self, pthread_mutex_t* mutex, std::int64_t timeout = kNoTimeout);
int unlock_mutex(Thread& self, pthread_mutex_t* mutex);

}  // namespace ascend::shim
