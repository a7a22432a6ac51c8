/* SPDX-License-Identifier: Apache-2.0 */
/* Every size, offset and value of acl_types.def, checked while compiling: as C11 and as C++11. */
#define ENABLE_DVPP_INTERFACE
#include <stddef.h>

#include "acl/acl.h"
#include "acl/acl_dump.h"
#include "acl/acl_op_compiler.h"
#include "acl/acl_prof.h"
#include "acl/acl_rt_allocator.h"
#include "acl/acl_tdt.h"
#include "acl/acl_tdt_queue.h"
#include "acl/dvpp/hi_dvpp_pngd.h"
#include "acl/dvpp/hi_dvpp_vb.h"
#include "acl/dvpp/hi_dvpp_vdec.h"
#include "acl/dvpp/hi_dvpp_venc.h"
#include "acl/dvpp/hi_dvpp_vpc.h"
#include "acl/dvpp/hi_media_common.h"
#include "acl/dvpp/hi_media_type.h"
#include "acl/dvpp/hi_mpi_sys.h"
#include "acl/dvpp/hi_region.h"
#include "acl/ops/acl_cblas.h"
#include "acl/ops/acl_dvpp.h"
#include "acl/ops/acl_fv.h"

#ifdef __cplusplus
#define CHECK(condition, text) static_assert(condition, text);
#define ACL_CONSTANT(name, value) CHECK(name == value, #name)
#else
#define CHECK(condition, text) _Static_assert(condition, text);
#define ACL_CONSTANT(name, value) /* an object in C: no constant expression */
#endif
#define ACL_SIZE(type, bytes) CHECK(sizeof(type) == (bytes), #type)
#define ACL_OFFSET(type, member, bytes) CHECK(offsetof(type, member) == (bytes), #type "." #member)
#define ACL_VALUE(name, value) CHECK((name) == (value), #name)

#include "acl_types.def"

/* A pointer of the listed type to each function: a declaration that differs does not compile. */
#define ACL_FUNCTION(result, name, parameters)          \
    extern result(*const pointer_to_##name) parameters; \
    result(*const pointer_to_##name) parameters = name;
#include "acl_functions.def"
