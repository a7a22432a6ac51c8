# SPDX-License-Identifier: Apache-2.0
# Language, warnings, sanitizers and the helper that declares one of our libraries.
option(ASCEND_SIM_BUILD_TESTS "Build tests and benchmarks" ${PROJECT_IS_TOP_LEVEL})
option(ASCEND_SIM_WERROR "Treat warnings as errors" OFF)
set(ASCEND_SIM_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread")
set(ASCEND_SIM_PYTHON /usr/bin/python3 CACHE FILEPATH "Python that the acl module is built for")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(ASCEND_SIM_CCACHE ccache)
if(ASCEND_SIM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ASCEND_SIM_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${ASCEND_SIM_CCACHE})
endif()

add_library(ascend_sim_warnings INTERFACE)
target_compile_options(ascend_sim_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow $<$<COMPILE_LANGUAGE:CXX>:-Wconversion>
  $<$<BOOL:${ASCEND_SIM_WERROR}>:-Werror>)

if(ASCEND_SIM_SANITIZE)
  # A C program may pass any int where the API says enum; what is unknown is refused.
  add_compile_options(-fsanitize=${ASCEND_SIM_SANITIZE} -fno-sanitize=enum -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ASCEND_SIM_SANITIZE})
endif()

# ascend_sim_library(name SOURCES ... PUBLIC deps ... PRIVATE deps ...): a static library of ours, with the
# alias ascend_sim::name, that finds headers from the root of the tree.
function(ascend_sim_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(ascend_sim_${name} STATIC ${ARG_SOURCES})
  add_library(ascend_sim::${name} ALIAS ascend_sim_${name})
  target_include_directories(ascend_sim_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  target_link_libraries(ascend_sim_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ascend_sim_warnings ${ARG_PRIVATE})
endfunction()

# ascend_sim_test(name SOURCES ... LIBS ...): a GoogleTest program; every TEST runs in a process of its own,
# since SystemC elaborates once a process.
function(ascend_sim_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ascend_sim_warnings ${ARG_LIBS} GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE
    ASCEND_SIM_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ASCEND_SIM_BINARY_DIR="${PROJECT_BINARY_DIR}")
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()
