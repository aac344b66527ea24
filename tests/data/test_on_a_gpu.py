"""Datasets and transforms of arrays on a GPU, on the strict stand-in for CuPy: the same numbers as on the CPU."""

import numpy as np
import pytest

import zerodl
from tests.cupy_standin import installed
from tests.data.transforms.test_image import BATCH, IMAGE
from zerodl.data import ConcatDataset, DataLoader, StratifiedSampler, Subset, TensorDataset, default_collate
from zerodl.data.transforms import CutMix, MixUp, RandomErasing, RandomSwap, ToDtype, TokenDropout
from zerodl.errors import IndexingError

LABELS = np.arange(len(BATCH)) % 3
WHOLE = (BATCH * 255).astype(np.uint8)
TEXTS = np.random.default_rng(0).integers(0, 9, (5, 12))


def first(data, **settings):
    return next(iter(DataLoader(data, batch_size=3, **settings)))


CALLS = {name: lambda x, transform=transform: transform(x(BATCH)) for name, transform in IMAGE.items()} | {
    "images of whole numbers": lambda x: IMAGE["RandomAffine"](IMAGE["ColorJitter"](x(WHOLE))),
    "holes of noise": lambda x: RandomErasing(1.0, value="random")(x(BATCH)),
    "holes of a colour": lambda x: RandomErasing(1.0, value=[0.1, 0.2, 0.3])(x(BATCH)),
    "to floats": lambda x: ToDtype(np.float32, scale=True)(x(WHOLE)),
    "to whole numbers": lambda x: ToDtype(np.uint8, scale=True)(x(BATCH)),
    "MixUp": lambda x: MixUp(num_classes=3)(x(BATCH), x(LABELS)),
    "CutMix": lambda x: CutMix(num_classes=3)(x(BATCH), x(LABELS)),
    "TokenDropout": lambda x: TokenDropout(0.3, replacement=1, keep=[0])(x(TEXTS)),
    "TokenDropout of a text": lambda x: TokenDropout(0.3)(x(TEXTS[0])),
    "RandomSwap": lambda x: RandomSwap(2, keep=[0])(x(TEXTS)),
    "RandomSwap of a text": lambda x: RandomSwap(2)(x(TEXTS[0])),
    "batches": lambda x: first(TensorDataset(x(BATCH), x(LABELS)), shuffle=True),
    "batches of parts": lambda x: first(Subset(ConcatDataset([TensorDataset(x(BATCH))] * 2), [60, 3, 7])),
    "items": lambda x: default_collate([(x(image), 1.5) for image in BATCH[:3]])[0],
    "stratified": lambda x: first(TensorDataset(x(BATCH)), sampler=StratifiedSampler(x(LABELS))),
}


@pytest.fixture(autouse=True)
def cupy():
    """The stand-in in the place of CuPy."""
    with installed() as standin:
        yield standin


def flat(result):
    return list(result) if isinstance(result, (list, tuple)) else [result]


@pytest.mark.parametrize("name", CALLS)
def test_the_numbers_are_the_cpus(name):
    results = []
    for device in ("cpu", "cuda"):
        zerodl.manual_seed(0)
        results.append(flat(CALLS[name](lambda array, device=device: zerodl.tensor(array, device=device))))
    for on_cpu, on_gpu in zip(*results):
        assert on_gpu.is_cuda
        assert on_gpu.dtype == on_cpu.dtype
        np.testing.assert_allclose(on_gpu.cpu().array, on_cpu.array, rtol=1e-6, atol=1e-6)


def test_a_position_that_is_not_there_is_refused_there_too():
    data = TensorDataset(zerodl.ones(4, device="cuda"))
    with pytest.raises(IndexingError, match="no item 4, it has 4"):
        list(DataLoader(data, sampler=[0, 4], batch_size=2))
