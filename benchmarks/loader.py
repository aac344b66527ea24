"""How long a training loop waits for its batches: the time within ``next()`` as a share of a step's time.

A step is that of the network with 512 and 256 hidden units, batches of 64, Adam, on one thread: with 64 inputs, as for
the digits, and with 784, as for MNIST.
"""

import os
import statistics
import subprocess
import sys
import time
import zlib
from pathlib import Path

import numpy as np

from .mlp import ONE_THREAD

ROUNDS, STEPS, WARM = 3, 120, 10
INPUTS = {"digits, 64 inputs": 64, "MNIST's shape, 784 inputs": 784}
WAYS = {
    "tensors": "a TensorDataset: one look-up a batch",
    "augmented": "a TensorDataset, each batch's images shifted and made noisy",
    "items": "one item at a time, which is unpacked and made noisy",
    "2 workers": "the same by 2 workers, which need two cores beside the step's",
}


def run(rounds=ROUNDS):
    """Print the share of its time that a training loop waits, for each kind of data and each way to fetch them."""
    print("Waiting for data: time in next() as a share of a step, forward + backward + update, batch 64, Adam.")
    print(f"Medians of {rounds} processes each, one thread; for information, nothing depends on it.\n")
    print(f"{'':28}" + "".join(f"{name:>12}" for name in WAYS) + f"{'a step':>12}")
    for name, inputs in INPUTS.items():
        shares, step = [], 0.0
        for way in WAYS:
            measured = [seconds(inputs, way) for _ in range(rounds)]
            shares.append(statistics.median(wait / whole for wait, whole in measured))
            step = step or statistics.median(whole for _, whole in measured)
        print(f"{name:28}" + "".join(f"{100 * share:>10.2f} %" for share in shares) + f"{step * 1e3:>9.2f} ms")
    print()
    for way, meaning in WAYS.items():
        print(f"{way:>10}: {meaning}")


def seconds(inputs, way):
    """How long a step waits for its batch and how long it takes in all, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.loader", str(inputs), way]
    root = Path(__file__).parents[1]
    answer = subprocess.run(
        command, cwd=root, env=os.environ | ONE_THREAD, check=True, capture_output=True, text=True
    ).stdout
    return tuple(map(float, answer.split()))


def measure(inputs, way, steps=STEPS):
    """The median seconds of waiting and of a whole step, the first few left out."""
    import zerodl
    from zerodl import nn

    net = nn.Sequential(nn.Linear(inputs, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10))
    optimiser = zerodl.optim.Adam(net.parameters())
    waits, wholes = [], []
    batches = endless(make_loader(inputs, way))
    for _ in range(steps):
        start = time.perf_counter()
        images, labels = next(batches)
        waited = time.perf_counter()
        optimiser.zero_grad()
        zerodl.cross_entropy(net(images), labels).backward()
        optimiser.step()
        waits.append(waited - start)
        wholes.append(time.perf_counter() - start)
    return statistics.median(waits[WARM:]), statistics.median(wholes[WARM:])


def make_loader(inputs, way):
    """A shuffling loader over as many random images as there are digits to train on."""
    from zerodl.data import DataLoader, Dataset, TensorDataset, default_collate
    from zerodl.data.transforms import Compose, GaussianNoise, RandomAffine

    rng = np.random.default_rng(0)
    images = rng.random((1437, inputs), dtype=np.float32)
    labels = rng.integers(0, 10, 1437)
    side = round(inputs**0.5)
    noise = GaussianNoise(sigma=0.05)
    augment = Compose([RandomAffine(degrees=0, translate=(0.1, 0.1)), noise])
    files = [zlib.compress(image.tobytes()) for image in images]

    class Items(Dataset):
        def __len__(self):
            return len(images)

        def __getitem__(self, i):
            image = np.frombuffer(zlib.decompress(files[i]), dtype=np.float32)
            return noise(image.reshape(1, side, side)).reshape(-1), labels[i]

    def augmented(batch):
        x, y = default_collate(batch)
        return augment(x.reshape(-1, 1, side, side)).reshape(-1, inputs), y

    if way in ("tensors", "augmented"):
        data = TensorDataset(images, labels)
        return DataLoader(data, batch_size=64, shuffle=True, collate_fn=augmented if way == "augmented" else None)
    return DataLoader(Items(), batch_size=64, shuffle=True, num_workers=2 if way == "2 workers" else 0)


def endless(loader):
    """Batches for ever: epoch after epoch."""
    while True:
        yield from loader


if __name__ == "__main__":
    print(*measure(int(sys.argv[1]), sys.argv[2]))
