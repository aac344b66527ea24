"""What the tape itself costs: forward and backward of one elementwise operation on 16 numbers, beside PyTorch eager."""

import time

import numpy as np
import torch

import zerodl

ROUNDS, REPEATS = 40, 500


def run():
    """Print the time of one forward and backward in both, for each operation."""
    torch.set_num_threads(1)
    numbers = np.linspace(0.5, 2.0, 16, dtype=np.float32)
    ours = zerodl.tensor(numbers, requires_grad=True), zerodl.ones(16)
    theirs = torch.tensor(numbers, requires_grad=True), torch.ones(16)
    print("forward + backward on 16 numbers    zerodl     PyTorch    zerodl / PyTorch")
    for name, compute in OPERATIONS.items():
        a, b = fastest(lambda compute=compute: step(compute, *ours), lambda compute=compute: step(compute, *theirs))
        print(f"{name:32} {a * 1e6:7.1f} µs {b * 1e6:8.1f} µs {a / b:15.2f}")


OPERATIONS = {
    "x * x": lambda x: x * x,
    "exp(x)": lambda x: x.exp(),
    "relu(x)": lambda x: x.relu(),
}


def step(compute, x, g):
    """One forward and one backward pass."""
    x.grad = None
    compute(x).backward(g)


def fastest(*functions):
    """Seconds a call of each function: the best of many rounds, in turns, so that a busy moment harms all alike."""
    best = [float("inf")] * len(functions)
    for _ in range(ROUNDS):
        for i, function in enumerate(functions):
            start = time.perf_counter()
            for _ in range(REPEATS):
                function()
            best[i] = min(best[i], (time.perf_counter() - start) / REPEATS)
    return best


if __name__ == "__main__":
    run()
