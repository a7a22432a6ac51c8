#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the accuracy table of the README from the JSON of `ascend-sim validate --whole-models`.

    ascend-sim validate --whole-models FILE.csv --graphs DIR --json | scripts/readme_figures.py
"""
import json
import sys


def main() -> None:
    groups = json.load(sys.stdin)["groups"]
    print("| group | n | median error | mean error | bias | within 10 % | within 20 % |")
    print("|---|---|---|---|---|---|---|")
    for name, group in groups.items():
        print(f"| {name} | {group['n']} | {group['median_abs_pct']:.1f} % | {group['mean_abs_pct']:.1f} % | "
              f"{group['bias']:.2f} | {100 * group['within_10']:.0f} % | {100 * group['within_20']:.0f} % |")


if __name__ == "__main__":
    main()
