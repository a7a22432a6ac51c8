# SPDX-License-Identifier: Apache-2.0
"""The validations that accuracy is reported by, and how to run them."""
import dataclasses
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TABLES, GRAPHS = ROOT / "tests/fidelity/tables", ROOT / "models/zoo"


@dataclasses.dataclass(frozen=True)
class Validation:
    name: str
    title: str
    option: str
    table: str
    arguments: tuple = ()


VALIDATIONS = (
    Validation("networks", "networks", "whole-models", "whole_models.csv", ("--graphs", str(GRAPHS))),
    Validation("matmuls", "matmuls, recorded tiling", "matmul", "matmul_910b2.csv"),
    Validation("matmuls_own_tiling", "matmuls, our tiling", "matmul", "matmul_910b2.csv", ("--own-tiling",)),
    Validation("operators", "single operators", "operators", "operators_bench.csv"),
    Validation("profiled_operators", "profiled operators", "operators", "operators_910b.csv"),
    Validation("kernels", "published kernels", "kernels", "kernels_published.csv"),
)


def run(program, validation: Validation) -> dict:
    """The JSON of one validation. Raises RuntimeError with the program's message."""
    command = [str(program), "validate", f"--{validation.option}", str(TABLES / validation.table), "--json",
               *validation.arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise RuntimeError(result.stderr.strip() or f"{' '.join(command)} ended with {result.returncode}")
    return json.loads(result.stdout)


def run_all(program) -> dict:
    return {validation.name: run(program, validation) for validation in VALIDATIONS}
