"""Writes structures-v1.json: what the structured initializers and recipes fill, from the rules of docs/philox4x32-10-v1.md and docs/structures-v1.md, in Python.

    python3 structures.py > structures-v1.json        (needs NumPy and mpmath)
"""
import csv
import hashlib
import itertools
import json
import math
import os
import struct
import sys

import mpmath as mp
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "KnownAnswers"))
from orthogonal import fma, matrix  # noqa: E402

mp.mp.dps = 50
M32 = (1 << 32) - 1
SEED, FORK = 42, "layer.weight"
f32 = np.float32


# Streams and words

def philox(counter, key):
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & M32, (p0 >> 32) ^ c3 ^ k1, p0 & M32
        k0, k1 = (k0 + 0x9E3779B9) & M32, (k1 + 0xBB67AE85) & M32
    return c0, c1, c2, c3


def seeded(seed):
    return seed, 0


def fork(stream, name):
    payload = name.encode()
    digest = hashlib.sha256(b"philox4x32-10/v1" + struct.pack("<QQ", *stream) + b"n" + struct.pack("<Q", len(payload)) + payload).digest()
    return struct.unpack("<QQ", digest[:16])


def word(stream, position):
    (key, counter), block = stream, 16 * (position // 64) + position % 16
    return philox((block & M32, block >> 32, counter & M32, counter >> 32), (key & M32, key >> 32))[position % 64 // 16]


def words(stream, start, count):
    return np.array([word(stream, start + i) for i in range(count)], np.uint32)


# From words to numbers

with open(os.path.join(HERE, "..", "..", "..", "docs", "octave-quantile.csv")) as file:
    OCTAVES = np.array([[int(bits, 16) for bits in row[1:]] for row in list(csv.reader(file))[1:]], np.uint32).view(np.float32)


def quantile(w):
    m = (w ^ np.where(w >> 31, np.uint32(M32), np.uint32(0))) & np.uint32(0x7FFFFFFF)
    a = 2 * m.astype(np.uint64) + 1
    k = 32 - np.array([int(x).bit_length() for x in a])
    r = ((a << k.astype(np.uint64)) & np.uint64(M32)).astype(np.uint32).view(np.int32).astype(f32) * f32(-(2.0 ** -31))
    z = OCTAVES[k, 8]
    for j in range(7, -1, -1):
        z = fma(z, r, OCTAVES[k, j])
    return np.where(w >> 31, z, -z)


class Source:
    def __init__(self):
        self.stream, self.position = fork(seeded(SEED), FORK), 0

    def words(self, count):
        self.position += count
        return words(self.stream, self.position - count, count)

    def peek(self):
        return word(self.stream, self.position)

    def skip(self, count):
        self.position += count

    def normal(self, count, mean=0.0, sd=1.0):
        z = quantile(self.words(count))
        return fma(z, np.full_like(z, sd), np.full_like(z, mean))

    def uniform(self, count, low, high):
        u = (self.words(count) >> np.uint32(8)).astype(f32) * f32(2.0 ** -24)
        x = fma(u, np.full_like(u, f32(high - low)), np.full_like(u, f32(low)))
        smallest, largest = f32(low), f32(high)
        if float(smallest) < low:
            smallest = np.nextafter(smallest, f32(np.inf))
        if float(largest) >= high:
            largest = np.nextafter(largest, f32(-np.inf))
        return np.clip(x, smallest, largest)


def count(shape):
    return math.prod(shape)


def fans(shape):
    return shape[1] * count(shape[2:]), shape[0] * count(shape[2:])


def rounded(values):
    """Numbers of mpmath, or doubles, to the nearest floats."""
    return np.array([f32(float(value)) for value in values], f32)


class Places:
    """What each element of a tensor connects, for layouts whose axes are named in full: (matrix, row, column, input)."""

    def __init__(self, shape, layout, groups=1, blocks=1):
        names = layout.split(", ")
        extent = lambda role: math.prod(k for k, name in zip(shape, names) if name.split("/")[0] == role)
        self.taps = extent("kernel")
        self.rows = extent("out") // (1 if "out/groups" in names else groups) // blocks
        self.inputs = extent("in") // (1 if "in/groups" in names else groups)
        self.columns, self.count = self.inputs * self.taps, extent("batch") * groups * blocks
        self.elements = []
        for place in itertools.product(*map(range, shape)):
            number = {"out": 0, "in": 0, "kernel": 0, "batch": 0}
            for at, k, name in zip(place, shape, names):
                role = name.split("/")[0]
                number[role] = number[role] * k + at
            group = number["in"] // self.inputs if "out/groups" in names else number["out"] // (self.rows * blocks)
            row, column = number["out"] % (self.rows * blocks), number["in"] % self.inputs
            connected = "in/groups" in names or "out/groups" in names or number["in"] // self.inputs == group
            element = ((number["batch"] * groups + group) * blocks + row // self.rows, row % self.rows, column * self.taps + number["kernel"], column)
            self.elements.append(element if connected else None)

    def arrange(self, matrices):
        return np.array([matrices[e[0]][e[1], e[2]] if e else 0 for e in self.elements], f32)


def placed_orthogonal(s, shape, layout, groups=1, blocks=1, **_):
    p = Places(shape, layout, groups, blocks)
    matrices = [matrix(p.rows, p.columns, 1, s.normal(p.rows * p.columns)) for _ in range(p.count)]
    return p.arrange(matrices)


def placed_hadamard(s, shape, layout, groups=1, blocks=1, **_):
    p = Places(shape, layout, groups, blocks)
    scale, signs = sylvester(max(p.rows, p.columns))
    return p.arrange([(scale * signs).astype(f32)] * p.count)


def placed_sparse(s, shape, layout, groups=1, blocks=1, by_input=False, **_):
    p = Places(shape, layout, groups, blocks)
    name, z = s.peek(), s.normal(count(shape))
    total, units = (p.rows * p.taps, p.inputs) if by_input else (p.columns, p.rows)
    kept = [sparse_choice(name, unit, total - math.ceil(0.9 * total), total) for unit in range(p.count * units)]
    out = np.zeros(count(shape), f32)
    for i, e in enumerate(p.elements):
        if e is None:
            continue
        number, row, column, channel = e
        unit, place = (number * units + channel, row * p.taps + column % p.taps) if by_input else (number * units + row, column)
        if place in kept[unit]:
            out[i] = f32(0.01) * z[i]
    return out


def by_block(op):
    """An op that fills packed blocks of the sizes that are said one behind the other."""
    return lambda s, shape, block_sizes=None, **args: np.concatenate([op(s, [size] + shape[1:], **args) for size in block_sizes or [shape[0]]])


def placed(plain, by_layout):
    """An op that takes a layout, groups and blocks where they are said."""
    return lambda s, shape, **args: (by_layout if "layout" in args else plain)(s, shape, **args)


# Schemes: a function of source, shape and arguments for each op

def normal_of(sd):
    return lambda s, shape, **_: s.normal(count(shape), 0, sd(shape))


def uniform_of(bound):
    return lambda s, shape, **_: s.uniform(count(shape), -bound(shape), bound(shape))


def scaled_by(scale, fan):
    return math.sqrt(scale / fan)


def orthogonal(s, shape, gain=1.0, **_):
    rows, columns = shape[0], count(shape[1:])
    return matrix(rows, columns, gain, s.normal(rows * columns)).ravel()


def delta_orthogonal(s, shape, earlier=False, **_):
    out = np.zeros(shape, f32)
    centre = tuple((k - 1) // 2 if earlier else k // 2 for k in shape[2:])
    out[(slice(None), slice(None)) + centre] = orthogonal(s, shape[:2]).reshape(shape[:2])
    return out.ravel()


def convolution_orthogonal(s, shape, **_):
    outputs, inputs, extents = shape[0], shape[1], shape[2:]
    steps = [(axis, grown % 2 == 0) for grown in range(1, max(extents)) for axis in range(len(extents)) if grown < extents[axis]]
    kernel = np.zeros(list(extents) + [outputs, inputs])
    kernel[(0,) * len(extents)] = matrix(outputs, inputs, 1, s.normal(outputs * inputs))
    rank, drawn, sizes = inputs // 2, outputs * inputs, [1] * len(extents)
    for axis, later in steps:
        projection = np.zeros((inputs, inputs))
        if rank:
            u = matrix(inputs, rank, 1, s.normal(inputs * rank)).astype(np.float64)
            for column in range(rank):
                projection = projection + u[:, column][:, None] * u[:, column][None, :]
            drawn += inputs * rank
        grown = np.zeros_like(kernel)
        for tap in itertools.product(*map(range, sizes)):
            part = np.zeros((outputs, inputs))
            for depth in range(inputs):
                part = part + kernel[tap][:, depth][:, None] * projection[depth][None, :]
            rest = kernel[tap] - part
            neighbour = tuple(at + (a == axis) for a, at in enumerate(tap))
            grown[tap] += rest if later else part
            grown[neighbour] += part if later else rest
        kernel = grown
        sizes[axis] += 1
    s.skip(count(shape) - drawn)
    return np.moveaxis(kernel, [-2, -1], [0, 1]).astype(f32).ravel()


def diagonal(s, shape, **_):
    out = np.zeros(shape, f32)
    for d in range(min(shape[:2])):
        out[(d, d) + tuple(k // 2 for k in shape[2:])] = 1
    return out.ravel()


def sylvester(size):
    m = max(0, math.ceil(math.log2(size)))
    return math.sqrt(2.0 ** -m), np.array([[1 - 2 * (bin(i & j).count("1") % 2) for j in range(2 ** m)] for i in range(2 ** m)])


def hadamard(s, shape, **_):
    rows, columns = shape[0], count(shape[1:])
    scale, signs = sylvester(max(rows, columns))
    return (scale * signs[:rows, :columns]).astype(f32).ravel()


def zero_hadamard(s, shape, **_):
    rows, columns = shape[:2]
    if rows <= columns:
        return diagonal(s, shape)
    out = np.zeros(shape, f32)
    scale, signs = sylvester(rows)
    out[(slice(None), slice(None)) + tuple(k // 2 for k in shape[2:])] = scale * signs[:rows, :columns]
    return out.ravel()


def bilinear(s, shape, **_):
    out = np.zeros(shape, f32)
    for d in range(min(shape[:2])):
        for tap in itertools.product(*map(range, shape[2:])):
            weight = 1.0
            for i, k in zip(tap, shape[2:]):
                weight *= 1 - abs(i - (k - 1) / 2) / ((k + 1) // 2)
            out[(d, d) + tap] = weight
    return out.ravel()


def sparse_choice(name, unit, kept, total):
    choices = fork(seeded(name), "sparse")
    stream, chosen = (choices[0], (choices[1] + unit) & ((1 << 64) - 1)), set()
    for drawn, last in enumerate(range(total - kept, total)):
        low, high = words(stream, 2 * drawn, 2)
        candidate = (int(low) | int(high) << 32) * (last + 1) >> 64
        chosen.add(last if candidate in chosen else candidate)
    return chosen


def sparse(s, shape, kept, sd, by_input=False, **_):
    rows, columns = shape
    name, z = s.peek(), s.normal(rows * columns)
    keep = np.zeros((rows, columns), bool)
    total = rows if by_input else columns
    for unit in range(columns if by_input else rows):
        for place in sparse_choice(name, unit, kept(total), total):
            keep[(place, unit) if by_input else (unit, place)] = True
    return np.where(keep.ravel(), f32(sd) * z, f32(0))


def looks_linear(s, shape, **_):
    w = orthogonal(s, [shape[0] // 2, shape[1] // 2]).reshape(shape[0] // 2, shape[1] // 2)
    return np.block([[w, -w], [-w, w]]).astype(f32).ravel()


def repeated(s, shape, times, **_):
    small = OPS["HeNormal"](s, [shape[0] // times] + shape[1:]).reshape(shape[0] // times, -1)
    return np.repeat(small, times, axis=0).ravel()


def per_block(s, shape, blocks, **_):
    parts = [OPS[block](s, [shape[0] // len(blocks)] + shape[1:]) for block in blocks]
    return np.concatenate(parts)


def constant(value):
    return lambda s, shape, **_: (s.skip(count(shape)), np.full(count(shape), value, f32))[1]


def chrono(s, shape, max_steps, **_):
    units = shape[0] // 4
    steps = s.uniform(units, 1.0, max_steps - 1.0)
    forget = rounded(mp.log(mp.mpf(float(u))) for u in steps)
    return np.concatenate([-forget, forget, np.zeros(2 * units, f32)])


def nguyen_widrow(s, shape, **_):
    rows, columns = shape[0], count(shape[1:])
    u = s.uniform(rows * columns, -0.5, 0.5).reshape(rows, columns).astype(np.float64)
    length = 0.7 * float(mp.mpf(rows) ** (mp.mpf(1) / columns))
    out = []
    for row in u:
        squares = 0.0
        for value in row:
            squares += value * value
        out.append((row * (length / math.sqrt(squares))).astype(f32))
    return np.concatenate(out)


def step_bias(s, shape, **_):
    u = s.uniform(count(shape), 0.0, 1.0)
    low, high = mp.log(mp.mpf(0.001)), mp.log(mp.mpf(0.1))
    steps = [max(mp.mpf(1e-4), mp.exp(low + mp.mpf(float(x)) * (high - low))) for x in u]
    return rounded(x + mp.log(-mp.expm1(-x)) for x in steps)


def of_state(formula):
    return lambda s, shape, **_: np.tile(rounded(formula(n, shape[-1]) for n in range(shape[-1])), count(shape[:-1]))


def legs_a(s, shape, **_):
    return rounded(-mp.sqrt((2 * n + 1) * (2 * k + 1)) if n > k else -(n + 1) if n == k else 0 for n in range(shape[0]) for k in range(shape[1]))


OPS = {
    "HeNormal": normal_of(lambda shape: scaled_by(2.0, fans(shape)[0])),
    "Zeros": constant(0), "Ones": constant(1),
    "Identity": diagonal, "Dirac": diagonal,
    "GlorotNormal": by_block(normal_of(lambda shape: scaled_by(1.0, sum(fans(shape)) / 2))),
    "Orthogonal": by_block(placed(orthogonal, placed_orthogonal)),
    "ConvolutionOrthogonal": by_block(convolution_orthogonal),
    "OrthogonalScaled": lambda s, shape, **_: orthogonal(s, shape, math.sqrt(fans(shape)[1] / fans(shape)[0])),
    "DeltaOrthogonal": delta_orthogonal,
    "jax/delta_orthogonal": lambda s, shape, **_: delta_orthogonal(s, shape, earlier=True),
    "Hadamard": placed(hadamard, placed_hadamard), "ZerOHadamard": zero_hadamard, "Bilinear": bilinear,
    "Sparse": placed(lambda s, shape, **_: sparse(s, shape, lambda n: n - math.ceil(0.9 * n), 0.01), placed_sparse),
    "torch/sparse_": placed(lambda s, shape, **_: sparse(s, shape, lambda n: n - math.ceil(0.9 * n), 0.01, by_input=True), lambda s, shape, **args: placed_sparse(s, shape, by_input=True, **args)),
    "SparseConnections": lambda s, shape, **_: sparse(s, shape, lambda n: min(15, n), 1),
    "LooksLinear": looks_linear,
    "Icnr": lambda s, shape, factor, **_: repeated(s, shape, factor ** len(shape[2:])),
    "Repeated": repeated,
    "Scaled": lambda s, shape, factor, **_: f32(factor) * OPS["HeNormal"](s, shape),
    "PerBlock": per_block,
    "ResidualProjection": lambda s, shape, layers, **_: s.normal(count(shape), 0, 0.02 / math.sqrt(2.0 * layers)),
    "ResidualProjectionAtDepth": lambda s, shape, layer, **_: s.normal(count(shape), 0, 0.02 / math.sqrt(2.0 * (layer + 1))),
    "Small": lambda s, shape, width, **_: s.normal(count(shape), 0, math.sqrt(2.0 / (5.0 * width))),
    "Wang": lambda s, shape, layers, width, **_: s.normal(count(shape), 0, 2.0 / layers / math.sqrt(width)),
    "LoraDownNormal": lambda s, shape, rank, **_: s.normal(count(shape), 0, 1.0 / rank),
    "transformer/embedding": normal_of(lambda shape: scaled_by(1.0, fans(shape)[1])),
    "adapter/lora_down": uniform_of(lambda shape: math.sqrt(3 * (2 / (1 + math.sqrt(5) * math.sqrt(5))) / fans(shape)[0])),
    "adapter/lora_up": constant(0), "adapter/lora_embedding_down": constant(0),
    "adapter/lora_embedding_up": normal_of(lambda shape: 1.0),
    "recurrent/forget_gate_bias": lambda s, shape, **_: np.repeat(rounded([0, 1, 0, 0]), shape[0] // 4),
    "recurrent/irnn_recurrent": diagonal,
    "recurrent/irnn_input": normal_of(lambda shape: 0.001),
    "Chrono": chrono,
    "sigmoid/glorot_uniform": uniform_of(lambda shape: math.sqrt(3 * 16.0 / (sum(fans(shape)) / 2))),
    "sigmoid/prior_bias": constant(float(-mp.log(mp.mpf(0.99) / mp.mpf(0.01)))),
    "sigmoid/nguyen_widrow": nguyen_widrow,
    "sigmoid/nguyen_widrow_bias": uniform_of(lambda shape: 0.7 * float(mp.mpf(fans(shape)[1]) ** (mp.mpf(1) / fans(shape)[0]))),
    "field/siren_first": uniform_of(lambda shape: 1 / fans(shape)[0]),
    "field/siren_hidden": uniform_of(lambda shape: math.sqrt(3 * (2 / 900.0) / fans(shape)[0])),
    "field/fourier_features": normal_of(lambda shape: 10.0),
    "state_space/hippo_legs_a": legs_a,
    "state_space/hippo_legs_b": of_state(lambda n, _: mp.sqrt(2 * n + 1)),
    "state_space/hippo_legs_p": of_state(lambda n, _: mp.sqrt(n + mp.mpf(0.5))),
    "state_space/s4d_log_real_part": of_state(lambda n, _: -mp.log(2)),
    "state_space/s4d_lin_imaginary_part": of_state(lambda n, _: mp.pi * n),
    "state_space/s4d_inv_imaginary_part": of_state(lambda n, half: 2 * half / mp.pi * (mp.mpf(2 * half) / (2 * n + 1) - 1)),
    "state_space/mamba_log_a": of_state(lambda n, _: mp.log(n + 1)),
    "state_space/mamba_d": constant(1),
    "state_space/mamba_step_bias": step_bias,
    "state_space/mamba_step_weight": uniform_of(lambda shape: math.sqrt(3 * (1 / 3) / fans(shape)[0])),
}

STEPS = [
    ("Identity", [5, 7], {}), ("Dirac", [3, 4, 2, 3], {}), ("Orthogonal", [1, 1], {}), ("Orthogonal", [40, 33], {}), ("Orthogonal", [33, 40], {}), ("Orthogonal", [100, 60], {}), ("Orthogonal", [7, 4, 3, 2], {}),
    ("OrthogonalScaled", [12, 5], {}), ("DeltaOrthogonal", [7, 5, 3, 4], {}), ("jax/delta_orthogonal", [6, 6, 2], {}), ("Hadamard", [9, 5, 3], {}), ("Hadamard", [16, 16], {}),
    ("ZerOHadamard", [5, 9], {}), ("ZerOHadamard", [9, 5], {}), ("ZerOHadamard", [6, 3, 3, 2], {}), ("Bilinear", [2, 3, 4, 5], {}), ("Bilinear", [1, 1, 3, 6, 7], {}),
    ("Sparse", [20, 30], {}), ("torch/sparse_", [30, 20], {}), ("SparseConnections", [11, 40], {}), ("Sparse", [3, 400], {}), ("LooksLinear", [10, 14], {}), ("Icnr", [8, 3, 3, 2], {"inner": "HeNormal", "factor": 2}),
    ("Repeated", [12, 5], {"inner": "HeNormal", "times": 3}), ("Scaled", [12, 5], {"inner": "HeNormal", "factor": 0.1}), ("PerBlock", [12, 5], {"blocks": ["HeNormal", "Zeros", "Orthogonal", "HeNormal"]}),
    ("ResidualProjection", [30, 20], {"layers": 12}), ("ResidualProjectionAtDepth", [30, 20], {"layer": 3}), ("Small", [30, 20], {"width": 768}), ("Wang", [30, 20], {"layers": 12, "width": 768}),
    ("LoraDownNormal", [8, 20], {"rank": 8}), ("Chrono", [200], {"max_steps": 784}), ("recurrent/forget_gate_bias", [16], {}),
    ("state_space/hippo_legs_a", [20, 20], {}),
] + [
    (op, shape, {"layout": layout, "groups": groups, "blocks": blocks})
    for op in ("Orthogonal", "Hadamard", "Sparse", "torch/sparse_")
    for shape, layout, groups, blocks in [
        ([3, 2, 4, 12], "kernel, kernel, in/groups, out", 2, 1), ([8, 6, 5], "in, out/groups, kernel", 4, 3), ([24, 10], "out, in", 1, 4), ([10, 24], "in, out", 1, 4), ([12, 8], "out, in", 2, 1),
        ([3, 14, 9], "batch, in, out", 1, 1), ([2, 3, 8, 4], "out, batch, in, out", 2, 2),
    ]
] + [(name, [24, 18], {}) for name in OPS if "/" in name and name not in ("jax/delta_orthogonal", "torch/sparse_", "recurrent/forget_gate_bias", "state_space/hippo_legs_a")] + [
    ("ConvolutionOrthogonal", [6, 4, 3], {}), ("ConvolutionOrthogonal", [7, 5, 2, 3], {}), ("ConvolutionOrthogonal", [5, 5, 3, 1, 2], {}), ("ConvolutionOrthogonal", [3, 1, 4], {}),
    ("ConvolutionOrthogonal", [9, 3, 3], {"block_sizes": [5, 4]}), ("Orthogonal", [24, 16], {"block_sizes": [16, 4, 4]}), ("GlorotNormal", [24, 16], {"block_sizes": [16, 4, 4]}),
]


def values(floats):
    bits = np.ascontiguousarray(floats, "<f4").view("<u4")
    text = ["%08x" % b for b in bits]
    if len(text) <= 64:
        return {"bits": "".join(text)}
    return {"sha256": hashlib.sha256(bits.tobytes()).hexdigest(), "first": "".join(text[:16]), "last": "".join(text[-16:])}


if __name__ == "__main__":
    steps = []
    for op, shape, args in STEPS:
        floats = OPS[op](Source(), shape, **args)
        assert floats.dtype == f32 and floats.size == count(shape), op
        steps.append({"op": op, "args": {"fork": FORK, **args}, "shape": shape, "dtype": "float32", "values": values(floats)})
    document = {"framework": "Initializers", "version": "structures/v1", "cases": [{"name": "structures and recipes, each from a fresh fork", "seed": SEED, "steps": steps}]}
    lines = ",\n    ".join(json.dumps(step) for step in steps)
    head = json.dumps({**document, "cases": [{**document["cases"][0], "steps": []}]})
    print(head.replace('"steps": []', '"steps": [\n    ' + lines + "\n  ]"))
