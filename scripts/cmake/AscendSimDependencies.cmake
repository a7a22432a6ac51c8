# SPDX-License-Identifier: Apache-2.0
# Debian 12 packages, by name in scripts/dependencies.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json program_options)
find_package(Protobuf REQUIRED)

# SystemC is built as C++17 and says so in a symbol; C++20 users must claim the same.
pkg_check_modules(SYSTEMC REQUIRED IMPORTED_TARGET systemc)
add_library(ascend_sim_systemc INTERFACE)
target_link_libraries(ascend_sim_systemc INTERFACE PkgConfig::SYSTEMC)
target_compile_definitions(ascend_sim_systemc INTERFACE SC_CPLUSPLUS=201703L)

find_library(ONNX_PROTO_LIBRARY onnx_proto REQUIRED)
find_path(ONNX_INCLUDE_DIR onnx/onnx_pb.h REQUIRED)
add_library(ascend_sim_onnx INTERFACE)
target_include_directories(ascend_sim_onnx SYSTEM INTERFACE ${ONNX_INCLUDE_DIR})
target_compile_definitions(ascend_sim_onnx INTERFACE ONNX_ML=1 ONNX_NAMESPACE=onnx)
target_link_libraries(ascend_sim_onnx INTERFACE ${ONNX_PROTO_LIBRARY} protobuf::libprotobuf)

if(ASCEND_SIM_BUILD_TESTS)
  find_package(GTest REQUIRED)
  find_package(benchmark REQUIRED)
  include(GoogleTest)
endif()
