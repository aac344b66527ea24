"""What the tape itself costs: forward and backward of one elementwise operation on 16 numbers, beside PyTorch eager.

Both run in this one process, in turns, on one thread each: 16 numbers are no work for a second one.
"""

import statistics
import time

import numpy as np

import zerodl

try:
    import torch
except ImportError:
    torch = None

ROUNDS, REPEATS = 41, 500
OPERATIONS = {
    "a * b": lambda a, b: a * b,
    "a + b": lambda a, b: a + b,
    "exp(a)": lambda a, b: a.exp(),
    "relu(a)": lambda a, b: a.relu(),
}


def run(rounds=ROUNDS, repeats=REPEATS):
    """Print the median time of one forward and backward pass in both, and the median ratio, for each operation."""
    print("One elementwise operation on 16 numbers, forward + backward: what the tape costs.")
    print(f"Medians of {rounds} rounds in turns, {repeats} passes each, one thread.\n")
    if torch is None:
        print("PyTorch is not installed, so there is nothing to compare with: pip install zerodl[test]\n")
        contestants = [(zerodl.tensor, zerodl.ones)]
    else:
        torch.set_num_threads(1)
        contestants = [(zerodl.tensor, zerodl.ones), (torch.tensor, torch.ones)]
    print(f"{'':10}{'zerodl':>10}{'PyTorch':>12}{'zerodl / PyTorch':>20}")
    for name, compute in OPERATIONS.items():
        passes = [one_pass(compute, tensor, ones(16)) for tensor, ones in contestants]
        print(row(name, in_turns(passes, rounds, repeats)))


def one_pass(compute, tensor, g):
    """A function that does one forward and one backward pass, in the library whose ``tensor`` is given."""
    numbers = np.linspace(0.5, 2.0, 16, dtype=np.float32)
    a, b = tensor(numbers, requires_grad=True), tensor(numbers, requires_grad=True)

    def run_once():
        a.grad = b.grad = None
        compute(a, b).backward(g)

    return run_once


def in_turns(functions, rounds, repeats):
    """For each round, the seconds that one call of each function took; so a busy moment harms all alike."""
    times = []
    for _ in range(rounds):
        times.append([])
        for function in functions:
            start = time.perf_counter()
            for _ in range(repeats):
                function()
            times[-1].append((time.perf_counter() - start) / repeats)
    return times


def row(name, times):
    """One line of the table: the medians, and the median of the ratios of the rounds."""
    medians = [statistics.median(own) * 1e6 for own in zip(*times)]
    line = f"{name:10}" + "".join(f"{median:>{width}.1f} µs" for median, width in zip(medians, (7, 9)))
    if len(times[0]) > 1:
        line += f"{statistics.median(ours / theirs for ours, theirs in times):>20.2f}"
    return line


if __name__ == "__main__":
    run()
