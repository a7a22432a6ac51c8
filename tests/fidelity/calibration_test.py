#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of scripts/calibrate and scripts/refresh_accuracy.    calibration_test.py PROGRAM"""
import csv
import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
sys.dont_write_bytecode = True

from calibration import bands, cross_validation, description, fit, pins, plot  # noqa: E402
from calibration.evaluation import Evaluation, Row, TableMissing, significant  # noqa: E402
from calibration.soc_files import SocFiles, layout  # noqa: E402

PROGRAM = pathlib.Path()
SOC_FOLDER = ROOT / "sim/soc"
FITS = sorted((ROOT / "scripts/calibration/fits").glob("*.json"))


def rows(*ratios, group="a"):
    return {i: Row(i, group, (str(i // 2),), 1.0, ratio) for i, ratio in enumerate(ratios)}


class SocFilesTest(unittest.TestCase):
    def test_writing_what_was_read_changes_no_byte(self):
        for path in SOC_FOLDER.glob("*.json"):
            self.assertEqual(layout(json.loads(path.read_text())) + "\n", path.read_text(), path.name)

    def test_every_fit_names_numbers_within_their_bounds(self):
        files = SocFiles(SOC_FOLDER)
        for path in FITS:
            for parameter in description.load(path).parameters:
                entry = files.number(parameter.file, parameter.key)
                self.assertLessEqual(parameter.minimum, entry["value"], f"{path.name} {parameter.key}")
                self.assertGreaterEqual(parameter.maximum, entry["value"], f"{path.name} {parameter.key}")
                for key in parameter.tied:
                    self.assertEqual(files.number(parameter.file, key)["value"], entry["value"], key)

    def test_a_family_has_at_most_thirty_fitted_numbers_that_fits_move(self):
        families = {}
        for path in FITS:
            for parameter in description.load(path).parameters:
                families.setdefault(parameter.file, set()).add(parameter.key)
        self.assertLessEqual(max(map(len, families.values())), 30)

    def test_an_unknown_number_is_named(self):
        with self.assertRaisesRegex(KeyError, "family_910b.json has no number ai_core.frob"):
            SocFiles(SOC_FOLDER).number("family_910b.json", "ai_core.frob")


class ObjectiveTest(unittest.TestCase):
    def setUp(self):
        self.description = description.load(ROOT / "scripts/calibration/fits/networks_310p.json")

    def test_no_error_is_zero_and_a_factor_weighs_as_its_inverse(self):
        self.assertEqual(fit.Objective(self.description, rows(1, 1))(rows(1, 1)), 0)
        higher, lower = (fit.Objective(self.description, rows(1))(rows(ratio)) for ratio in (1.25, 0.8))
        self.assertAlmostEqual(higher, lower)

    def test_a_row_that_is_not_predicted_counts_as_the_worst(self):
        objective = fit.Objective(self.description, rows(1, 1))
        missing = objective({0: rows(1)[0]})
        self.assertAlmostEqual(missing, objective(rows(1, math.exp(2 * self.description.clip))))

    def test_errors_that_agree_weigh_more_than_errors_that_cancel(self):
        objective = fit.Objective(self.description, rows(1, 1))
        self.assertGreater(objective(rows(1.2, 1.2)), objective(rows(1.2, 1 / 1.2)))


class CrossValidationTest(unittest.TestCase):
    def test_every_row_is_left_out_exactly_once(self):
        table = rows(*[1.0] * 40)
        for count in (0, 3):
            folds = cross_validation.folds_of(table, count)
            for row in table.values():
                self.assertEqual(sum(row.fold in fold for fold in folds), 1)
        self.assertEqual(len(cross_validation.folds_of(table, 0)), 20)
        self.assertLessEqual(len(cross_validation.folds_of(table, 3)), 3)


class SearchTest(unittest.TestCase):
    """The search on a table that the program itself made, so that the right numbers are known."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ascend_sim_calibration_"))
        self.addCleanup(shutil.rmtree, self.folder)
        full = description.load(ROOT / "scripts/calibration/fits/matmul_910b2.json")
        chosen = [p for p in full.parameters if p.key in ("l2.read_latency_ns", "scheduler.kernel_launch_us_per_block")]
        self.description = description.dataclasses.replace(full, parameters=tuple(chosen))
        with open(ROOT / "tests/fidelity/tables" / full.table, newline="") as file:
            self.table = list(csv.DictReader(file))[:200:5]
        self._write_table()

    def _write_table(self):
        with open(self.folder / self.description.table, "w", newline="") as file:
            writer = csv.DictWriter(file, self.table[0].keys())
            writer.writeheader()
            writer.writerows(self.table)

    def evaluation(self):
        evaluation = Evaluation(self.description, PROGRAM, self.folder, None, SocFiles(SOC_FOLDER), 2)
        self.addCleanup(evaluation.close)
        return evaluation

    def make_measurements(self, values):
        for index, row in self.evaluation().rows(values).items():
            self.table[index - 1]["cost_us"] = row.predicted
        self._write_table()

    def test_numbers_that_made_the_table_are_found_again(self):
        start = self.evaluation().start()
        wanted = tuple(significant(1.4 * value) for value in start)
        self.make_measurements(wanted)
        evaluation = self.evaluation()
        self.assertEqual(len(evaluation.rows(start)), len(self.table))
        objective = fit.Objective(self.description, evaluation.rows(start))
        found = fit.Search(self.description, evaluation, objective).run(start, 24)
        self.assertLess(objective(evaluation.rows(found)), 0.1 * objective(evaluation.rows(start)))
        for value, right in zip(found, wanted):
            self.assertAlmostEqual(value / right, 1, delta=0.05)
        self.assertEqual(found, fit.Search(self.description, self.evaluation(), objective).run(start, 24))

    def test_a_fit_that_has_settled_stays(self):
        start = self.evaluation().start()
        evaluation = self.evaluation()
        search = fit.Search(self.description, evaluation, fit.Objective(self.description, evaluation.rows(start)))
        settled = search.settle(start, 12)
        self.assertNotEqual(settled, start)
        self.assertEqual(search.settle(settled, 12), settled)

    def test_only_the_rows_that_are_asked_for_count(self):
        self.table[0]["m"], self.table[1]["m"] = "160", "1600"
        self._write_table()
        self.description = description.dataclasses.replace(self.description, select={"m": ["160$"], "k": ["."]})
        wanted = sum(row["m"] == "160" for row in self.table)
        evaluation = self.evaluation()
        self.assertEqual(len(evaluation.rows(evaluation.start())), wanted)

    def test_a_missing_table_is_named(self):
        with self.assertRaisesRegex(TableMissing, "no table .*none/matmul_910b2.csv"):
            Evaluation(self.description, PROGRAM, self.folder / "none", None, SocFiles(SOC_FOLDER), 1)

    def test_the_command_refuses_in_one_line(self):
        result = subprocess.run([ROOT / "scripts/calibrate", "--program", PROGRAM, "--tables", self.folder / "none", "networks_310p"],
                                capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stdout, "")
        self.assertEqual(result.stderr.count("\n"), 1)
        self.assertIn("none/whole_models.csv", result.stderr)


class PinsTest(unittest.TestCase):
    PIN = {"g": {"n": 10, "median": 8.0, "mean": 12.0, "bias": 3.0}}

    def test_a_worse_figure_and_a_lost_row_are_found(self):
        for change in ({"median": 8.2}, {"mean": 12.2}, {"bias": 3.2}, {"n": 9}):
            worse, _ = pins.compare(self.PIN, {"g": dict(self.PIN["g"], **change)})
            self.assertEqual(len(worse), 1, change)
        self.assertEqual(len(pins.compare(self.PIN, {})[0]), 1)

    def test_a_better_figure_is_told_and_an_equal_one_is_not(self):
        self.assertEqual(pins.compare(self.PIN, self.PIN), ([], []))
        worse, better = pins.compare(self.PIN, {"g": dict(self.PIN["g"], median=7.0)})
        self.assertEqual((worse, len(better)), ([], 1))


class BandsTest(unittest.TestCase):
    FAMILY = {"X": "fx"}

    def test_a_band_holds_eight_of_ten(self):
        band = bands.band([(math.log(1 + i / 100), 1.0) for i in range(100)])
        self.assertAlmostEqual(band["low"], 1.09, delta=0.02)
        self.assertAlmostEqual(band["high"], 1.89, delta=0.02)

    def test_networks_count_by_share_and_kernels_whole(self):
        result = {"networks": {"rows": [{"group": "c", "soc_modelled": "X", "graph": "n", "measured": 2, "predicted": 1,
                                         "shares": {"Conv2D": 0.75, "launch": 0.25}}]},
                  "operators": {"rows": [{"group": "softmax", "soc_modelled": "X", "measured": 1, "predicted": 1}]}}
        self.assertEqual(sorted(bands.observations(result, self.FAMILY)),
                         [("fx", "Conv2D", 0.75, math.log(2)), ("fx", "SoftmaxV2", 1.0, 0.0), ("fx", "launch", 0.25, math.log(2))])


class PlotTest(unittest.TestCase):
    def test_every_row_is_a_point_and_equal_results_give_equal_bytes(self):
        row = {"group": "nd", "soc_modelled": "Ascend310P3", "measured": 12.0, "predicted": 10.0}
        results = {name: {"rows": [row]} for name in ("networks", "matmuls", "operators", "profiled_operators")}
        text = plot.svg(results)
        self.assertEqual(text, plot.svg(results))
        self.assertEqual(text.count("h0"), 6)  # three series with a row each, and their legends


if __name__ == "__main__":
    PROGRAM = pathlib.Path(sys.argv.pop(1))
    unittest.main()
