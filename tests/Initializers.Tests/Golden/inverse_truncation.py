"""Golden vectors of trunc_normal_ before PyTorch 2.12, by inverse error function: python3 inverse_truncation.py OUTFILE

Made with Debian's PyTorch 1.13, which is built without Intel's MKL; with ATEN_CPU_CAPABILITY=default, of its kernels without AVX2.
"""
import hashlib
import json
import os
import sys

import torch

WHOLE = 256
CASES = [(0, 0.0, 1.0, -2.0, 2.0), (1, 0.0, 0.02, -2.0, 2.0), (2, 0.0, 0.02, -0.04, 0.04), (3, 0.5, 1.5, -1.0, 2.0), (4, 0.0, 1.0, -0.1, 0.1),
         (5, 0.0, 1.0, 2.0, 4.0), (6, 0.1, 0.5, 1.9, 2.0), (-7, -1.0, 0.7, -0.9, -0.7), (8, 0.0, 1.0, -5.0, 0.5)]
SIZES = [1, 5, 20, 1000, 65537]


def values(tensor):
    array = tensor.numpy()
    if array.size <= WHOLE:
        return {"bits": bits(array)}
    return {"sha256": hashlib.sha256(array.astype(array.dtype.newbyteorder("<")).tobytes()).hexdigest(), "first": bits(array[:16]), "last": bits(array[-16:])}


def bits(array):
    width = array.dtype.itemsize
    return "".join(f"{int(v):0{2 * width}x}" for v in array.view(f"u{width}"))


def case(seed, mean, std, a, b, dtype):
    torch.manual_seed(seed)
    steps = []
    for n in SIZES:
        tensor = torch.nn.init.trunc_normal_(torch.empty(n, dtype=getattr(torch, dtype)), mean, std, a, b)
        steps.append({"op": "trunc_normal_", "args": {"mean": mean, "std": std, "a": a, "b": b}, "shape": [n], "dtype": dtype, "values": values(tensor)})
    return {"name": f"trunc_normal_ {dtype} mean={mean} std={std} a={a} b={b} seed={seed}", "seed": seed, "capability": os.environ.get("ATEN_CPU_CAPABILITY", "best"), "steps": steps}


cases = [case(*c, dtype) for dtype in ("float32", "float64") for c in CASES]
head = {"framework": "PyTorch", "version": torch.__version__, "platform": "Linux x86_64, Debian 12"}
with open(sys.argv[1], "w") as file:
    file.write(json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(map(json.dumps, cases)) + "\n]}\n")
