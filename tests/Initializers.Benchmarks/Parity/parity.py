"""Reads the name of a fill of 2^24 values from each line and prints its speed in million values per second."""
import sys, time
import numpy as np
import torch

COUNT = 1 << 24
torch.set_num_threads(1)
tensor, rng, legacy = torch.empty(COUNT), np.random.default_rng(0), np.random.RandomState(0)
double_tensor = torch.empty(COUNT, dtype=torch.float64)
doubles, floats = np.empty(COUNT), np.empty(COUNT, np.float32)
fills = {
    "torch uniform": lambda: tensor.uniform_(-1, 1),
    "torch normal": lambda: tensor.normal_(),
    "torch uniform float64": lambda: double_tensor.uniform_(-1, 1),
    "torch normal float64": lambda: double_tensor.normal_(),
    "numpy random float64": lambda: rng.random(out=doubles),
    "numpy random float32": lambda: rng.random(dtype=np.float32, out=floats),
    "numpy standard_normal float64": lambda: rng.standard_normal(out=doubles),
    "numpy standard_normal float32": lambda: rng.standard_normal(dtype=np.float32, out=floats),
    "numpy RandomState float64": lambda: legacy.randn(COUNT),
}
for line in sys.stdin:
    start = time.perf_counter()
    fills[line.strip()]()
    print(COUNT / (time.perf_counter() - start) / 1e6, flush=True)
