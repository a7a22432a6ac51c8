#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs a build and uses the tree as a program's build does. Usage: check_install.sh CMAKE BUILD_DIR WORK_DIR
set -euo pipefail
cmake=$1 build=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
tree=$work/toolkit
rm -rf "$work"
mkdir -p "$work"
"$cmake" --install "$build" --prefix "$tree" >"$work/install.log"

expect() { # expect TEXT COMMAND...: the command's output is the text
    local wanted=$1 got
    shift
    got=$("$@") || { echo "failed: $*" >&2; exit 1; }
    [[ $got == "$wanted" ]] || { echo "$*: got '$got', expected '$wanted'" >&2; exit 1; }
}

export ASCEND_SIM_SOC=Ascend310B1
flags=(-Wall -Wextra -Werror -pedantic -I "$tree/include")
for std in c11 c17; do
    gcc -std=$std "${flags[@]}" "$here/program.c" -o "$work/program_$std" -L "$tree/lib64" -lascendcl -lc_sec
    expect Ascend310B1 env LD_LIBRARY_PATH="$tree/lib64" "$work/program_$std"
done
for std in c++11 c++17; do
    for abi in 0 1; do
        g++ -std=$std -D_GLIBCXX_USE_CXX11_ABI=$abi "${flags[@]}" "$here/program.cpp" -o "$work/program_$std" \
            -L "$tree/lib64" -lascendcl
        expect Ascend310B1 env LD_LIBRARY_PATH="$tree/lib64" "$work/program_$std"
    done
done

arch=$(uname -m)
folders=(lib64 devlib runtime/lib64 runtime/lib64/stub "runtime/lib64/stub/$arch" compiler/lib64 compiler/lib64/stub
         "$arch-linux/lib64")
names=(ascendcl acl_rt acl_mdl acl_rt_impl acl_op_compiler msprofiler ascend_dump profapi acl_tdt_channel acl_tdt_queue
       acl_cblas acl_retr acl_dvpp acl_dvpp_mpi)
gcc -std=c11 -c "${flags[@]}" "$here/program.c" -o "$work/program.o"
for folder in "${folders[@]}"; do
    for name in "${names[@]}"; do
        gcc "$work/program.o" -o "$work/by_name" -L "$tree/$folder" "-l$name" -lc_sec
    done
    expect Ascend310B1 env LD_LIBRARY_PATH="$tree/$folder" "$work/by_name"
done
for include in runtime/include compiler/include "$arch-linux/include"; do
    [[ -f $tree/$include/acl/acl.h ]] || { echo "no $include/acl/acl.h" >&2; exit 1; }
done

# set_env.sh names the tree wherever it was moved to.
mv "$tree" "$work/moved"
expect "$work/moved" bash -c "source '$work/moved/set_env.sh' && echo \$ASCEND_TOOLKIT_HOME"
expect "$work/moved/runtime/lib64/stub" bash -c "source '$work/moved/bin/setenv.bash' && echo \$NPU_HOST_LIB"
expect Ascend310B1 bash -c "source '$work/moved/set_env.sh' && '$work/by_name'"
bash -c "source '$work/moved/set_env.sh' && ascend-sim soc list" >/dev/null

"$cmake" -S "$here" -B "$work/package" -DCMAKE_PREFIX_PATH="$work/moved" >"$work/package.log"
"$cmake" --build "$work/package" >>"$work/package.log"
expect Ascend310B1 "$work/package/program"
