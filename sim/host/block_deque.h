// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/container/deque.hpp>

namespace ascend::sim {

/// A queue that allocates once per 64 entries, so that a stream of tasks is not one of allocations.
template <class T>
using BlockDeque =
    boost::container::deque<T, void,
                            boost::container::deque_options_t<boost::container::block_size<64u>>>;

}  // namespace ascend::sim
