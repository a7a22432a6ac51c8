# SPDX-License-Identifier: Apache-2.0
# Installs the simulator's data and exports its libraries as package ascend-sim.
include(CMakePackageConfigHelpers)
install(DIRECTORY sim/soc/ DESTINATION ${CMAKE_INSTALL_DATADIR}/ascend-sim/soc FILES_MATCHING PATTERN "*.json")
