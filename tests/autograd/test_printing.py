"""Printing: PyTorch's text, character by character, for every dtype, shape, size of numbers and option."""

import re

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

import zerodl
from zerodl.autograd.printing import get_printoptions, printoptions, set_printoptions
from zerodl.errors import ArgumentError
from zerodl.nn import Parameter

torch = pytest.importorskip("torch", reason="PyTorch is the oracle of printing; pip install zerodl[test] has it")

DTYPES = {
    "float32": torch.float32,
    "float64": torch.float64,
    "float16": torch.float16,
    "bfloat16": torch.bfloat16,
    "int64": torch.int64,
    "int32": torch.int32,
    "int16": torch.int16,
    "int8": torch.int8,
    "uint8": torch.uint8,
    "bool": torch.bool,
}

SHAPES = [
    (), (1,), (5,), (7,), (40,), (300,), (2, 3), (8, 9), (2, 3, 4), (3, 8, 7), (2, 1, 3, 2), (7, 7, 7, 7), (1500,),
    (12, 11, 10), (0,), (0, 3), (2, 0, 3),
]  # fmt: skip

NUMBERS = {
    "normal": lambda rng, shape: rng.standard_normal(shape),
    "whole": lambda rng, shape: np.round(rng.standard_normal(shape) * 10),
    "large whole": lambda rng, shape: np.round(rng.standard_normal(shape) * 1e5),
    "of all sizes": lambda rng, shape: rng.standard_normal(shape) * 10.0 ** rng.integers(-6, 7, shape),
    "tiny": lambda rng, shape: rng.standard_normal(shape) * 1e-6,
    "huge": lambda rng, shape: rng.standard_normal(shape) * 1e12,
    "zeros": lambda rng, shape: np.zeros(shape),
    "minus zeros": lambda rng, shape: -np.zeros(shape),
    "inf and nan": lambda rng, shape: rng.choice([np.inf, -np.inf, np.nan, 0.0, 1.5, -20.25], shape),
    "inf, nan and whole": lambda rng, shape: rng.choice([np.inf, -np.inf, np.nan, 0.0, 3.0], shape),
    "only nan": lambda rng, shape: np.full(shape, np.nan),
}

OPTIONS = {
    "default": {},
    "two digits": {"precision": 2},
    "no digits": {"precision": 0},
    "short": {"profile": "short"},
    "full": {"profile": "full"},
    "summarised early": {"threshold": 5},
    "one at each end": {"threshold": 5, "edgeitems": 1},
    "none at the ends": {"threshold": 3, "edgeitems": 0},
    "narrow": {"linewidth": 40},
    "very narrow": {"linewidth": 5},
    "scientific": {"sci_mode": True},
    "never scientific": {"sci_mode": False},
}


@pytest.fixture
def options():
    """Sets the options of both, and puts the usual ones back."""

    def choose(**chosen):
        set_printoptions(**chosen)
        torch.set_printoptions(**chosen)

    yield choose
    choose(profile="default")


def both(array, name):
    """The same numbers as a tensor of ours and one of PyTorch's."""
    with np.errstate(all="ignore"):
        array = np.asarray(array, np.float32).astype(np.dtype(name))
    if name == "bfloat16":
        return zerodl.tensor(array), torch.tensor(array.astype(np.float32), dtype=torch.bfloat16)
    return zerodl.tensor(array), torch.tensor(array, dtype=DTYPES[name])


def unwrapped(text):
    """PyTorch writes dtype=torch.int8, we dtype=int8; so its lines are full earlier where that stands."""
    return re.sub(r",\s+(dtype|size|requires_grad|grad_fn)=", r", \1=", text.replace("torch.", ""))


@pytest.mark.parametrize("chosen", OPTIONS)
@pytest.mark.parametrize("name", DTYPES)
def test_as_pytorch_prints(name, chosen, options):
    options(**OPTIONS[chosen])
    rng = np.random.default_rng(0)
    shapes = SHAPES if chosen != "full" else SHAPES[:10]  # PyTorch takes long over a thousand numbers
    for shape in shapes:
        kinds = NUMBERS if np.prod(shape) < 100 else ("normal", "large whole", "inf and nan")
        for kind in kinds:
            ours, theirs = both(NUMBERS[kind](rng, shape), name)
            assert unwrapped(repr(ours)) == unwrapped(repr(theirs)), (shape, kind)


@pytest.mark.parametrize(
    "values",
    [
        [1e-4, 1.0], [1e-5, 1.0], [1.0, 1000.0], [1.0, 1000.5], [1e8, 1e8 + 8], [1e9], [0.1, 0.25, 1 / 3], [-1.5, 10.0],
        [1e-45], [3.4e38], [0.99995, 1.0], [9999.5], [-0.0, 1.0], [1e-4], [9.9e-5], [1.5, np.nan], [2.0, np.inf],
    ],
)  # fmt: skip
def test_numbers_at_the_borders_of_scientific_notation(values):
    assert repr(zerodl.tensor(values)) == repr(torch.tensor(values))
    assert repr(zerodl.tensor(values[0])) == repr(torch.tensor(values[0]))


@settings(deadline=None)  # PyTorch's own printing takes its time when it is called first
@given(
    st.sampled_from(["float64", "float32", "float16", "int64", "int8", "bool"]).flatmap(
        lambda name: arrays(np.dtype(name), array_shapes(min_dims=0, min_side=0, max_dims=4, max_side=4))
    )
)
def test_any_array_that_hypothesis_finds(array):
    assert unwrapped(repr(zerodl.tensor(array))) == unwrapped(repr(torch.tensor(array)))


def test_memory_order_does_not_matter():
    array = np.arange(24.0).reshape(2, 3, 4)
    for view in (array.T, array[:, ::2], array[..., ::-1], np.broadcast_to(array[0], (2, 3, 4))):
        assert unwrapped(repr(zerodl.from_numpy(view))) == unwrapped(repr(torch.tensor(view.copy())))


# --- what follows the numbers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", range(50))
def test_what_follows_moves_to_a_new_line_when_the_line_is_full(length):
    ours, theirs = zerodl.ones(length, requires_grad=True), torch.ones(length, requires_grad=True)
    assert repr(ours) == repr(theirs)
    assert unwrapped(repr(ours * 2)) == unwrapped(repr(theirs * 2)).replace("<MulBackward0>", "<mul>")


def test_two_suffixes_on_lines_of_their_own():
    with printoptions(linewidth=30):
        text = repr(zerodl.ones(4, dtype=zerodl.float64, requires_grad=True))
    assert text == "tensor([1., 1., 1., 1.],\n       dtype=float64,\n       requires_grad=True)"


TEXTS = {
    "tensor([1, 2], dtype=uint8)": lambda: zerodl.tensor([1, 2], dtype=zerodl.uint8),
    "tensor([1.5000], dtype=bfloat16)": lambda: zerodl.tensor(np.array([1.5], ml_dtypes.bfloat16)),
    "tensor(2.5000)": lambda: zerodl.tensor(2.5),
    "tensor(7)": lambda: zerodl.tensor(7),
    "tensor(True)": lambda: zerodl.tensor(True),
    "tensor([ True, False])": lambda: zerodl.tensor([True, False]),
    "tensor([])": lambda: zerodl.tensor([]),
    "tensor([], dtype=int64)": lambda: zerodl.arange(0),
    "tensor([], size=(0, 3))": lambda: zerodl.zeros(0, 3),
    "tensor([], size=(2, 0), dtype=bool)": lambda: zerodl.zeros(2, 0, dtype=bool),
    "tensor([1.], requires_grad=True)": lambda: zerodl.ones(1, requires_grad=True),
    "tensor([2.], grad_fn=<mul>)": lambda: zerodl.ones(1, requires_grad=True) * 2,
    "tensor([[1., 2.],\n        [3., 4.]])": lambda: zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]),
    "Parameter containing:\ntensor([0., 0.], requires_grad=True)": lambda: Parameter(zerodl.zeros(2)),
}


@pytest.mark.parametrize("text", TEXTS)
def test_text(text):
    assert repr(TEXTS[text]()) == str(TEXTS[text]()) == text


def test_the_default_dtype_goes_unsaid():
    zerodl.set_default_dtype(zerodl.float64)
    torch.set_default_dtype(torch.float64)
    try:
        for ours, theirs in [
            (zerodl.ones(2), torch.ones(2)),
            (zerodl.ones(2, dtype=zerodl.float32), torch.ones(2, dtype=torch.float32)),
            (zerodl.zeros(0, dtype=zerodl.float32), torch.zeros(0, dtype=torch.float32)),
        ]:
            assert repr(ours) == repr(theirs).replace("torch.", "")
    finally:
        zerodl.set_default_dtype(zerodl.float32)
        torch.set_default_dtype(torch.float32)


def test_a_view_whose_base_changed_says_where_it_now_comes_from():
    base = zerodl.ones(3, requires_grad=True) * 1
    view = base[:2]
    base.mul_(2)
    assert repr(view) == "tensor([2., 2.], grad_fn=<index>)"


def test_a_large_tensor_is_not_read_as_a_whole():
    """What is left out costs nothing: an array that takes no memory prints at once, however long it is."""
    endless = np.broadcast_to(np.float32(1), (1000, 1000, 1000))
    assert repr(zerodl.from_numpy(endless)).count("...") == 1 + 6 + 36


# --- options ----------------------------------------------------------------------------------------------------------


def test_options_are_put_back_after_a_block_and_after_an_error():
    before = get_printoptions()
    with printoptions(precision=1, sci_mode=True):
        assert repr(zerodl.tensor(0.25)) == "tensor(2.5e-01)"
        with printoptions(precision=2):  # as in PyTorch, a call without sci_mode sets that back
            assert repr(zerodl.tensor(0.25)) == "tensor(0.25)"
    assert get_printoptions() == before
    with pytest.raises(ZeroDivisionError), printoptions(precision=1):
        1 / 0  # noqa: B018
    assert get_printoptions() == before


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"profile": "tiny"}, "profile default, short or full, got 'tiny'"),
        ({"precision": -1}, "precision, got -1"),
        ({"threshold": "all"}, "threshold, got 'all'"),
    ],
)
def test_options_that_mean_nothing_change_nothing(chosen, said):
    before = get_printoptions()
    with pytest.raises(ArgumentError, match=f"set_printoptions: .*{said}"):
        set_printoptions(linewidth=10, **chosen)
    assert get_printoptions() == before
