# SPDX-License-Identifier: Apache-2.0
"""Predictions of a table with changed SoC numbers."""
import concurrent.futures
import copy
import csv
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import tempfile


class TableMissing(Exception):
    """A measured table or the graphs that it needs are not there."""


@dataclasses.dataclass(frozen=True)
class Row:
    index: int
    group: str
    fold: tuple
    measured: float
    predicted: float


def significant(value: float, digits: int = 3) -> float:
    """Rounded; whole where it is whole, as a person would write it."""
    rounded = float(f"{value:.{digits}g}")
    return int(rounded) if rounded.is_integer() else rounded


class Evaluation:
    """Runs `ascend-sim validate` on the rows of a description. Equal values are evaluated once."""

    def __init__(self, description, program, tables, graphs, soc_files, jobs: int):
        self._description, self._program, self._graphs = description, program, graphs
        self._soc_files, self._cache, self.refusal = soc_files, {}, ""
        if description.networks and not (graphs and pathlib.Path(graphs).is_dir()):
            raise TableMissing(f"{description.name}: no folder of graphs {graphs}; give one with --graphs")
        fields, rows = self._selected(pathlib.Path(tables) / description.table)
        self._folder = tempfile.TemporaryDirectory(prefix="ascend_sim_calibrate_")
        self._table = pathlib.Path(self._folder.name) / description.table
        with open(self._table, "w", newline="") as file:
            writer = csv.DictWriter(file, fields)
            writer.writeheader()
            writer.writerows(rows)
        self._pool = concurrent.futures.ThreadPoolExecutor(jobs)

    def close(self) -> None:
        self._pool.shutdown()
        self._folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _selected(self, path: pathlib.Path) -> tuple:
        """Columns, and the rows that the description asks for."""
        if not path.is_file():
            raise TableMissing(f"{self._description.name}: no table {path}; give its folder with --tables")
        with open(path, newline="") as file:
            rows = list(csv.DictReader(file))
        chosen = [row for row in rows if all(any(re.match(pattern, row[column]) for pattern in patterns)
                                             for column, patterns in self._description.select.items())]
        if not chosen:
            raise TableMissing(f"{self._description.name}: {path} has no row of {self._description.select}")
        return rows[0].keys(), chosen

    def start(self) -> tuple:
        """The values as the SoC files have them."""
        return tuple(self._soc_files.number(p.file, p.key)["value"] for p in self._description.parameters)

    def rows(self, values: tuple) -> dict:
        return self.all_rows([values])[0]

    def all_rows(self, several: list) -> list:
        """Per tuple of values the rows by index; evaluated at the same time."""
        new = [values for values in dict.fromkeys(several) if values not in self._cache]
        for values, rows in zip(new, self._pool.map(self._run, new)):
            self._cache[values] = rows
        return [self._cache[values] for values in several]

    def files_with(self, values: tuple):
        """The SoC files with these values."""
        files = copy.deepcopy(self._soc_files)
        for parameter, value in zip(self._description.parameters, values):
            for key in (parameter.key, *parameter.tied):
                files.number(parameter.file, key)["value"] = value
        return files

    def _run(self, values: tuple) -> dict:
        with tempfile.TemporaryDirectory(dir=self._folder.name) as folder:
            self.files_with(values).write(pathlib.Path(folder))
            command = [self._program, "validate", f"--{self._description.option}", str(self._table), "--json",
                       *self._description.arguments]
            if self._description.networks:
                command += ["--graphs", str(self._graphs)]
            result = subprocess.run(command, env=dict(os.environ, ASCEND_SIM_SOC_DIR=folder), capture_output=True,
                                    text=True, check=False)
        if result.returncode != 0:  # the simulator refuses these numbers
            self.refusal = result.stderr.strip()
            return {}
        return {row["row"]: Row(row["row"], row["group"], tuple(row[c] for c in self._description.fold_columns),
                                row["measured"], row["predicted"])
                for row in json.loads(result.stdout)["rows"]}
