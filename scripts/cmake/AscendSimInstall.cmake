# SPDX-License-Identifier: Apache-2.0
# `cmake --install`: a tree laid out as the vendor's toolkit, so that programs and their build files
# find headers and libraries under the names they know, and the CMake package ascend-sim.
include(CMakePackageConfigHelpers)

set(TOOLKIT_ARCH ${CMAKE_SYSTEM_PROCESSOR})
set(PACKAGE_DIR share/cmake/ascend-sim)

install(TARGETS ascendcl c_sec EXPORT ascend-sim-targets LIBRARY DESTINATION lib64)
install(TARGETS ascend-sim atc RUNTIME DESTINATION bin)
install(TARGETS ascend_sim_shim LIBRARY DESTINATION lib64)
install(TARGETS acl_python LIBRARY DESTINATION python/site-packages)
set_target_properties(ascend-sim PROPERTIES INSTALL_RPATH "$ORIGIN/../lib64")

install(DIRECTORY runtime/include/ DESTINATION include FILES_MATCHING PATTERN "*.h")
install(DIRECTORY runtime/securec/include/ DESTINATION include FILES_MATCHING PATTERN "*.h")
install(DIRECTORY sim/soc/ DESTINATION share/ascend-sim/soc FILES_MATCHING PATTERN "*.json")
install(DIRECTORY models/zoo/ DESTINATION share/ascend-sim/zoo FILES_MATCHING PATTERN "*.onnx")
install(FILES LICENSE DESTINATION share/ascend-sim)

install(FILES scripts/cmake/templates/setenv.bash DESTINATION bin)

install(EXPORT ascend-sim-targets NAMESPACE ascend_sim:: DESTINATION ${PACKAGE_DIR})
configure_package_config_file(scripts/cmake/templates/ascend-sim-config.cmake.in
  ${PROJECT_BINARY_DIR}/install/ascend-sim-config.cmake INSTALL_DESTINATION ${PACKAGE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/install/ascend-sim-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/install/ascend-sim-config.cmake
  ${PROJECT_BINARY_DIR}/install/ascend-sim-config-version.cmake DESTINATION ${PACKAGE_DIR})

# Names under which programs link parts of AscendCL. source: facts clients.md "Install tree"
set(ASCENDCL_NAMES
  acl_rt acl_mdl acl_rt_impl acl_op_compiler msprofiler ascend_dump profapi acl_tdt_channel
  acl_tdt_queue acl_cblas acl_retr acl_dvpp acl_dvpp_mpi)
install(CODE "set(ASCENDCL_NAMES ${ASCENDCL_NAMES})\nset(TOOLKIT_ARCH ${TOOLKIT_ARCH})")
install(SCRIPT scripts/cmake/InstallTree.cmake)
