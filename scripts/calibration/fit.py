# SPDX-License-Identifier: Apache-2.0
"""Objective and search. The search is a coordinate pattern search: no derivatives, since tiling makes steps."""
import dataclasses
import math
import statistics

from calibration.evaluation import significant

FIRST_STEP, SMALLEST_STEP, GROWTH, SHRINK = 0.2, 0.004, 1.4, 0.5
LEAST_GAIN = 1e-5  # of the objective, for a move
ROUNDS_WITHOUT_GAIN = 2
MOST_RESTARTS = 6


@dataclasses.dataclass(frozen=True)
class Accuracy:
    """As `ascend-sim validate` defines it."""

    n: int
    median: float
    mean: float
    bias: float


def accuracy(rows) -> Accuracy:
    ratios = [row.predicted / row.measured for row in rows]
    errors = [100 * abs(ratio - 1) for ratio in ratios]
    return Accuracy(len(ratios), statistics.median(errors), statistics.fmean(errors),
                    math.exp(statistics.fmean(map(math.log, ratios))))


def accuracies(rows) -> dict:
    """By group, and "all"."""
    groups = {"all": list(rows)}
    for row in groups["all"]:
        groups.setdefault(row.group, []).append(row)
    return {name: accuracy(members) for name, members in sorted(groups.items())}


class Objective:
    """Weighted mean of clipped |ln(predicted / measured)| plus the groups' biases. `expected` are all rows that
    there should be: one that is not predicted counts as wrong as can be."""

    def __init__(self, description, expected: dict, use=lambda row: True):
        self._description = description
        self._expected = [row for row in expected.values() if use(row)]

    def _weight(self, group: str) -> float:
        weights = self._description.weights
        return weights.get(group, weights.get("*", 0.0))

    def __call__(self, rows: dict) -> float:
        clip, error, total = self._description.clip, 0.0, 0.0
        logs = {}
        for expected in self._expected:
            weight = self._weight(expected.group)
            if weight == 0:
                continue
            row = rows.get(expected.index)
            log = math.log(row.predicted / row.measured) if row else clip
            error += weight * min(abs(log), clip)
            total += weight
            logs.setdefault(expected.group, []).append(max(-clip, min(log, clip)) * weight)
        bias = sum(abs(sum(values)) for values in logs.values())
        return (error + self._description.bias_weight * bias) / total if total else 0.0


class Search:
    """Where the objective is least, from `start` on."""

    def __init__(self, description, evaluation, objective, first_step: float = FIRST_STEP):
        self._parameters, self._evaluation, self._objective = description.parameters, evaluation, objective
        self._first_step = first_step

    def _moved(self, values: tuple, index: int, step: float) -> tuple:
        parameter, value = self._parameters[index], values[index]
        reach = max(abs(value), 0.02 * (parameter.maximum - parameter.minimum))
        moved = significant(min(max(value + step * reach, parameter.minimum), parameter.maximum))
        return (*values[:index], moved, *values[index + 1:])

    def run(self, start: tuple, rounds: int, tell=lambda text: None) -> tuple:
        values, best = start, self._objective(self._evaluation.rows(start))
        steps, idle = [self._first_step] * len(start), 0
        for number in range(rounds):
            before = best
            for index in range(len(values)):
                if abs(steps[index]) < SMALLEST_STEP:
                    continue
                # The direction that worked last comes first, so that equal gains have one outcome.
                candidates = [self._moved(values, index, sign * steps[index]) for sign in (1, -1)]
                results = [self._objective(rows) for rows in self._evaluation.all_rows(candidates)]
                choice = min((0, 1), key=lambda i: (results[i], i))
                if results[choice] < best - LEAST_GAIN and candidates[choice] != values:
                    values, best = candidates[choice], results[choice]
                    steps[index] *= GROWTH if choice == 0 else -GROWTH
                else:
                    steps[index] *= SHRINK
            tell(f"round {number + 1}: objective {best:.4f}")
            idle = idle + 1 if before - best < LEAST_GAIN else 0
            if idle == ROUNDS_WITHOUT_GAIN and all(abs(step) < SMALLEST_STEP for step in steps):
                break
        return values

    def settle(self, start: tuple, rounds: int, tell=lambda text: None) -> tuple:
        """As run(), begun anew with large steps until that gains nothing: a second fit then changes nothing."""
        values = start
        for _ in range(MOST_RESTARTS if rounds else 0):
            again = self.run(values, rounds, tell)
            gain = self._objective(self._evaluation.rows(values)) - self._objective(self._evaluation.rows(again))
            if gain < LEAST_GAIN:
                break
            values = again
        return values
