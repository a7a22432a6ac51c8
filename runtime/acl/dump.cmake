# SPDX-License-Identifier: Apache-2.0
# The messages of dump files, generated into a library of their own: our warnings are not for them.
protobuf_generate_cpp(DUMP_DATA_SOURCES DUMP_DATA_HEADERS dump_data.proto)
add_library(ascend_sim_dump_data OBJECT ${DUMP_DATA_SOURCES} ${DUMP_DATA_HEADERS})
target_include_directories(ascend_sim_dump_data SYSTEM PUBLIC ${CMAKE_CURRENT_BINARY_DIR})
target_link_libraries(ascend_sim_dump_data PUBLIC protobuf::libprotobuf-lite)
target_sources(ascendcl PRIVATE dump_fields.cpp)
target_link_libraries(ascendcl PRIVATE ascend_sim_dump_data)
