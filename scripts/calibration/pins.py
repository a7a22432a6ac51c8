# SPDX-License-Identifier: Apache-2.0
"""The errors that the model has reached, group by group: they may only get smaller."""
import json
import math
import pathlib

from calibration.validations import ROOT

PINS = ROOT / "tests/fidelity/pins.json"
SLACK = 0.05  # points: below what is printed
WORTH_TELLING = 0.5  # points


def _distance(bias: float) -> float:
    """How far a bias is off 1, in percent, the same for a factor and its inverse."""
    return 100 * abs(math.log(bias))


def pins_of(results: dict) -> dict:
    """What is pinned of validations by name: rows that are predicted, and errors, rounded up."""
    return {name: {group: {"n": a["n"], "median": round(a["median_abs_pct"] + SLACK, 1),
                           "mean": round(a["mean_abs_pct"] + SLACK, 1), "bias": round(_distance(a["bias"]) + SLACK, 1)}
                   for group, a in result["groups"].items()} for name, result in results.items()}


def load() -> dict:
    return json.loads(PINS.read_text())


def write(pins: dict, path: pathlib.Path = PINS) -> None:
    lines = []
    for name, groups in sorted(pins.items()):
        members = ",\n".join(f"    {json.dumps(group)}: {json.dumps(pin)}" for group, pin in sorted(groups.items()))
        lines.append(f"  {json.dumps(name)}: {{\n{members}\n  }}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def compare(pins: dict, now: dict) -> tuple:
    """What got worse and what got better, one line each, for one validation."""
    worse, better = [], []
    for group, pin in sorted(pins.items()):
        if group not in now:
            worse.append(f"{group}: {pin['n']} rows were predicted, now none")
            continue
        if now[group]["n"] < pin["n"]:
            worse.append(f"{group}: {pin['n']} rows were predicted, now {now[group]['n']}")
        for measure in ("median", "mean", "bias"):
            old, new = pin[measure], now[group][measure]
            line = f"{group}: {measure} {'off 1 ' if measure == 'bias' else 'error '}{old:.1f} % -> {new:.1f} %"
            if new > old + SLACK:
                worse.append(line)
            elif new < old - WORTH_TELLING:
                better.append(line)
    better += [f"{group}: new, {now[group]['n']} rows" for group in sorted(set(now) - set(pins))]
    return worse, better
