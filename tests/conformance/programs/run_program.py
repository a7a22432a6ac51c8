# SPDX-License-Identifier: Apache-2.0
"""Builds a program against an install tree alone, in every standard that it names, and runs it under
`ascend-sim run`.

usage: run_program.py TREE WORK_FOLDER SOURCE [COMPILER_FLAG...]

The program checks itself; comments at its head say how it is built and how it must end:

    STANDARDS: c11 c++11 c++17     the languages that it is compiled in
    OPTIONS: --devices 2           of `ascend-sim run`
    ARGUMENTS: {zoo}/x.onnx        of the program; {zoo} is the tree's folder of models
    LINK: -fopenmp                 more flags of the compiler
    STATUS: 1                      exit status (default 0)
    STDERR: REGEX                  found in what it and the summary print (repeatable)
    DETERMINISTIC: no (why)        what the summary says (default yes)
    OUTPUT: trace                  its output folder is checked
"""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys

TIMEOUT = 120
WARNINGS = ["-Wall", "-Wextra", "-Wshadow", "-Werror", "-pedantic"]


class Program:
    def __init__(self, source):
        self.source = pathlib.Path(source)
        head = re.findall(r"^(?:/\*|//) ([A-Z]+): (.*?)(?: \*/)?$", self.source.read_text(), re.M)
        self.errors = [value for key, value in head if key == "STDERR"]
        values = dict(head)
        self.standards = values["STANDARDS"].split()
        self.options = values.get("OPTIONS", "").split()
        self.arguments = values.get("ARGUMENTS", "").split()
        self.link = values.get("LINK", "").split()
        self.status = int(values.get("STATUS", "0"))
        self.deterministic = not values.get("DETERMINISTIC", "yes").startswith("no")
        self.output = "OUTPUT" in values

    @property
    def name(self):
        return self.source.stem


def build(program, standard, tree, work, flags=()):
    """Compiles the source as `standard` says, a C source as C++ as well; the executable's path."""
    compiler, language = ("g++", "c++") if "++" in standard else ("gcc", "c")
    executable = pathlib.Path(work, f"{program.name}_{standard}")
    executable.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [compiler, "-x", language, f"-std={standard}", "-D_GNU_SOURCE", "-O1", "-g", "-pthread",
         *WARNINGS, *flags, "-Wl,--as-needed", "-I", f"{tree}/include", "-I", program.source.parent.parent,
         program.source, "-x", "none", "-o", executable, "-L", f"{tree}/lib64", "-lascendcl",
         *program.link], check=True, timeout=TIMEOUT)
    return executable


def command(program, executable, tree, out=None):
    arguments = [each.replace("{zoo}", f"{tree}/share/ascend-sim/zoo") for each in program.arguments]
    where = [] if out is None else ["--out", str(out)]
    return [f"{tree}/bin/ascend-sim", "run", *program.options, *where, "--", str(executable),
            *arguments]


def check(program, done):
    shown = f"{program.name}: status {done.returncode}\n{done.stdout}{done.stderr}"
    assert done.returncode == program.status, shown
    for expected in program.errors:
        assert re.search(expected, done.stderr), f"{expected!r} is not in\n{shown}"
    said = "simulated; deterministic" in done.stderr
    assert said == program.deterministic, shown


def check_stopwatches(out, text):
    """What a program measures round a call is what the trace says, to within its clock reads."""
    shown = re.findall(r"aclmdlExecute ([\d.]+) us by chrono, (\d+) us by gettimeofday", text)
    chrono, whole = ([float(each) for each in times] for times in zip(*shown))
    (table,) = (out / "mindstudio_profiler_output").glob("api_statistic_*.csv")
    with table.open() as file:
        (traced,) = [row for row in csv.DictReader(file) if row["API Name"] == "aclmdlExecute"]
    assert int(traced["Count"]) == len(shown)
    for times, error in ((chrono, 0.2), (whole, 1.2)):
        assert abs(min(times) - float(traced["Min(us)"])) <= error, (times, traced)
        assert abs(max(times) - float(traced["Max(us)"])) <= error, (times, traced)


def check_output(program, out, text):
    assert (out / "trace.pftrace").stat().st_size > 0
    assert json.loads((out / "summary.json").read_text())
    if program.name == "stopwatch":
        check_stopwatches(out, text)


def main():
    tree, work, source, *flags = sys.argv[1:]
    program = Program(source)
    for standard in program.standards:
        executable = build(program, standard, tree, work, flags)
        out = pathlib.Path(work, f"{program.name}_{standard}_out") if program.output else None
        done = subprocess.run(command(program, executable, tree, out), text=True, timeout=TIMEOUT,
                              capture_output=True, check=False, env=dict(os.environ))
        check(program, done)
        if out is not None:
            check_output(program, out, done.stdout)
        print(f"{standard}: {done.stdout.strip()}")


if __name__ == "__main__":
    main()
