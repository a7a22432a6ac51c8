#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exports networks to ONNX without their weights.

Timing needs shapes, not values: every float initializer of more than KEPT_ELEMENTS elements becomes a reference to an
external file that is not written. Batch is symbolic. Needs Debian's python3-torchvision and python3-onnx.
"""
import argparse
import io
import pathlib

import onnx
import torch
import torchvision

KEPT_ELEMENTS = 1024
OPSET = 13
VISION = ["resnet18", "resnet50", "resnet101", "resnext50_32x4d", "vgg16", "inception_v3", "efficientnet_b0", "mobilenet_v2",
          "densenet121", "squeezenet1_1", "shufflenet_v2_x1_0", "vit_b_16", "vit_b_32"]
IMAGE_SIZES = {"inception_v3": 299}  # the rest: 224


class DecoderBlock(torch.nn.Module):
    """Pre-norm causal self-attention and a GELU feed-forward, written out in primitives."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.norm_1, self.norm_2 = torch.nn.LayerNorm(width), torch.nn.LayerNorm(width)
        self.query_key_value = torch.nn.Linear(width, 3 * width)
        self.project = torch.nn.Linear(width, width)
        self.expand, self.reduce = torch.nn.Linear(width, 4 * width), torch.nn.Linear(4 * width, width)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        split = lambda t: t.reshape(batch, length, self.heads, width // self.heads).transpose(1, 2)
        query, key, value = (split(t) for t in self.query_key_value(self.norm_1(x)).chunk(3, dim=-1))
        scores = query @ key.transpose(-2, -1) / (width // self.heads) ** 0.5 + mask
        mixed = (scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, length, width)
        x = x + self.project(mixed)
        return x + self.reduce(torch.nn.functional.gelu(self.expand(self.norm_2(x))))


class SmallTransformer(torch.nn.Module):
    """A decoder of four blocks of width 256 over 128 tokens."""

    VOCABULARY, LENGTH, WIDTH, HEADS, BLOCKS = 8192, 128, 256, 4, 4

    def __init__(self):
        super().__init__()
        self.tokens = torch.nn.Embedding(self.VOCABULARY, self.WIDTH)
        self.positions = torch.nn.Parameter(torch.zeros(self.LENGTH, self.WIDTH))
        self.blocks = torch.nn.ModuleList(DecoderBlock(self.WIDTH, self.HEADS) for _ in range(self.BLOCKS))
        self.norm = torch.nn.LayerNorm(self.WIDTH)
        self.register_buffer("mask", torch.full((self.LENGTH, self.LENGTH), -1e4).triu(1))

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        x = self.tokens(input_ids) + self.positions
        for block in self.blocks:
            x = block(x, self.mask)
        return self.norm(x) @ self.tokens.weight.t()


class EncoderLayer(torch.nn.Module):
    """Post-norm self-attention and a GELU feed-forward, as in BERT."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.project = (torch.nn.Linear(width, width) for _ in range(4))
        self.expand, self.reduce = torch.nn.Linear(width, 4 * width), torch.nn.Linear(4 * width, width)
        self.norm_1, self.norm_2 = (torch.nn.LayerNorm(width, eps=1e-12) for _ in range(2))

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        split = lambda t: t.reshape(batch, length, self.heads, width // self.heads).transpose(1, 2)
        query, key, value = (split(linear(x)) for linear in (self.query, self.key, self.value))
        scores = query @ key.transpose(-2, -1) / (width // self.heads) ** 0.5 + mask
        mixed = (scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, length, width)
        x = self.norm_1(x + self.project(mixed))
        return self.norm_2(x + self.reduce(torch.nn.functional.gelu(self.expand(x))))


class BertBase(torch.nn.Module):
    """The encoder of BERT-base over 128 tokens (arXiv 1810.04805): twelve layers of width 768, without a head."""

    VOCABULARY, LENGTH, WIDTH, HEADS, LAYERS = 30522, 128, 768, 12, 12

    def __init__(self):
        super().__init__()
        self.words = torch.nn.Embedding(self.VOCABULARY, self.WIDTH)
        self.segments = torch.nn.Embedding(2, self.WIDTH)
        self.positions = torch.nn.Parameter(torch.zeros(self.LENGTH, self.WIDTH))
        self.norm = torch.nn.LayerNorm(self.WIDTH, eps=1e-12)
        self.layers = torch.nn.ModuleList(EncoderLayer(self.WIDTH, self.HEADS) for _ in range(self.LAYERS))

    def forward(self, input_ids, segment_ids, input_mask) -> torch.Tensor:
        mask = (1.0 - input_mask.reshape(-1, 1, 1, self.LENGTH)) * -1e4
        x = self.norm(self.words(input_ids) + self.segments(segment_ids) + self.positions)
        for layer in self.layers:
            x = layer(x, mask)
        return x


OWN = ["small_transformer", "bert_base_seq128"]


def build(name: str):
    """The network, example inputs and their names."""
    if name == "small_transformer":
        return SmallTransformer(), (torch.zeros(2, SmallTransformer.LENGTH, dtype=torch.int64),), ["input_ids"]
    if name == "bert_base_seq128":
        ids = torch.zeros(2, BertBase.LENGTH, dtype=torch.int64)
        return BertBase(), (ids, ids, ids.float()), ["input_ids", "segment_ids", "input_mask"]
    size = IMAGE_SIZES.get(name, 224)
    network = getattr(torchvision.models, name)(weights=None)
    return network, (torch.zeros(2, 3, size, size),), ["input"]


def without_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    for tensor in model.graph.initializer:
        elements = 1
        for dim in tensor.dims:
            elements *= dim
        if tensor.data_type != onnx.TensorProto.FLOAT or elements <= KEPT_ELEMENTS:
            continue
        for field in ("raw_data", "float_data"):
            tensor.ClearField(field)
        tensor.data_location = onnx.TensorProto.EXTERNAL
        entry = tensor.external_data.add()
        entry.key, entry.value = "location", "weights.bin"
    for node in model.graph.node:
        node.ClearField("doc_string")
    return model


def export(name: str, folder: pathlib.Path) -> None:
    torch.manual_seed(0)
    network, examples, inputs = build(name)
    stream = io.BytesIO()
    torch.onnx.export(network.eval(), examples, stream, opset_version=OPSET, input_names=inputs, output_names=["output"],
                      dynamic_axes={tensor: {0: "batch"} for tensor in (*inputs, "output")})
    model = without_weights(onnx.load_from_string(stream.getvalue()))
    path = folder / f"{name}.onnx"
    path.write_bytes(model.SerializeToString(deterministic=True))
    print(f"{path}: {len(model.graph.node)} nodes, {path.stat().st_size} bytes")


def main() -> None:
    names = VISION + OWN
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(names)
    if unknown:
        parser.error(f"unknown network {sorted(unknown)}; expected one of {names}")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.names or names:
        export(name, arguments.folder)


if __name__ == "__main__":
    main()
