# SPDX-License-Identifier: Apache-2.0
"""Predictions of rows that a fit has not seen."""
import zlib

from calibration.fit import Objective, Search

FIRST_STEP, ROUNDS = 0.1, 3  # enough to leave the whole fit, to which the left-out rows have pulled


def folds_of(rows: dict, count: int) -> list:
    """Sets of keys that are left out together: one per key, or `count` sets."""
    keys = sorted({row.fold for row in rows.values()})
    if not count or count >= len(keys):
        return [{key} for key in keys]
    folds = [set() for _ in range(count)]
    for key in keys:
        folds[zlib.crc32("|".join(key).encode()) % count].add(key)
    return [fold for fold in folds if fold]


def cross_validate(description, evaluation, fitted: tuple, tell) -> list:
    """All rows, each predicted by a fit without its fold. Every fold is fitted anew, from the fitted numbers on."""
    everything, left_out = evaluation.rows(fitted), []
    folds = folds_of(everything, description.folds)
    for number, fold in enumerate(folds):
        objective = Objective(description, everything, lambda row: row.fold not in fold)
        values = Search(description, evaluation, objective, FIRST_STEP).run(fitted, ROUNDS)
        left_out += [row for row in evaluation.rows(values).values() if row.fold in fold]
        tell(f"cross-validation: fold {number + 1} of {len(folds)}")
    return left_out
