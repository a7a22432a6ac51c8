#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when a group of a measured table is predicted worse than pinned, or has fewer rows.

    accuracy_test.py PROGRAM VALIDATION
"""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
sys.dont_write_bytecode = True

from calibration import pins, validations  # noqa: E402


def main() -> int:
    program, name = sys.argv[1:]
    validation = next(v for v in validations.VALIDATIONS if v.name == name)
    try:
        result = validations.run(program, validation)
    except RuntimeError as error:
        print(error)
        return 1
    now = pins.pins_of({name: result})[name]
    worse, better = pins.compare(pins.load().get(name, {}), now)
    for line in worse:
        print(f"WORSE   {line}")
    for line in better:
        print(f"better  {line}")
    if worse:
        print(f"\n{len(worse)} figures of {validation.title} are worse than pinned in tests/fidelity/pins.json. If another\n"
              "figure gained more than these lost, say so in the commit and run: scripts/refresh_accuracy pins")
    elif better:
        print("\nBetter than pinned. Keep it so: scripts/refresh_accuracy pins")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
