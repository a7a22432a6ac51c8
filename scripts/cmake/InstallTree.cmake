# SPDX-License-Identifier: Apache-2.0
# Runs at install time: set_env.sh, the links that make one libascendcl.so the toolkit's many
# libraries, and the folders in which build files look for them.
set(tree "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}")

# link(TARGET LINK): a symbolic link below the tree; TARGET is relative to the link's folder.
function(link target name)
  get_filename_component(folder "${tree}/${name}" DIRECTORY)
  file(MAKE_DIRECTORY "${folder}")
  file(CREATE_LINK "${target}" "${tree}/${name}" SYMBOLIC)
endfunction()

foreach(name IN LISTS ASCENDCL_NAMES)
  link(libascendcl.so lib64/lib${name}.so)
endforeach()

foreach(name IN ITEMS ascendcl c_sec ${ASCENDCL_NAMES})
  set(file lib${name}.so)
  link(../lib64/${file} devlib/${file})
  link(../../lib64/${file} runtime/lib64/${file})
  link(../../../lib64/${file} runtime/lib64/stub/${file})
  link(../../../../lib64/${file} runtime/lib64/stub/${TOOLKIT_ARCH}/${file})
  link(../../lib64/${file} compiler/lib64/${file})
  link(../../../lib64/${file} compiler/lib64/stub/${file})
endforeach()

link(../include runtime/include)
link(../include compiler/include)
link(../include ${TOOLKIT_ARCH}-linux/include)
link(../lib64 ${TOOLKIT_ARCH}-linux/lib64)

configure_file("${CMAKE_CURRENT_LIST_DIR}/templates/set_env.sh.in" "${tree}/set_env.sh" @ONLY)
