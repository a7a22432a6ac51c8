# SPDX-License-Identifier: Apache-2.0
# Source this file: the older name of set_env.sh.
source "$(dirname "${BASH_SOURCE[0]}")/../set_env.sh"
