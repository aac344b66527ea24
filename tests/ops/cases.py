"""For every operation of the table: what it should compute, in NumPy and in PyTorch, and the inputs to try it on.

An operation without an entry here fails the suite. To add one: say what it computes (``expected``, in NumPy, without
looking at the package's own code), the same in PyTorch, and inputs that leave a mistake no place to hide.
"""

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np


@dataclass
class Example:
    """Inputs for one call.

    smooth: nudging works here (no kink, no tie, numbers of ordinary size). unlike_torch: why PyTorch's value differs.
    """

    inputs: tuple
    settings: dict = field(default_factory=dict)
    smooth: bool = True
    unlike_torch: str = ""


@dataclass
class Cases:
    """What one operation is tested with.

    expected: NumPy arrays and settings -> the value, or a tuple of values. torch: the same with torch tensors.
    no_gradient: why the operation has none.
    """

    expected: callable
    torch: callable
    examples: dict
    no_gradient: str = ""


rng = np.random.default_rng(0)


def signed(*shape):
    """Numbers between 0.4 and 1.6 of either sign: clear of 0, and no two alike."""
    return np.asarray(positive(*shape) * rng.choice([-1.0, 1.0], size=shape))


def positive(*shape):
    """Numbers between 0.4 and 1.6, at equal distances, shuffled: no two alike."""
    n = int(np.prod(shape))
    return rng.permutation(np.linspace(0.4, 1.6, n)).reshape(shape)


def strided(draw):
    """A 3 by 4 array that is not contiguous: every other column, backwards, of a transposed one."""
    array = draw(8, 3).T[:, ::-2]
    assert not array.flags.forc
    return array


def unary(draw=signed):
    """Inputs for an operation on one element at a time."""
    return {
        "plain": Example((draw(2, 3),)),
        "0-d": Example((draw(),)),
        "empty": Example((draw(0, 3),)),
        "strided": Example((strided(draw),)),
        "batch of one": Example((draw(1, 5),)),
    }


def binary(draw_a=signed, draw_b=None):
    """Inputs for an operation on two arrays, one element of each at a time."""
    draw_b = draw_b or draw_a
    return {
        "plain": Example((draw_a(2, 3), draw_b(2, 3))),
        "row and column": Example((draw_a(2, 1), draw_b(1, 3))),
        "stretched in the middle and on the left": Example((draw_a(3, 1, 2), draw_b(4, 3, 5, 2))),
        "0-d and array": Example((draw_a(), draw_b(2, 3))),
        "array and 0-d": Example((draw_a(2, 3), draw_b())),
        "both 0-d": Example((draw_a(), draw_b())),
        "array and Python number": Example((draw_a(2, 3), 2.0)),
        "Python number and array": Example((2.0, draw_b(2, 3))),
        "array and Python integer": Example((draw_a(2, 3), 3)),
        "empty": Example((draw_a(0, 3), draw_b(1, 3))),
        "empty by broadcasting": Example((draw_a(2, 0), draw_b(2, 1))),
        "strided": Example((strided(draw_a), strided(draw_b))),
        "batch of one": Example((draw_a(1, 5), draw_b(5))),
    }


def comparison():
    """Inputs for a comparison: with ties, infinities and numbers that equal nothing."""
    with_ties = {"ties": Example((np.array([1.0, 2.0, np.inf, np.nan]), np.array([1.0, 3.0, np.inf, np.nan])))}
    integers = {"integers": Example((np.array([[1, 2], [3, 4]]), np.array([1, 4])))}
    return binary() | with_ties | integers


def reductions(draw=signed, empty=True):
    """Inputs for an operation that makes axes vanish; ``empty``: it has a value for no elements too."""
    examples = {
        "all": Example((draw(2, 3),)),
        "first axis": Example((draw(2, 3),), {"dim": 0}),
        "last axis, kept": Example((draw(2, 3, 4),), {"dim": -1, "keepdim": True}),
        "two axes": Example((draw(2, 3, 4),), {"dim": (0, -1)}),
        "two axes, kept": Example((draw(2, 3, 4),), {"dim": (2, 1), "keepdim": True}),
        "all, kept": Example((draw(2, 3),), {"keepdim": True}),
        "0-d": Example((draw(),)),
        "0-d, kept": Example((draw(),), {"dim": 0, "keepdim": True}),
        "strided": Example((strided(draw),), {"dim": 0}),
        "batch of one": Example((draw(1, 5),), {"dim": 0}),
        "an axis of length 0 beside": Example((draw(0, 3),), {"dim": 1}),
    }
    if empty:
        examples["over no elements"] = Example((draw(0, 3),), {"dim": 0})
    return examples


def one_axis(draw=signed):
    """Inputs for an operation along exactly one axis."""
    return {
        "last axis": Example((draw(2, 3),), {"dim": 1}),
        "first axis of three": Example((draw(2, 3, 4),), {"dim": 0}),
        "negative axis": Example((draw(2, 3, 4),), {"dim": -2}),
        "strided": Example((strided(draw),), {"dim": 1}),
        "batch of one": Example((draw(1, 5),), {"dim": 1}),
        "one element": Example((draw(1),), {"dim": 0}),
        "an axis of length 0 beside": Example((draw(0, 3),), {"dim": 1}),
    }


def softmax_inputs():
    return one_axis() | {
        "±1e5": Example((np.array([[1e5, -1e5, 0.0], [-1e5, -1e5, -1e5]]),), {"dim": 1}, smooth=False),
        "masked by −∞": Example((np.array([[0.5, -np.inf, 0.25]]),), {"dim": 1}, smooth=False),
    }


def labelled(*extra):
    """Scores and class numbers for a loss."""
    return {
        "mean": Example((signed(4, 3), np.array([0, 2, 2, 1]))),
        "sum": Example((signed(4, 3), np.array([0, 2, 2, 1])), {"reduction": "sum"}),
        "none": Example((signed(4, 3), np.array([0, 2, 2, 1])), {"reduction": "none"}),
        "batch of one": Example((signed(1, 5), np.array([4]))),
        "one class": Example((signed(3, 1), np.array([0, 0, 0]))),
        "strided": Example((strided(signed), np.array([3, 0, 1]))),
        "small labels": Example((signed(2, 3), np.array([2, 0], np.uint8))),
        "empty sum": Example((signed(0, 3), np.array([], np.int64)), {"reduction": "sum"}),
        **dict(extra),
    }


# --- what NumPy says --------------------------------------------------------------------------------------------------


def np_mean(x, dim=None, keepdim=False):
    total = np.sum(x, axis=dim, keepdims=keepdim)
    return total if total.size == 0 else total / (x.size / total.size)


def np_log_softmax(x, dim):
    with np.errstate(divide="ignore"):
        largest = np.max(x, axis=dim, keepdims=True)
        return x - largest - np.log(np.sum(np.exp(x - largest), axis=dim, keepdims=True))


def np_nll(log_probs, target, reduction="mean"):
    losses = np.array([-row[label] for row, label in zip(log_probs, target)])
    return {"none": lambda: losses, "sum": losses.sum, "mean": losses.mean}[reduction]()


def np_max_along(x, dim, keepdim=False):
    return np.max(x, axis=dim, keepdims=keepdim), np.argmax(x, axis=dim, keepdims=keepdim)


def np_unindex(x, shape, key):
    result = np.zeros(shape)
    places = np.arange(result.size).reshape(shape)[key]  # which element each one was read from
    np.add.at(result.reshape(-1), places, x)
    return result


def np_index_put(x, value, key):
    result = x.copy()
    result[key] = value
    return result


# --- what PyTorch says ------------------------------------------------------------------------------------------------


def torch_reduce(name):
    """A reduction of PyTorch under zerodl's calling convention: dim may be missing, with keepdim or without."""

    def reduce(torch, x, dim=None, keepdim=False):
        every = tuple(range(x.ndim)) if dim is None else dim
        return getattr(torch, name)(x, dim=every, keepdim=keepdim)

    return reduce


def torch_loss(name):
    def loss(torch, scores, target, reduction="mean"):
        return getattr(torch.nn.functional, name)(scores, target.long(), reduction=reduction)

    return loss


def torch_max(torch, x, dim=None, keepdim=False):
    return torch.max(x) if dim is None else tuple(torch.max(x, dim=dim, keepdim=keepdim))


def torch_argmax(torch, x, dim=None, keepdim=False):
    return torch.argmax(x, dim=dim, keepdim=keepdim)


def torch_unindex(torch, x, shape, key):
    places = torch.as_tensor(np.arange(int(np.prod(shape))).reshape(shape)[key])
    flat = torch.zeros(int(np.prod(shape)), dtype=x.dtype).index_add(0, places.reshape(-1), x.reshape(-1))
    return flat.reshape(shape)


def torch_index_put(torch, x, value, key):
    result = x.clone()
    result[key] = value
    return result


def call(name):
    """torch.NAME(x, …) with the settings by name."""
    return lambda torch, *inputs, **settings: getattr(torch, name)(*inputs, **settings)


# --- the table --------------------------------------------------------------------------------------------------------

TIES = np.array([[2.0, 5.0, 5.0], [7.0, 7.0, 7.0]])
MASK = np.array([[True, False, True], [False, False, True]])

INDEXES = {
    "one element": Example((signed(2, 3),), {"key": (1, 2)}),
    "a row": Example((signed(2, 3),), {"key": -1}),
    "a slice": Example((signed(4, 3),), {"key": (slice(None, 2), slice(None))}),
    "steps": Example((signed(6, 3),), {"key": (slice(1, None, 2), 0)}),
    "a new axis": Example((signed(2, 3),), {"key": (slice(None), None)}),
    "an ellipsis": Example((signed(2, 3, 4),), {"key": (..., 1)}),
    "0-d": Example((signed(),), {"key": ()}),
    "a mask": Example((signed(2, 3),), {"key": MASK}),
    "integers, one twice": Example((signed(4, 3),), {"key": (np.array([3, 0, 3]),)}),
    "pairs of integers, one twice": Example((signed(4, 3),), {"key": (np.array([3, 0, 3]), np.array([1, 1, 1]))}),
    "nothing": Example((signed(4, 3),), {"key": (slice(0, 0),)}),
    "strided": Example((strided(signed),), {"key": (slice(1, None), np.array([2, 2]))}),
}


def _unindex_examples():
    """What ``index`` takes out, put back; each element that index read gets its own number."""
    return {
        label: Example((signed(*e.inputs[0][e.settings["key"]].shape),), {"shape": e.inputs[0].shape, **e.settings})
        for label, e in INDEXES.items()
    }


CASES = {
    "add": Cases(lambda a, b: a + b, call("add"), binary()),
    "sub": Cases(lambda a, b: a - b, call("sub"), binary()),
    "mul": Cases(lambda a, b: a * b, call("mul"), binary()),
    "div": Cases(lambda a, b: a / b, call("div"), binary()),
    "neg": Cases(lambda x: -x, call("neg"), unary()),
    "pow": Cases(
        lambda a, b: a**b,
        call("pow"),
        binary(positive)
        | {
            "negative base, integer power": Example((np.array([-2.0, -0.5, 3.0]), 3)),
            "zero to the zero": Example((np.array([0.0, 2.0]), 0), smooth=False),
            "zero base": Example((np.array([0.0, 2.0]), np.array([2.0, 3.0])), smooth=False),
            "zero among the powers": Example((np.array([0.0, 2.0]), np.array([0.0, 0.0])), smooth=False),
        },
    ),
    "exp": Cases(np.exp, call("exp"), unary()),
    "log": Cases(np.log, call("log"), unary(positive)),
    "tanh": Cases(np.tanh, call("tanh"), unary() | {"±1e5": Example((np.array([1e5, -1e5]),), smooth=False)}),
    "relu": Cases(
        lambda x: np.where(x > 0, x, 0.0),
        call("relu"),
        unary() | {"at the bend and far off": Example((np.array([0.0, -0.0, 1e5, -1e5]),), smooth=False)},
    ),
    "clone": Cases(lambda x: x.copy(), call("clone"), unary()),
    "cast": Cases(
        lambda x, dtype: x.astype(dtype),
        lambda torch, x, dtype: x.to({"float64": torch.float64, "float32": torch.float32, "int64": torch.int64}[dtype]),
        {
            "the same": Example((signed(2, 3),), {"dtype": "float64"}),
            "to float32": Example((signed(2, 3),), {"dtype": "float32"}, smooth=False),
            "from integers": Example((np.array([1, 2]),), {"dtype": "float64"}),
            "to integers": Example((signed(3) * 3,), {"dtype": "int64"}, smooth=False),
            "0-d": Example((signed(),), {"dtype": "float64"}),
            "empty": Example((signed(0, 2),), {"dtype": "float64"}),
        },
    ),
    "where": Cases(
        np.where,
        call("where"),
        {
            "plain": Example((MASK, signed(2, 3), signed(2, 3))),
            "all three broadcast": Example((MASK[:, :1], signed(3), signed(4, 1, 1))),
            "a Python number": Example((MASK, signed(2, 3), 0.0)),
            "0-d": Example((np.array(True), signed(), signed())),
            "empty": Example((np.ones((0, 3), bool), signed(0, 3), signed(3))),
            "strided": Example((MASK.T[::-1], signed(2, 3).T, signed(3, 4)[:, ::2])),
        },
    ),
    "eq": Cases(lambda a, b: a == b, lambda torch, a, b: a == b, comparison(), no_gradient="booleans"),
    "ne": Cases(lambda a, b: a != b, lambda torch, a, b: a != b, comparison(), no_gradient="booleans"),
    "lt": Cases(lambda a, b: a < b, lambda torch, a, b: a < b, comparison(), no_gradient="booleans"),
    "le": Cases(lambda a, b: a <= b, lambda torch, a, b: a <= b, comparison(), no_gradient="booleans"),
    "gt": Cases(lambda a, b: a > b, lambda torch, a, b: a > b, comparison(), no_gradient="booleans"),
    "ge": Cases(lambda a, b: a >= b, lambda torch, a, b: a >= b, comparison(), no_gradient="booleans"),
    "sum": Cases(
        lambda x, dim=None, keepdim=False, dtype=None: np.sum(x, axis=dim, keepdims=keepdim, dtype=dtype),
        lambda torch, x, dim=None, keepdim=False, dtype=None: torch_reduce("sum")(
            torch, x if dtype is None else x.to(getattr(torch, dtype)), dim, keepdim
        ),
        reductions()
        | {
            "no axis": Example((signed(2, 3),), {"dim": ()}, unlike_torch="there () stands for all axes, as None does"),
            "in another dtype": Example((signed(2, 3),), {"dim": 0, "dtype": "float32"}, smooth=False),
            "integers": Example((np.array([[1, 2], [3, 4]]),), {"dim": 0}),
        },
    ),
    "mean": Cases(
        np_mean,
        torch_reduce("mean"),
        reductions(empty=False),
    ),
    "amax": Cases(
        lambda x, dim=None, keepdim=False: np.max(x, axis=dim, keepdims=keepdim),
        torch_reduce("amax"),
        reductions(empty=False)
        | {
            "ties": Example((TIES,), {"dim": 1}, smooth=False),
            "ties, kept": Example((TIES,), {"dim": (0, 1), "keepdim": True}, smooth=False),
            "ties among all": Example((TIES,), smooth=False),
            "infinities": Example((np.array([[np.inf, 1.0], [-np.inf, -np.inf]]),), {"dim": 0}, smooth=False),
        },
    ),
    "max": Cases(
        lambda x, dim=None, keepdim=False: np.max(x) if dim is None else np_max_along(x, dim, keepdim),
        torch_max,
        one_axis() | {"all": Example((signed(2, 3),)), "0-d": Example((signed(),))},
    ),
    "max_with_indices": Cases(
        np_max_along,
        torch_max,
        one_axis()
        | {
            "kept": Example((signed(2, 3, 2),), {"dim": 1, "keepdim": True}),
            "ties": Example((TIES,), {"dim": 1}, smooth=False),
            "ties down a column": Example((TIES[1:].T,), {"dim": 0, "keepdim": True}, smooth=False),
        },
    ),
    "argmax": Cases(
        lambda x, dim=None, keepdim=False: np.argmax(x, axis=dim, keepdims=keepdim),
        torch_argmax,
        one_axis()
        | {
            "all": Example((signed(2, 3),)),
            "all, kept": Example((signed(2, 3),), {"keepdim": True}),
            "kept": Example((signed(2, 3),), {"dim": 0, "keepdim": True}),
            "0-d": Example((signed(),)),
            "ties": Example((TIES,), {"dim": 1}),
        },
        no_gradient="positions",
    ),
    "log_softmax": Cases(np_log_softmax, call("log_softmax"), softmax_inputs()),
    "softmax": Cases(lambda x, dim: np.exp(np_log_softmax(x, dim)), call("softmax"), softmax_inputs()),
    "matmul": Cases(
        lambda a, b: np.einsum("...ik,...kj->...ij", a, b),
        call("matmul"),
        {
            "plain": Example((signed(2, 3), signed(3, 4))),
            "two stacks": Example((signed(5, 2, 3), signed(5, 3, 4))),
            "a stack and a matrix": Example((signed(5, 2, 3), signed(3, 4))),
            "a matrix and a stack": Example((signed(2, 3), signed(5, 3, 4))),
            "stacks that broadcast": Example((signed(5, 1, 2, 3), signed(4, 3, 2))),
            "strided": Example((strided(signed), strided(signed).T)),
            "batch of one": Example((signed(1, 3), signed(3, 2))),
            "one by one": Example((signed(1, 1), signed(1, 1))),
            "no rows": Example((signed(0, 3), signed(3, 2))),
            "nothing to sum": Example((signed(2, 0), signed(0, 3))),
        },
    ),
    "reshape": Cases(
        lambda x, shape: x.reshape(shape),
        call("reshape"),
        {
            "plain": Example((signed(2, 3),), {"shape": (3, 2)}),
            "what is left over": Example((signed(2, 3, 4),), {"shape": (4, -1)}),
            "flat": Example((signed(2, 3),), {"shape": (-1,)}),
            "0-d to 1-d": Example((signed(),), {"shape": (1, 1)}),
            "1-d to 0-d": Example((signed(1),), {"shape": ()}),
            "empty": Example((signed(0, 3),), {"shape": (3, 0)}),
            "empty, what is left over": Example((signed(0, 3),), {"shape": (-1, 3)}),
            "strided, so copied": Example((strided(signed),), {"shape": (2, 6)}),
            "the same": Example((signed(2, 3),), {"shape": (2, 3)}),
        },
    ),
    "transpose": Cases(
        lambda x, dim0, dim1: np.swapaxes(x, dim0, dim1),
        call("transpose"),
        {
            "plain": Example((signed(2, 3),), {"dim0": 0, "dim1": 1}),
            "of three": Example((signed(2, 3, 4),), {"dim0": -1, "dim1": 0}),
            "with itself": Example((signed(2, 3),), {"dim0": 1, "dim1": 1}),
            "strided": Example((strided(signed),), {"dim0": 0, "dim1": 1}),
            "empty": Example((signed(0, 3),), {"dim0": 0, "dim1": 1}),
        },
    ),
    "expand": Cases(
        lambda x, shape: np.broadcast_to(x, shape),
        lambda torch, x, shape: x.expand(shape),
        {
            "a new axis": Example((signed(3),), {"shape": (2, 3)}),
            "a stretched axis": Example((signed(2, 1),), {"shape": (2, 3)}),
            "both": Example((signed(2, 1, 3),), {"shape": (4, 2, 5, 3)}),
            "0-d": Example((signed(),), {"shape": (2, 2)}),
            "the same": Example((signed(2, 3),), {"shape": (2, 3)}),
            "to nothing": Example((signed(1, 3),), {"shape": (0, 3)}),
        },
    ),
    "index": Cases(lambda x, key: x[key], lambda torch, x, key: x[key], INDEXES),
    "unindex": Cases(np_unindex, torch_unindex, _unindex_examples()),
    "index_put": Cases(
        np_index_put,
        torch_index_put,
        {
            "one element": Example((signed(2, 3), signed()), {"key": (1, 2)}),
            "a row": Example((signed(2, 3), signed(3)), {"key": 0}),
            "a column from one number": Example((signed(2, 3), signed()), {"key": (slice(None), 1)}),
            "rows from one row": Example((signed(4, 3), signed(3)), {"key": (slice(1, 3),)}),
            "a Python number": Example((signed(2, 3), 5.0), {"key": (slice(None), 1)}),
            "a mask": Example((signed(2, 3), signed()), {"key": MASK}),
            "integers": Example((signed(4, 3), signed(2, 3)), {"key": (np.array([3, 0]),)}),
            "all": Example((signed(2, 3), signed(2, 3)), {"key": ...}),
            "0-d": Example((signed(), signed()), {"key": ...}),
            "strided": Example((strided(signed), signed(3, 1)), {"key": (slice(None), slice(1, 3))}),
        },
    ),
    "nll_loss": Cases(np_nll, torch_loss("nll_loss"), labelled()),
    "cross_entropy": Cases(
        lambda x, target, reduction="mean": np_nll(np_log_softmax(x, 1), target, reduction),
        torch_loss("cross_entropy"),
        labelled(
            ("±1e5", Example((np.array([[1e5, -1e5], [-1e5, 1e5]]), np.array([0, 0])), smooth=False)),
            ("all scores alike", Example((np.zeros((2, 4)), np.array([3, 1])))),
        ),
    ),
}

EXAMPLES = {
    name: [SimpleNamespace(op=name, label=label, **vars(cases) | vars(e)) for label, e in cases.examples.items()]
    for name, cases in CASES.items()
}
