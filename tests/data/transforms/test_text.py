"""Tokens dropped and exchanged: how many, which never, and what stays."""

import numpy as np
import pytest

import zerodl
from zerodl.data.transforms import RandomSwap, TokenDropout
from zerodl.errors import ArgumentError, DTypeError, ShapeError

IDS = np.arange(2000) + 5


@pytest.mark.parametrize("give", [list, np.array, zerodl.tensor], ids=["list", "array", "tensor"])
def test_the_share_that_is_dropped(give):
    replaced = TokenDropout(0.3, replacement=1, generator=zerodl.Generator(0))(give(IDS.tolist()))
    assert isinstance(replaced, type(give([1])))
    values = np.array(replaced if isinstance(replaced, list) else replaced.tolist())
    assert len(values) == 2000
    assert abs(np.mean(values == 1) - 0.3) < 0.04
    kept = values != 1
    np.testing.assert_array_equal(values[kept], IDS[kept])
    shorter = TokenDropout(0.3, generator=zerodl.Generator(0))(give(IDS.tolist()))
    np.testing.assert_array_equal(np.array(shorter if isinstance(shorter, list) else shorter.tolist()), IDS[kept])


def test_what_is_to_be_kept_is_kept_and_one_token_always():
    assert TokenDropout(1.0, keep=["[CLS]", "[SEP]"])(["[CLS]", "a", "b", "[SEP]"]) == ["[CLS]", "[SEP]"]
    assert len(TokenDropout(1.0)(["a", "b", "c"])) == 1
    assert TokenDropout(1.0)([]) == []
    assert TokenDropout(1.0, keep=[0])(np.array([0, 7, 0, 8])).tolist() == [0, 0]
    batch = TokenDropout(1.0, replacement=3, keep=[0])(np.array([[7, 8, 0], [9, 0, 0]]))
    assert batch.tolist() == [[3, 3, 0], [3, 0, 0]]
    assert TokenDropout(0.0)(["a", "b"]) == ["a", "b"]


@pytest.mark.parametrize("n", [0, 1, 5])
def test_swaps_exchange_two_places_each(n):
    for tokens in (list(IDS), IDS, zerodl.tensor(IDS)):
        swapped = RandomSwap(n, generator=zerodl.Generator(0))(tokens)
        values = np.array(swapped if isinstance(swapped, list) else swapped.tolist())
        assert np.sum(values != IDS) == 2 * n
        np.testing.assert_array_equal(np.sort(values), IDS)
    np.testing.assert_array_equal(IDS, np.arange(2000) + 5)


def test_every_row_of_a_batch_has_swaps_of_its_own_and_padding_stays():
    batch = np.tile(np.array([2, 10, 11, 12, 13, 3, 0, 0]), (100, 1))
    swapped = RandomSwap(2, keep=[0, 2, 3])(batch)
    np.testing.assert_array_equal(swapped[:, [0, 5, 6, 7]], batch[:, [0, 5, 6, 7]])
    np.testing.assert_array_equal(np.sort(swapped), np.sort(batch))
    assert len({row.tobytes() for row in swapped}) > 5


def test_a_text_too_short_to_swap_stays():
    assert RandomSwap(3)(["a"]) == ["a"]
    assert RandomSwap(3)([]) == []
    assert RandomSwap(3, keep=[0])(np.array([0, 7, 0])).tolist() == [0, 7, 0]


WRONG = {
    "a probability of 2": (lambda: TokenDropout(2), ArgumentError, "p must lie"),
    "half a swap": (lambda: RandomSwap(0.5), ArgumentError, "n must be an integer"),
    "floats": (lambda: RandomSwap()(np.ones(3)), DTypeError, "integers, got float64"),
    "a text": (lambda: TokenDropout()("a b c"), DTypeError, "got str"),
    "three axes": (lambda: RandomSwap()(np.ones((1, 2, 3), int)), ShapeError, r"\(1, 2, 3\)"),
    "a batch with nothing in place": (lambda: TokenDropout()(np.ones((2, 3), int)), ShapeError, "give a replacement"),
}


@pytest.mark.parametrize(("call", "error", "text"), WRONG.values(), ids=WRONG)
def test_what_is_refused(call, error, text):
    with pytest.raises(error, match=text):
        call()
