"""A worker of `compare` for PyTorch and NumPy: reads a piece of work from each line and prints its time in nanoseconds, or "-"."""
import math
import sys
import time

framework, threads = sys.argv[1], int(sys.argv[2])
if framework == "torch":
    import torch
    torch.manual_seed(42)
    if threads > 0:
        torch.set_num_threads(threads)
    version = torch.__version__
else:
    import numpy
    generator = numpy.random.default_rng(42)
    version = numpy.__version__


def torch_work(kind, size):
    if kind == "gpt2":
        width, tensors = 768, [torch.empty(50257, 768), torch.empty(1024, 768)]
        for _ in range(12):
            tensors += [torch.empty(width, n) for n in (3 * width, width, 4 * width)] + [torch.empty(4 * width, width)]
        constants = [torch.empty(n) for _ in range(12) for n in (width, width, 3 * width, width, width, width, 4 * width, width)] + [torch.empty(width)] * 2

        def model():
            for t in tensors:
                t.normal_(0, 0.02)
            for t in constants:
                t.zero_()
        return model
    if kind == "orthogonal":
        side = math.isqrt(size)
        matrix = torch.empty(side, side)
        return (lambda: torch.nn.init.orthogonal_(matrix)) if side <= 1024 else None  # 2,048 takes 5 seconds
    if kind.endswith("-module"):
        return None  # of TorchSharp
    values = torch.empty(size)
    return {"fill": lambda: values.fill_(1.0), "uniform": lambda: values.uniform_(-1, 1), "normal": lambda: values.normal_(0, 1),
            "truncated": lambda: torch.nn.init.trunc_normal_(values, 0, 1, -2, 2)}[kind]


def numpy_work(kind, size):
    if size > 1 << 24 or kind == "orthogonal":
        return None
    values = numpy.empty(size, numpy.float32)
    return {"fill": lambda: values.fill(1), "uniform": lambda: generator.random(out=values, dtype=numpy.float32),
            "normal": lambda: generator.standard_normal(out=values, dtype=numpy.float32)}.get(kind)


def nanoseconds(action):
    start, calls, batch = time.perf_counter(), 0, 1
    while True:
        for _ in range(batch):
            action()
        calls += batch
        batch = min(2 * batch, 1024)
        elapsed = time.perf_counter() - start
        if elapsed > 0.025:
            return elapsed / calls * 1e9


print(version, flush=True)
actions = {}
for line in sys.stdin:
    kind, size = line.split()
    if (kind, size) not in actions:
        actions[kind, size] = (torch_work if framework == "torch" else numpy_work)(kind, int(size))
    action = actions[kind, size]
    print("-" if action is None else repr(nanoseconds(action)), flush=True)
