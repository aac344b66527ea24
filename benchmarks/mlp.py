"""One training step of the 784-512-256-10 network, batches of 64, Adam, beside PyTorch.

Each contestant has a process of its own, because the thread pools of two array libraries in one process get in each
other's way; the processes take turns. Every step gets a fresh batch: on one batch for ever the gradients would shrink
until the processor calculates with denormal numbers, which it does slowly.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

ROUNDS, STEPS = 3, 60
SIZES = (784, 512, 256, 10)
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def run(rounds=ROUNDS):
    """Print the median milliseconds of one step for each contestant, on one thread and on all."""
    print("One training step of the 784-512-256-10 network, batch 64, Adam: forward + backward + update.")
    print(f"Medians of {rounds} processes each, in turns; for information, nothing depends on it.\n")
    contestants = ["zerodl"]
    if importlib.util.find_spec("torch"):
        contestants += ["PyTorch", "PyTorch, fused Adam"]
    else:
        print("PyTorch is not installed, so there is nothing to compare with: pip install zerodl[test]\n")
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
    command = [sys.executable, "-m", "benchmarks.mlp", name]
    root = Path(__file__).parents[1]
    return float(subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True).stdout)


def measure(step):
    """The median milliseconds of ``step(images, labels)`` over fresh batches, the first few left out."""
    rng = np.random.default_rng(0)
    images = rng.random((STEPS, 64, 784), dtype=np.float32)
    labels = rng.integers(0, 10, (STEPS, 64))
    times = []
    for batch, target in zip(images, labels):
        start = time.perf_counter()
        step(batch, target)
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times[10:])


def zerodl_step():
    """A function that does one training step in zerodl."""
    import zerodl
    from zerodl import nn

    layers = [module for n, m in zip(SIZES, SIZES[1:]) for module in (nn.Linear(n, m), nn.ReLU())]
    net = nn.Sequential(*layers[:-1])
    optimiser = zerodl.optim.Adam(net.parameters())

    def step(images, labels):
        optimiser.zero_grad()
        zerodl.cross_entropy(net(zerodl.from_numpy(images)), zerodl.from_numpy(labels)).backward()
        optimiser.step()

    return step


def torch_step(**settings):
    """The same in PyTorch."""
    import torch
    from torch import nn

    layers = [module for n, m in zip(SIZES, SIZES[1:]) for module in (nn.Linear(n, m), nn.ReLU())]
    net = nn.Sequential(*layers[:-1])
    optimiser = torch.optim.Adam(net.parameters(), **settings)

    def step(images, labels):
        optimiser.zero_grad()
        nn.functional.cross_entropy(net(torch.from_numpy(images)), torch.from_numpy(labels)).backward()
        optimiser.step()

    return step


CONTESTANTS = {
    "zerodl": zerodl_step,
    "PyTorch": torch_step,
    "PyTorch, fused Adam": lambda: torch_step(fused=True),
}

if __name__ == "__main__":
    print(measure(CONTESTANTS[sys.argv[1]]()))
