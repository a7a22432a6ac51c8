// SPDX-License-Identifier: Apache-2.0
#include "runtime/python/functions/modules.h"
#include "runtime/python/refusal.h"

namespace ascend::python {
namespace {

/// Only their names are known. source: facts pyacl.csv
constexpr Refused kRefused[] = {
    {"create_feature_info", "*", "r"},
    {"create_init_para", "*", "r"},
    {"create_query_table", "*", "r"},
    {"create_repo_range", "*", "r"},
    {"create_search_input", "*", "r"},
    {"create_search_result", "*", "r"},
    {"delete", "*", "r"},
    {"destory_init_para", "*", "r"},
    {"destroy_feature_info", "*", "r"},
    {"destroy_init_para", "*", "r"},
    {"destroy_query_table", "*", "r"},
    {"destroy_repo_range", "*", "r"},
    {"destroy_search_input", "*", "r"},
    {"destroy_search_result", "*", "r"},
    {"init", "*", "r"},
    {"modify", "*", "r"},
    {"release", "*", "r"},
    {"repo_add", "*", "r"},
    {"repo_del", "*", "r"},
    {"search", "*", "r"},
    {"set_1n_top_num", "*", "r"},
    {"set_nm_top_num", "*", "r"},
};

}  // namespace

void define_fv(pybind11::module_& module) {
    define_all(module, kRefused);
}

}  // namespace ascend::python
