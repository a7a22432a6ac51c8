#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when a source includes uphill: traces <- sim <- models <- runtime. Prints FILE:LINE for each."""
import pathlib
import re
import sys

LAYERS = ["traces", "sim", "models", "runtime"]
INCLUDE = re.compile(r'^\s*#\s*include\s+"(\w+)/')


def uphill(root: pathlib.Path):
    for height, layer in enumerate(LAYERS):
        for path in sorted((root / layer).rglob("*")):
            if path.suffix not in (".h", ".cpp", ".c"):
                continue
            for number, line in enumerate(path.read_text().splitlines(), 1):
                match = INCLUDE.match(line)
                if match and match[1] in LAYERS and LAYERS.index(match[1]) > height:
                    yield f"{path.relative_to(root)}:{number}: {layer} includes {match[1]}"
                if match and match[1] == "tests":
                    yield f"{path.relative_to(root)}:{number}: {layer} includes tests"


def main() -> int:
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent
    found = list(uphill(root))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
