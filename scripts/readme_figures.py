#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The figures of the README: the accuracy table, and what quickstart prints. Prints the table for one validation's JSON:

    ascend-sim validate --whole-models FILE.csv --graphs DIR --json | scripts/readme_figures.py
"""
import json
import pathlib
import subprocess
import sys
import tempfile

BEGIN, END = "<!-- accuracy: scripts/refresh_accuracy -->", "<!-- end of accuracy -->"
HEAD = ("| group | n | median error | mean error | bias | within 10 % | within 20 % |", "|---|---|---|---|---|---|---|")

# What the README shows: validation, group in it, and what to call it.
LINES = (
    ("networks", "cnn_batch1", "convolutional networks, batch 1"),
    ("networks", "cnn_batch4up", "convolutional networks, batch 4 and up"),
    ("networks", "transformer", "transformers"),
    ("matmuls", "nz", "tuned matmuls, NZ inputs, recorded tiling"),
    ("matmuls", "nd", "tuned matmuls, ND inputs, recorded tiling"),
    ("matmuls", "thin", "tuned matmuls, an axis of 32 or less, recorded tiling"),
    ("matmuls_own_tiling", "nz", "tuned matmuls, NZ inputs, our tiling"),
    ("matmuls_own_tiling", "nd", "tuned matmuls, ND inputs, our tiling"),
    ("operators", "all", "single operators, 910B and 950"),
    ("profiled_operators", "all", "operators of training profiles, 910B"),
    ("kernels", "all", "published tuned kernels"),
)


def line(label: str, group: dict) -> str:
    return (f"| {label} | {group['n']} | {group['median_abs_pct']:.1f} % | {group['mean_abs_pct']:.1f} % | "
            f"{group['bias']:.2f} | {100 * group['within_10']:.0f} % | {100 * group['within_20']:.0f} % |")


def table(results: dict) -> str:
    """Of validations by name."""
    return "\n".join([*HEAD, *(line(label, results[name]["groups"][group]) for name, group, label in LINES
                               if group in results[name]["groups"])])


def between(text: str, begin: str, end: str, content: str) -> str:
    """`text` with `content` between the first `begin` and the next `end`. Raises ValueError without them."""
    before, rest = text.split(begin, 1)
    _, after = rest.split(end, 1)
    return f"{before}{begin}\n{content}\n{end}{after}"


def quickstart_output(program: pathlib.Path, root: pathlib.Path) -> str:
    """What scripts/quickstart prints in the end."""
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run([program.resolve(), "estimate", "models/zoo/resnet50.onnx", "--soc", "Ascend310P3",
                                 "--batch", "1,8,16", "--out", folder], cwd=root, capture_output=True, text=True, check=True)
        return result.stdout.rstrip().replace(folder, "out/quickstart")


def rewrite(path: pathlib.Path, results: dict, program: pathlib.Path) -> None:
    text = between(path.read_text(), BEGIN, END, table(results))
    path.write_text(between(text, "The first prints:\n\n```", "```", quickstart_output(program, path.parent)))


def main() -> None:
    groups = json.load(sys.stdin)["groups"]
    print("\n".join([*HEAD, *(line(name, group) for name, group in groups.items())]))


if __name__ == "__main__":
    main()
