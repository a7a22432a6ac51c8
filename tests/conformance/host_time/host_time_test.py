# SPDX-License-Identifier: Apache-2.0
"""Runs programs under `ascend-sim run` and checks what they print and how they end.

usage: host_time_test.py ASCEND_SIM PROGRAM_FOLDER MODEL CASE
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SIMULATOR, PROGRAMS, MODEL, CASE = sys.argv[1:]
HERE = pathlib.Path(__file__).parent
TIMEOUT = 120


def command(program, *arguments, options=()):
    path = program if os.sep in program or program == "sh" else str(pathlib.Path(PROGRAMS, program))
    return [SIMULATOR, "run", *options, "--", path, *arguments]


def run(program, *arguments, options=(), status=0, prefix=()):
    done = subprocess.run([*prefix, *command(program, *arguments, options=options)], text=True,
                          capture_output=True, timeout=TIMEOUT, check=False)
    assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
    return done


def deterministic(done):
    return re.search(r"simulated; deterministic", done.stderr) is not None


def digest(folder):
    files = sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def stopwatch():
    with tempfile.TemporaryDirectory() as folder:
        done = run("stopwatch", MODEL, options=["--out", folder])
        events = json.loads(pathlib.Path(folder, "summary.json").read_text())
    shown = {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", done.stdout)}
    assert events and deterministic(done)
    # Nested stopwatches differ by what reading a clock costs: some tens of nanoseconds each.
    assert 0 <= shown["chrono"] - shown["clock_gettime"] < 0.5, shown
    assert abs(shown["gettimeofday"] - shown["chrono"]) <= 1.5, shown
    estimate = subprocess.run([SIMULATOR, "estimate", MODEL, "--json"], text=True,
                              capture_output=True, timeout=TIMEOUT, check=True)
    latency = json.loads(estimate.stdout)["latency_us"]
    assert abs(shown["chrono"] - latency) < 2, (shown, latency)


def ends_well(program, *arguments):
    assert deterministic(run(program, *arguments)), program


def accept():
    assert not deterministic(run("accept"))


def processes():
    assert not deterministic(run("processes"))


def interrupt():
    assert "interrupted 1" in run("interrupt", "sleep").stdout


def interrupt_from_outside():
    with subprocess.Popen(command("interrupt", "join"), stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(TIMEOUT) == 0


def exit_early():
    run("exit_early", status=9)


def deadlock():
    done = run("deadlock", status=1)
    assert re.search(r"thread 0 waits for a mutex held by thread 1", done.stderr), done.stderr
    assert re.search(r"thread 1 waits for a mutex held by thread 0", done.stderr), done.stderr


def openmp():
    run("openmp")


def callbacks():
    """The same bytes twenty times: as it comes, on one processor, and beside other work."""
    seen = set()
    load = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(2)]
    try:
        for i in range(20):
            with tempfile.TemporaryDirectory() as folder:
                prefix = ["taskset", "-c", str(min(os.sched_getaffinity(0)))] if i % 3 == 1 else []
                if i == 14:
                    for process in load:
                        process.kill()
                done = run("callbacks", MODEL, options=["--out", folder], prefix=prefix)
                assert deterministic(done), done.stderr
                seen.add((done.stdout, digest(folder)))
    finally:
        for process in load:
            process.kill()
            process.wait()
    assert len(seen) == 1, seen


def python_without_library():
    done = run(sys.executable, str(HERE / "passing_through.py"))
    assert done.stdout == "through\n" and done.stderr == "", (done.stdout, done.stderr)


def python_with_library():
    assert "simulated" in run(sys.executable, str(HERE / "virtual_python.py")).stdout
    assert "simulated" in run(sys.executable, str(HERE / "virtual_python.py"), "spin").stdout


def status_and_signal():
    run("sh", "-c", "exit 7", status=7)
    run("sh", "-c", "kill -TERM $$", status=-signal.SIGTERM)
    assert "cannot be run" in run("/nonexistent/program", status=1).stderr


def other_modes():
    for program in ("atomics", "c11", "polling"):
        assert not deterministic(run(program, options=["--parallel-host"]))
    for clock in ("paced", "wall"):
        run("stopwatch", MODEL, options=["--clock", clock])
    done = run("stopwatch", MODEL, options=["--host-time", "measured:2"])
    assert not deterministic(done)


def deadlock_that_stays():
    """--on-deadlock=hang says it once and leaves the process to a debugger."""
    with subprocess.Popen(command("deadlock", options=["--on-deadlock", "hang"]), text=True,
                          stderr=subprocess.PIPE) as process:
        assert "deadlock" in process.stderr.readline()
        time.sleep(0.7)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        assert process.wait(TIMEOUT) == -signal.SIGTERM and "deadlock" not in rest, rest


def without_the_shim():
    """By itself a program ends too; of a deadlock on the device it says one line."""
    library = pathlib.Path(SIMULATOR).parent.parent / "runtime" / "acl"
    environment = {**os.environ, "LD_LIBRARY_PATH": str(library)}
    for program in ("callbacks", "stopwatch", "processes", "accept"):
        subprocess.run([pathlib.Path(PROGRAMS, program), MODEL], env=environment, timeout=TIMEOUT,
                       stdout=subprocess.DEVNULL, check=True)
    with subprocess.Popen(pathlib.Path(PROGRAMS, "stuck_stream"), env=environment, text=True,
                          stderr=subprocess.PIPE) as process:
        line = process.stderr.readline()
        process.kill()
    assert re.fullmatch(r"ascend-sim: deadlock: .*thread 0 waits for stream \d+\n", line), line


def several_processes():
    """The first ACL process of a run writes to the folder, each later one below it; each reports."""
    with tempfile.TemporaryDirectory() as folder:
        polling = pathlib.Path(PROGRAMS, "polling")
        done = run("sh", "-c", f"{polling} && {polling} && {polling}", options=["--out", folder])
        assert done.stderr.count("simulated; deterministic") == 3, done.stderr
        assert pathlib.Path(folder, "trace.pftrace").stat().st_size > 0
        below = list(pathlib.Path(folder).glob("[0-9]*/trace.pftrace"))
        assert len(below) == 2 and all(str(path.parent) in done.stderr for path in below)


FOREIGN = {
    "bash": ["-c", "for i in 1 2 3; do (sleep 0.01; echo $i) & done; wait; echo $((6 * 7))"],
    "python3": ["-c", "import threading, time; t = threading.Timer(0.01, print, ['timer']);"
                      "t.start(); t.join(); time.sleep(0.01)"],
    "git": ["--version"],
    "make": ["-j2", "-f", "-"],
    "openssl": ["dgst", "-sha256", "/dev/null"],
    "curl": ["--silent", "--max-time", "5", "file:///dev/null"],
    "node": ["-e", "setTimeout(() => console.log('later'), 10)"],
    "perl": ["-e", "alarm 1; select(undef, undef, undef, 0.01); print 'done'"],
}
MAKEFILE = "all: a b\na b:\n\t@sleep 0.02; echo $@\n"


def foreign_programs():
    """Programs that know nothing of ACL do what they always do, and the run says nothing."""
    found = [name for name in FOREIGN if shutil.which(name)]
    assert "bash" in found
    for name in found:
        by_itself, under_run = (
            subprocess.run([*prefix, shutil.which(name), *FOREIGN[name]], input=MAKEFILE, text=True,
                           capture_output=True, timeout=TIMEOUT, check=False)
            for prefix in ([], [SIMULATOR, "run", "--"]))
        assert under_run.returncode == by_itself.returncode == 0, (name, under_run)
        assert sorted(under_run.stdout) == sorted(by_itself.stdout), (name, under_run)
        assert under_run.stderr == by_itself.stderr, (name, under_run)


CASES = {
    "stopwatch": stopwatch,
    "polling": lambda: ends_well("polling"),
    "threads": lambda: ends_well("threads"),
    "atomics": lambda: ends_well("atomics"),
    "timers": lambda: run("timers"),
    "c11": lambda: ends_well("c11"),
    "accept": accept,
    "processes": processes,
    "interrupt": interrupt,
    "interrupt_from_outside": interrupt_from_outside,
    "exit_early": exit_early,
    "deadlock": deadlock,
    "openmp": openmp,
    "callbacks": callbacks,
    "python_without_library": python_without_library,
    "python_with_library": python_with_library,
    "status_and_signal": status_and_signal,
    "other_modes": other_modes,
    "deadlock_that_stays": deadlock_that_stays,
    "without_the_shim": without_the_shim,
    "several_processes": several_processes,
    "foreign_programs": foreign_programs,
}
CASES[CASE]()
