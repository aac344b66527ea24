"""One step of AdamW on ten million parameters, beside PyTorch: with numba and without, its default and its fused form.

Each contestant has a process of its own, and the processes take turns; see ``benchmarks.mlp``.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from .mlp import ONE_THREAD

ROUNDS, STEPS = 5, 25
# A Transformer's: matrices, and beside each its bias.
SHAPES = [shape for _ in range(3) for shape in [(768, 2304), (2304,), (768, 768), (768,), (768, 768), (768,)]]
SHAPES += [(10_000_000 - sum(int(np.prod(shape)) for shape in SHAPES),)]


def run(rounds=ROUNDS):
    """Print the median milliseconds of one step for each contestant, on one thread and on all."""
    print(f"One step of AdamW on 10 million float32 parameters in {len(SHAPES)} tensors.")
    print(f"Medians of {rounds} processes each, in turns; for information, nothing depends on it.\n")
    contestants = ["zerodl, without numba"]
    for module, names in (("numba", ["zerodl, with numba"]), ("torch", ["PyTorch", "PyTorch, fused"])):
        if importlib.util.find_spec(module):
            contestants += names
        else:
            print(f"{module} is not installed: pip install zerodl[test]\n")
    print(f"{'':22}{'one thread':>14}{'all cores':>14}")
    times = {(name, threads): [] for name in contestants for threads in ("1", "all")}
    for _ in range(rounds):
        for name, threads in times:
            times[name, threads].append(milliseconds(name, threads))
    for name in contestants:
        medians = [statistics.median(times[name, threads]) for threads in ("1", "all")]
        print(f"{name:22}{medians[0]:>11.2f} ms{medians[1]:>11.2f} ms")


def milliseconds(name, threads):
    """The time of one step, measured in a process of its own."""
    environment = os.environ | (ONE_THREAD if threads == "1" else {})
    environment |= {"ZERODL_COMPILED": "0" if name.endswith("without numba") else "1"}
    command = [sys.executable, "-m", "benchmarks.optimizer", name]
    root = Path(__file__).parents[1]
    return float(subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True).stdout)


def measure(step):
    """The median milliseconds of ``step()``, the first few left out."""
    times = []
    for _ in range(STEPS):
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times[5:])


def arrays():
    """The parameters, or their gradients."""
    rng = np.random.default_rng(0)
    return [rng.standard_normal(shape, dtype=np.float32) for shape in SHAPES]


def zerodl_step():
    """A function that takes one step in zerodl."""
    import zerodl

    params = [zerodl.Tensor(array, requires_grad=True) for array in arrays()]
    for p, g in zip(params, arrays()):
        p.grad = zerodl.Tensor(g)
    return zerodl.optim.AdamW(params).step


def torch_step(**settings):
    """The same in PyTorch."""
    import torch

    params = [torch.from_numpy(array).requires_grad_() for array in arrays()]
    for p, g in zip(params, arrays()):
        p.grad = torch.from_numpy(g)
    return torch.optim.AdamW(params, **settings).step


CONTESTANTS = {
    "zerodl, without numba": zerodl_step,
    "zerodl, with numba": zerodl_step,
    "PyTorch": torch_step,
    "PyTorch, fused": lambda: torch_step(fused=True),
}

if __name__ == "__main__":
    print(measure(CONTESTANTS[sys.argv[1]]()))
