# SPDX-License-Identifier: Apache-2.0
"""Compiles networks with the tree's atc and runs them with model_tool, on several SoCs.

usage: model_atc.py TREE WORK_FOLDER [COMPILER_FLAG...]
"""
import pathlib
import re
import subprocess
import sys

import run_program

TIMEOUT = 300


class Bench:
    def __init__(self, tree, work, flags):
        self.tree = tree
        self.work = pathlib.Path(work, "models")
        self.work.mkdir(parents=True, exist_ok=True)
        self.program = run_program.Program(pathlib.Path(__file__).with_name("model_tool.cpp"))
        self.tools = [run_program.build(self.program, standard, tree, work, flags)
                      for standard in self.program.standards]

    def zoo(self, name):
        return f"{self.tree}/share/ascend-sim/zoo/{name}.onnx"

    def atc(self, name, output, *options, status=0, soc="Ascend310P3"):
        """Runs atc; the path of the .om, or what it printed when it should fail."""
        done = subprocess.run(
            [f"{self.tree}/bin/atc", f"--model={self.zoo(name)}", "--framework=5",
             f"--output={self.work / output}", f"--soc_version={soc}", *options],
            text=True, timeout=TIMEOUT, capture_output=True, check=False)
        assert done.returncode == status, done
        assert done.stderr == "", done
        if status != 0:
            return done.stdout
        assert "ATC run success" in done.stdout, done
        return str(self.work / output) + ".om"

    def run(self, model, *arguments, soc="Ascend310P3", status=0, tool=0):
        done = subprocess.run(
            [f"{self.tree}/bin/ascend-sim", "run", "--soc", soc, "--", str(self.tools[tool]),
             "--model", model, *arguments],
            text=True, timeout=TIMEOUT, capture_output=True, check=False)
        assert done.returncode == status, (done.args, done.stdout, done.stderr)
        return done.stdout

    def latency(self, *arguments, **how):
        text = self.run(*arguments, "--loop", "3", **how)
        return float(re.search(r"last ([\d.]+) ms", text)[1])


def check_batches(bench):
    om = bench.atc("resnet18", "batches", "--input_shape=input:-1,3,224,224",
                   "--dynamic_batch_size=1,4,8")
    text = bench.run(om, "--batch", "4", "--loop", "2")
    assert "input 0 input [-1,3,224,224] type 0 format 0 size 4816896\n" in text, text
    assert "input 1 ascend_mbatch_shape_data [1] type 3 format 2 size 4\n" in text, text
    assert "[4,1000] type 0 size 32000\n" in text, text
    times = [bench.latency(om, "--batch", batch) for batch in ("1", "4", "8")]
    assert times == sorted(times) and times[0] < times[2], times
    fixed = bench.atc("resnet18", "fixed", "--input_shape=input:4,3,224,224")
    assert abs(bench.latency(fixed) - times[1]) <= 0.002, times
    assert abs(bench.latency(fixed, tool=1) - times[1]) <= 0.002, times
    bench.run(om, "--batch", "2", status=3)
    bench.run(om, status=3)


def check_image_sizes(bench):
    om = bench.atc("squeezenet1_1", "images", "--input_shape=input:1,3,-1,-1",
                   "--dynamic_image_size=224,224;448,320")
    small, large = (bench.latency(om, "--image", size) for size in ("224,224", "448,320"))
    assert small < large, (small, large)


def check_dimensions(bench):
    om = bench.atc("resnet18", "dims", "--input_shape=input:-1,3,-1,224",
                   "--dynamic_dims=1,224;2,448")
    text = bench.run(om, "--dims", "2,3,448,224")
    assert "[2,1000]" in text, text


def check_aipp(bench):
    config = bench.work / "static.cfg"
    config.write_text("aipp_op { aipp_mode: static input_format: YUV420SP_U8 csc_switch: true }")
    om = bench.atc("resnet18", "static_aipp", "--input_shape=input:2,3,224,224",
                   f"--insert_op_conf={config}")
    text = bench.run(om)
    assert "input 0 input [2,224,224,3] type 4 format 1 size 150528\n" in text, text
    config.write_text("aipp_op { aipp_mode: dynamic max_src_image_size: 400000 }")
    om = bench.atc("resnet18", "dynamic_aipp", "--input_shape=input:1,3,224,224",
                   f"--insert_op_conf={config}")
    text = bench.run(om, "--source", "300,400")
    assert "input 1 ascend_dynamic_aipp_data [160] type 4 format 2 size 160\n" in text, text
    bench.run(om, status=3)


def check_files(bench):
    """Inputs from a file, outputs into a folder."""
    om = bench.atc("resnet18", "files", "--input_shape=input:1,3,224,224")
    image = bench.work / "image.bin"
    image.write_bytes(bytes(3 * 224 * 224 * 4))
    bench.run(om, "--input", str(image), "--output", str(bench.work))
    assert (bench.work / "output_0.bin").read_bytes() == bytes(4000)


def check_socs(bench):
    times = {}
    for soc in ("Ascend310P3", "Ascend310B1", "Ascend910B2"):
        om = bench.atc("mobilenet_v2", soc, "--input_shape=input:1,3,224,224", soc=soc)
        times[soc] = bench.latency(om, soc=soc)
        bench.run(om, soc="Ascend310B4", status=3)
    assert times["Ascend310B1"] > times["Ascend310P3"], times


def check_refusals(bench):
    for option, reason in (("--input_shape=z:1,3", "'z'"), ("--dynamic_batch_size=0", "positive"),
                           ("--frobnicate=1", "frobnicate"), ("--insert_op_conf=/none", "/none")):
        text = bench.atc("resnet18", "none", option, status=255)
        assert "ATC run failed" in text and reason in text and "\nE1" in text, text
    assert not (bench.work / "none.om").exists()


def main():
    tree, work, *flags = sys.argv[1:]
    bench = Bench(tree, work, flags)
    for check in (check_batches, check_image_sizes, check_dimensions, check_aipp, check_files,
                  check_socs, check_refusals):
        check(bench)
        print(check.__name__)


if __name__ == "__main__":
    main()
