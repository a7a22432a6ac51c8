# SPDX-License-Identifier: Apache-2.0
"""Predicted against measured times as an SVG: logarithmic, one panel per kind of table."""
import math

from calibration.validations import ROOT

PLOT = ROOT / "tests/fidelity/accuracy.svg"
SIZE, RIGHT, LEFT, TOP, BOTTOM = 300, 26, 62, 40, 62
COLOURS = ("#0b62a4", "#d1495b", "#2e8b57", "#8a6fb0")
UNITS = ((1e6, "s"), (1e3, "ms"), (1, "µs"))

# Title, and per series: label, validation, and which of its rows.
PANELS = (
    ("Networks", (("310P3", "networks", lambda row: row["soc_modelled"] == "Ascend310P3"),
                  ("310B1", "networks", lambda row: row["soc_modelled"] == "Ascend310B1"),
                  ("310", "networks", lambda row: row["soc_modelled"] == "Ascend310"))),
    ("Matmuls on 910B2, recorded tiling", (("ND inputs", "matmuls", lambda row: row["group"] == "nd"),
                                           ("NZ inputs", "matmuls", lambda row: row["group"] == "nz"))),
    ("Single operators", (("950, benchmarks", "operators", lambda row: row["soc_modelled"].startswith("Ascend950")),
                          ("910B, benchmarks", "operators", lambda row: row["soc_modelled"].startswith("Ascend910B")),
                          ("910B, profiles", "profiled_operators", lambda row: True))),
)


def _time(us: float) -> str:
    unit, name = next((u for u in UNITS if us >= u[0]), UNITS[-1])
    return f"{us / unit:g} {name}"


class Panel:
    def __init__(self, left: float, title: str, series: list):
        self._left, self._title, self._series = left, title, series
        times = [time for _, points in series for point in points for time in point]
        self._low, self._high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))

    def _at(self, log: float) -> float:
        return SIZE * (log - self._low) / (self._high - self._low)

    def _point(self, measured: float, predicted: float) -> str:
        return f"M{self._left + self._at(math.log10(measured)):.1f} {TOP + SIZE - self._at(math.log10(predicted)):.1f}h0"

    def _grid(self) -> list:
        lines = []
        for decade in range(self._low, self._high + 1):
            x, y, label = self._left + self._at(decade), TOP + SIZE - self._at(decade), _time(10.0**decade)
            lines += [f'<path class="grid" d="M{x:.1f} {TOP}v{SIZE}M{self._left:.1f} {y:.1f}h{SIZE}"/>',
                      f'<text x="{x:.1f}" y="{TOP + SIZE + 16}" text-anchor="middle">{label}</text>',
                      f'<text x="{self._left - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{label}</text>']
        return lines

    def _diagonals(self) -> list:
        lines = []
        for factor, name in ((1.0, "equal"), (1.2, "off"), (1 / 1.2, "off")):
            shift = self._at(self._low + abs(math.log10(factor)))
            right, up = (0, shift) if factor > 1 else (shift, 0)
            lines.append(f'<path class="{name}" d="M{self._left + right:.1f} {TOP + SIZE - up:.1f}'
                         f'L{self._left + SIZE - up:.1f} {TOP + right:.1f}"/>')
        return lines

    def _legend(self) -> list:
        lines = []
        for index, (label, points) in enumerate(self._series):
            y = TOP + 16 + 16 * index
            lines += [f'<path class="point" stroke="{COLOURS[index]}" d="M{self._left + 12:.1f} {y - 4}h0"/>',
                      f'<text x="{self._left + 20:.1f}" y="{y}">{label} ({len(points)})</text>']
        return lines

    def lines(self) -> list:
        middle = self._left + SIZE / 2
        lines = [f'<text class="title" x="{middle:.1f}" y="{TOP - 12}" text-anchor="middle">{self._title}</text>']
        lines += self._grid() + self._diagonals()
        for index, (_, points) in enumerate(self._series):
            marks = "".join(self._point(*point) for point in points)
            lines.append(f'<path class="point" stroke="{COLOURS[index]}" d="{marks}"/>')
        lines += self._legend()
        lines.append(f'<text x="{middle:.1f}" y="{TOP + SIZE + 38}" text-anchor="middle">measured</text>')
        x, y = self._left - 50, TOP + SIZE / 2
        lines.append(f'<text x="{x:.1f}" y="{y}" text-anchor="middle" transform="rotate(-90 {x:.1f} {y})">predicted</text>')
        return lines


def svg(results: dict) -> str:
    width = len(PANELS) * (LEFT + SIZE) + RIGHT
    height = TOP + SIZE + BOTTOM
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
             "<title>Predicted against measured times</title>",
             "<style>text{font:11px sans-serif;fill:#333}.title{font-size:14px;font-weight:bold}"
             ".grid{stroke:#ddd;fill:none}.equal{stroke:#333;fill:none}.off{stroke:#999;fill:none;stroke-dasharray:4 3}"
             ".point{fill:none;stroke-width:4;stroke-linecap:round;stroke-opacity:.55}</style>",
             f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for index, (title, series) in enumerate(PANELS):
        points = [(label, [(row["measured"], row["predicted"]) for row in results[name]["rows"] if use(row)])
                  for label, name, use in series]
        lines += Panel(LEFT + index * (SIZE + LEFT), title, [(label, rows) for label, rows in points if rows]).lines()
    lines.append(f'<text x="{LEFT}" y="{height - 8}">dashed: 20 % off</text>')
    return "\n".join(lines + ["</svg>"]) + "\n"


def write(results: dict, path=PLOT) -> None:
    path.write_text(svg(results))
