#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lists which functions of runtime/include/acl are implemented, into runtime/README.md.

A function is refused when runtime/acl/entry/refused defines it, and implemented when another file of
runtime/acl/entry does. Usage: list_acl_api.py [--check]   (--check: fail when the list is not current)
"""
import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADERS = ROOT / "runtime/include/acl"
ENTRIES = ROOT / "runtime/acl/entry"
README = ROOT / "runtime/README.md"
BEGIN, END = "<!-- list_acl_api.py: begin -->", "<!-- list_acl_api.py: end -->"
DECLARATION = re.compile(
    r"^(?:ACL_FUNC_VISIBILITY|ACL_DUMP_API|MSVP_PROF_API)\s[^;(]*?\b(\w+)\(", re.MULTILINE)
DEFINITION = re.compile(r"^[A-Za-z][^\n;=(]*?\b((?:acl|hi_)\w+)\(", re.MULTILINE)


def defined_in(paths):
    return {name for path in paths for name in DEFINITION.findall(path.read_text())}


def table():
    refused = defined_in((ENTRIES / "refused").glob("*.cpp"))
    implemented = defined_in(ENTRIES.glob("*.cpp"))
    lines = []
    missing, totals = [], [0, 0]
    rows = []
    for header in sorted(HEADERS.rglob("*.h")):
        names = sorted(set(DECLARATION.findall(header.read_text())))
        if not names:
            continue
        done = [name for name in names if name in implemented]
        left = [name for name in names if name in refused]
        missing += [name for name in names if name not in implemented | refused]
        totals[0] += len(done)
        totals[1] += len(left)
        rows.append((header.relative_to(HEADERS.parent), done, left))
    if missing:
        sys.exit(f"declared and not defined: {' '.join(missing)}")
    lines.append(f"{totals[0]} functions are implemented, {totals[1]} refused.\n")
    lines.append("| header | implemented | refused |\n|---|---|---|")
    for header, done, left in rows:
        lines.append(f"| `{header}` | {len(done)} | {len(left)} |")
    for title, index in (("Implemented", 1), ("Refused", 2)):
        lines.append(f"\n### {title}\n")
        for row in rows:
            if row[index]:
                lines.append(textwrap.fill(f"* `{row[0]}`: {', '.join(row[index])}", 140,
                                           subsequent_indent="  ", break_long_words=False))
    return "\n".join(lines)


def main():
    text = README.read_text()
    if BEGIN not in text or END not in text:
        sys.exit(f"{README}: no place for the list: expected {BEGIN} and {END}")
    head, rest = text.split(BEGIN, 1)
    current = f"{head}{BEGIN}\n{table()}\n{END}{rest.split(END, 1)[1]}"
    if sys.argv[1:] == ["--check"]:
        if current != text:
            sys.exit(f"{README} is not current: run scripts/list_acl_api.py")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        README.write_text(current)


main()
