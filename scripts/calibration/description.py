# SPDX-License-Identifier: Apache-2.0
"""What is fitted to what: the files in fits/."""
import dataclasses
import json
import pathlib


@dataclasses.dataclass(frozen=True)
class Parameter:
    """One fitted number: where it is kept, and between which bounds it makes sense."""

    file: str
    key: str
    minimum: float
    maximum: float
    tied: tuple = ()  # keys of the same file that are the same number by another name


@dataclasses.dataclass(frozen=True)
class Description:
    """One fit: a table of measurements, what counts in it, and the numbers that it settles."""

    name: str
    option: str  # of `ascend-sim validate`
    table: str
    select: dict  # column -> patterns for the beginning of its cells; rows that match none are left out
    arguments: tuple  # more options of `ascend-sim validate`
    networks: bool  # whether the table needs graphs
    fold_columns: tuple  # rows equal in these are left out together
    folds: int  # 0: one per distinct key
    weights: dict  # group -> weight of a row; "*" for the rest
    clip: float  # a row's |ln(predicted / measured)| counts up to this
    bias_weight: float
    report: tuple  # groups whose error the SoC file names
    parameters: tuple


def load(path: pathlib.Path) -> Description:
    content = json.loads(path.read_text())
    folds, objective = content["folds"], content["objective"]
    parameters = tuple(
        Parameter(p["file"], p["key"], p["min"], p["max"], tuple(p.get("tied", ()))) for p in content["parameters"])
    return Description(path.stem, content["option"], content["table"], content.get("select", {}),
                       tuple(content.get("arguments", ())), content.get("networks", False), tuple(folds["columns"]),
                       folds.get("count", 0), objective["weights"], objective["clip"], objective["bias_weight"],
                       tuple(content["report"]), parameters)
