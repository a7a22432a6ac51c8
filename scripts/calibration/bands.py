# SPDX-License-Identifier: Apache-2.0
"""Error bands by operator type, which `ascend-sim estimate` puts around its latency."""
import json
import math
import subprocess

from calibration.validations import ROOT

BANDS = ROOT / "runtime/cli/error_bands.json"
LOW, HIGH = 0.1, 0.9  # quantiles
SEEN_SHARE = 0.02  # of a network's latency: an operator below it does not show in the network's error
FEWEST_ROWS = 5  # with fewer, the band is that of all types of the SoC family together

# What estimates call the operators of single-operator tables; names that are not here are equal.
TYPES = {
    "gemm": "MatMulV2", "quant_matmul": "MatMulV2", "weight_quant_batch_matmul": "MatMulV2", "grouped_matmul": "MatMulV2",
    "quant_gemm": "MatMulV2", "nz": "MatMulV2", "nd": "MatMulV2", "MatMul": "MatMulV2", "MatMulV3": "MatMulV2",
    "BatchMatMul": "BatchMatMulV2", "conv_2d": "Conv2D", "convolution": "Conv2D", "depthwise_conv_2d": "DepthwiseConv2D",
    "attention": "FlashAttentionScore", "flash_attention": "FlashAttentionScore", "mha": "FlashAttentionScore",
    "gqa": "FlashAttentionScore", "softmax": "SoftmaxV2", "rms_norm": "RmsNorm", "group_norm": "GroupNorm",
    "LayerNormV3": "LayerNorm", "gelu": "Gelu", "sigmoid": "Sigmoid", "swi_glu": "SwiGlu", "exp": "Exp",
    "maximum": "Maximum", "transpose": "TransposeD", "Transpose": "TransposeD", "gather": "GatherV2",
    "strided_slice": "StridedSliceD", "Slice": "StridedSliceD", "resize_bilinear": "ResizeBilinearV2",
    "apply_rotary_pos_emb": "RotaryMul", "RotaryPositionEmbedding": "RotaryMul", "dynamic_quant": "DynamicQuant",
    "arg_max": "ArgMaxV2", "ReduceSum": "ReduceSumD", "top_k": "TopKV2", "MaxPoolWithArgmaxV1": "MaxPoolV3",
    "thin": None, "attention_pto": None}  # kernels that an estimate never runs

ALIASES = {"PromptFlashAttention": "FlashAttentionScore", "ArgMaxD": "ArgMaxV2"}  # the same kernel by another name


def families(program) -> dict:
    """SoC family by SoC name."""
    listing = subprocess.run([str(program), "soc", "list", "--json"], capture_output=True, text=True, check=True)
    return {soc["name"]: soc["family"] for soc in json.loads(listing.stdout)}


def observations(results: dict, family_of: dict, use=lambda row: True) -> list:
    """(family, operator type, weight, ln(measured / predicted)): a kernel is one observation of its operator, a network
    one of each operator in it, by that one's share of the latency."""
    found = []
    for name, result in results.items():
        if name == "matmuls":
            continue  # estimates use our own tiling
        for row in filter(use, result["rows"]):
            log = math.log(row["measured"] / row["predicted"])
            family = family_of.get(row.get("soc_modelled"), "910B")
            if "shares" in row:
                found += [(family, kind, share, log) for kind, share in row["shares"].items() if share >= SEEN_SHARE]
            elif (kind := TYPES.get(row["group"], row["group"])) is not None:
                found.append((family, kind, 1.0, log))
    return found


def _quantile(points: list, share: float) -> float:
    """The smallest log below which lies `share` of the weight."""
    total, below = sum(weight for _, weight in points), 0.0
    for log, weight in points:
        below += weight
        if below >= share * total:
            return log
    return points[-1][0]


def band(points: list) -> dict:
    """`points`: (log, weight)."""
    ordered = sorted(points)
    low, median, high = (math.exp(_quantile(ordered, share)) for share in (LOW, 0.5, HIGH))
    return {"rows": len(points), "low": round(low, 3), "median": round(median, 3), "high": round(high, 3)}


def _by_type(found: list) -> dict:
    """Bands by operator type."""
    everything = band([(log, weight) for _, _, weight, log in found])
    types = {}
    for _, kind, weight, log in found:
        types.setdefault(kind, []).append((log, weight))
    for alias, kind in ALIASES.items():
        if kind in types:
            types.setdefault(alias, types[kind])
    return {kind: band(points) if len(points) >= FEWEST_ROWS else dict(everything, rows=len(points))
            for kind, points in sorted(types.items())}


def bands_of(found: list) -> dict:
    per_family = {}
    for observation in found:
        per_family.setdefault(observation[0], []).append(observation)
    return {"families": {family: _by_type(members) for family, members in sorted(per_family.items())},
            "any_family": _by_type(found), "any": band([(log, weight) for _, _, weight, log in found])}


def expected(bands: dict, family: str, shares: dict) -> tuple:
    """As ascend::cli::expected_error: low and high factor."""
    here = bands["families"].get(family, {})
    chosen = {kind: here.get(kind) or bands["any_family"].get(kind) or bands["any"] for kind in shares}
    return tuple(math.exp(sum(share * math.log(chosen[kind][side]) for kind, share in shares.items()))
                 for side in ("low", "high"))


def coverage(results: dict, family_of: dict) -> float:
    """Share of measured networks inside their band when the bands are made without that network."""
    rows = results["networks"]["rows"]
    inside = 0
    for graph in sorted({row["graph"] for row in rows}):
        bands = bands_of(observations(results, family_of, lambda row: row.get("graph") != graph))
        for row in (row for row in rows if row["graph"] == graph):
            low, high = expected(bands, family_of[row["soc_modelled"]], row["shares"])
            inside += low <= row["measured"] / row["predicted"] <= high
    return inside / len(rows)


def write(bands: dict, path=BANDS) -> None:
    def types(members: dict, margin: str) -> str:
        return ",\n".join(f"{margin}{json.dumps(kind)}: {json.dumps(value)}" for kind, value in members.items())

    groups = ",\n".join(f"    {json.dumps(family)}: {{\n{types(members, '      ')}\n    }}"
                        for family, members in bands["families"].items())
    path.write_text('{\n  "families": {\n' + groups + '\n  },\n  "any_family": {\n' + types(bands["any_family"], "    ") +
                    '\n  },\n  "any": ' + json.dumps(bands["any"]) + "\n}\n")
