// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/fusion/fused_graph.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models {

/// Cuts runs of operators along the batch where a whole batch would not stay in L2 from one
/// operator to the next: all operators of a run are executed on some images, then on the next ones,
/// and what they pass to each other takes turns in one buffer the size of a slice.
///
/// The vendor's compiler calls this LxFusion. A model compiled for 310 says LxFusionOptimized,
/// _is_n_batch_split and, of each operator, the axes that it may be cut along (_op_slice_info); one
/// for 310B4 has no trace of it. Measured networks on 310P3 take equal time per image from batch 8
/// to 128 although their layers outgrow L2 by far. So it is done where results pass through UB
/// (310, 310P, 910A) and not where FIXPIPE stores them. How the vendor chooses the runs is not
/// public.
void slice_for_l2(FusedGraph& graph, const sim::SocSpec& soc);

}  // namespace ascend::models
