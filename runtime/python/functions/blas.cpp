// SPDX-License-Identifier: Apache-2.0
#include "acl/ops/acl_cblas.h"
#include "runtime/python/address_binding.h"
#include "runtime/python/functions/modules.h"

namespace ascend::python {
namespace {

constexpr Function kFunctions[] = {
    {"hgemm", by_address<aclblasHgemm>},
    {"hgemv", by_address<aclblasHgemv>},
    {"s8gemm", acts<aclblasS8gemm>},
    {"s8gemv", acts<aclblasS8gemv>},
    {"create_handle_for_gemm_ex", creates<aclblasCreateHandleForGemmEx>},
    {"create_handle_for_gemv_ex", creates<aclblasCreateHandleForGemvEx>},
    {"create_handle_for_hgemm", creates<aclblasCreateHandleForHgemm>},
    {"create_handle_for_hgemv", creates<aclblasCreateHandleForHgemv>},
    {"create_handle_for_s8gemm", creates<aclblasCreateHandleForS8gemm>},
    {"create_handle_for_s8gemv", creates<aclblasCreateHandleForS8gemv>},
    {"gemm_ex", acts<aclblasGemmEx>},
    {"gemv_ex", acts<aclblasGemvEx>},
};

}  // namespace

void define_blas(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
