"""PyTorch as the judge of everything that reduces, runs along an axis, or rearranges.

Hypothesis chooses shapes with lengths 0 and 1, strides, dtypes, numbers with ties, and arguments of which some are
wrong. Value, dtype, gradient and whether the memory is shared must be PyTorch's, and what PyTorch refuses must be
refused. The count of calls that were compared is printed.
"""

import warnings
from collections import Counter

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zerodl
from zerodl.errors import ZerodlError

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")

FLOATS = ("float64", "float32", "float16", "bfloat16")
DTYPES = (*FLOATS, "int64", "uint8", "bool")
TOLERANCE = {"float64": 1e-9, "float32": 2e-5, "float16": 4e-3, "bfloat16": 3e-2}

counted = Counter()
judged = set()  # the operations so far


# --- tensors, laid in memory in the same way on both sides ------------------------------------------------------------


class Pair:
    """The same tensor in zerodl and in PyTorch."""

    def __init__(self, array, layout):
        base = np.ascontiguousarray(array)
        their_base = torch.tensor(base.astype(np.float32)).bfloat16() if _is_bfloat16(array) else torch.tensor(base)
        their_base = their_base.reshape(array.shape)
        base = base.reshape(array.shape)
        self.reversed = layout == "backwards" and array.ndim > 0
        if layout == "transposed":
            base, their_base = np.swapaxes(base, 0, -1) if base.ndim else base, their_base.transpose(0, -1)
        elif layout == "every other" and array.ndim:
            base, their_base = base[..., ::2], their_base[..., ::2]
        elif self.reversed:  # PyTorch has no negative strides
            base, their_base = base[..., ::-1], their_base.flip(-1)
        self.ours, self.theirs = zerodl.Tensor(base), their_base
        if their_base.is_floating_point():
            self.ours.requires_grad_()
            self.theirs.requires_grad_()


def _is_bfloat16(array):
    return array.dtype == ml_dtypes.bfloat16


def numbers(rng, shape, dtype, with_nan):
    """Quarters between −2 and 2, so there are ties and zeros."""
    if dtype == "bool":
        return rng.integers(0, 2, shape).astype(bool)
    if dtype not in FLOATS:
        return rng.integers(0 if dtype == "uint8" else -3, 4, shape).astype(dtype)
    x = np.asarray(rng.integers(-8, 9, shape) / 4)
    if with_nan:
        x = np.where(rng.random(shape) < 0.3, np.nan, x)
    return x.astype(ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype)


class Draw:
    """What the rows of the table below draw their arguments with."""

    def __init__(self, data):
        self.data = data
        self.rng = np.random.default_rng(data.draw(st.integers(0, 10**6)))
        self.with_nan = self.one_in(6)
        self.dtype = data.draw(st.sampled_from(DTYPES))
        self.layout = data.draw(st.sampled_from(("plain", "transposed", "every other", "backwards")))
        self.pairs = []

    def pick(self, *choices):
        return self.data.draw(st.sampled_from(choices))

    def one_in(self, n):
        return self.data.draw(st.integers(1, n)) == n

    def integer(self, low, high):
        return self.data.draw(st.integers(low, max(low, high)))

    def without_elements(self):
        return any(0 in pair.ours.shape for pair in self.pairs)

    def lengths(self, low=0, high=3):
        return tuple(self.data.draw(st.lists(st.sampled_from((2, 3, 1, 4, 0)), min_size=low, max_size=high)))

    def tensor(self, *shape, dtype=None, distinct=False):
        array = numbers(self.rng, shape, dtype or self.dtype, self.with_nan)
        if distinct:
            array = self.rng.permutation(array.size).reshape(shape).astype(array.dtype) + array * 0
        self.pairs.append(Pair(array, self.layout))
        return self.pairs[-1]

    def x(self, low=0, high=3):
        return self.tensor(*self.lengths(low, high))

    def dim(self, x, wrong=8):
        """An axis of x, of either sign; once in a while one that x has not."""
        n = max(x.ours.ndim, 1)
        return self.integer(-n - 1, n) if self.one_in(wrong) else self.integer(-n, n - 1)

    def dims(self, x):
        return tuple(self.dim(x, 20) for _ in range(self.integer(0, 2)))

    def over(self, x):
        """Settings of a reduction."""
        kind = self.pick("none", "one", "one", "several")
        if kind == "none":
            return {}
        dim = self.dim(x) if kind == "one" else self.dims(x)
        return {"dim": dim, "keepdim": True} if self.one_in(2) else {"dim": dim}

    def along(self, x):
        return {"dim": self.dim(x), "keepdim": True} if self.one_in(2) else {"dim": self.dim(x)}

    def one_or_all(self, x):
        return {} if self.one_in(4) else self.along(x)

    def reshaped(self, x):
        """A shape that x has room for, or nearly."""
        n = int(np.prod(x.ours.shape))
        fits = [
            (n,),
            (-1,),
            (1, n),
            (n, 1, 1),
            (2, n // 2),
            (n // 2, 2),
            (2, -1),
            (-1, 3),
            (n // 4, 2, 2),
            x.ours.shape,
        ]
        return self.pick(*fits, tuple(x.ours.shape[::-1]), (n + 1,), (-1, -1))

    def stretched(self, x):
        shape = [n if n != 1 else self.pick(1, 2, 3) for n in x.ours.shape]
        shape = [-1 if self.one_in(4) else n for n in shape]
        return tuple([self.pick(2, 1)] * self.integer(0, 2) + shape)

    def family(self, count):
        """Tensors of one shape."""
        shape = self.lengths(0, 3)
        return tuple(self.tensor(*shape) for _ in range(count))


# --- the table: what each operation is called with --------------------------------------------------------------------


def alone(d):
    return (d.x(),), {}


def reduced(d):
    x = d.x()
    return (x,), d.over(x)


def along(d):
    x = d.x()
    return (x,), {"dim": d.dim(x)}


def kept(d):
    x = d.x()
    return (x,), d.along(x)


def one_or_all(d):
    x = d.x()
    return (x,), d.one_or_all(x)


def with_axes(*draws):
    """x, and arguments each drawn by a function of Draw and x."""

    def call(d):
        x = d.x()
        return (x, *(draw(d, x) for draw in draws)), {}

    return call


def spread(d):
    x = d.x()
    over = d.over(x)
    over = {} if over.get("dim") == () else over  # the gradient of PyTorch then takes () for no axis
    return (x,), over | d.pick({}, {"correction": 0}, {"correction": 0.5})


def total(d):
    x = d.x()
    return (x,), d.over(x) | d.pick({}, {}, {"dtype": "float64"}, {"dtype": "int64"}, {"dtype": "float16"})


def product(d):
    x = d.x()
    return (x,), d.one_or_all(x)


def log_total(d):
    x = d.x()
    return (x,), d.over(x) or {"dim": 0}


def two(d):
    return d.family(2), {}


def angle(d):
    d.dtype = "float32" if d.dtype == "float16" else d.dtype  # there PyTorch's eps is 0, and vectors of zeros give NaN
    return two(d)


def larger(d):
    if d.one_in(3):
        return d.family(2), {}
    return one_or_all(d)


def quantile(d):
    d.dtype = d.pick("float64", "float32", "float32", "int64")
    x = d.tensor(*d.lengths(), distinct=True)  # of equal elements PyTorch takes any
    q = d.pick(0.0, 0.3, 0.5, 1.0, 1.5)
    method = d.pick("linear", "lower", "higher", "midpoint", "nearest")
    return (x, q), d.one_or_all(x) | {"interpolation": method}


def norm(d):
    x = d.x()
    return (x,), d.over(x) | {"p": d.pick("fro", 2, 1, 0, 3, 0.5, -1, float("inf"), -float("inf"))}


def tensors(count_low, count_high):
    """A sequence of tensors that agree but along one axis, or nearly."""

    def call(d):
        shape, dim = list(d.lengths(0, 3)), 0
        made = []
        for _ in range(d.integer(count_low, count_high)):
            if shape and d.one_in(2):
                shape[dim] = d.pick(1, 2, 3)
            dtype = d.pick(*DTYPES) if d.one_in(4) else None
            made.append(d.tensor(*shape, dtype=dtype))
        return (tuple(made),), {}

    return call


def joined(d):
    x = d.x(1, 3)
    dim = d.dim(x)
    parts = [x]
    for _ in range(d.integer(0, 2)):
        shape = list(x.ours.shape)
        shape[dim % len(shape)] = d.pick(0, 1, 2)
        parts.append(d.tensor(*(() if d.one_in(12) else (0,) if d.one_in(6) else shape)))
    return (tuple(parts),), {"dim": dim}


def side_by_side(d):
    family = d.family(d.integer(1, 3))
    return (family,), {"dim": d.integer(-4, 3)}


def vectors(d):
    return tuple(d.tensor(*d.pick((2,), (3,), (1,), (0,))) for _ in range(d.integer(1, 3))), {}


def grid(d):
    return vectors(d)[0], {"indexing": d.pick("ij", "xy")}


def blocks(d):
    return tuple(d.tensor(*d.pick((2, 3), (1, 1), (2,), (), (0, 2))) for _ in range(d.integer(1, 3))), {}


def meeting(d):
    """Shapes that broadcast together."""
    shape = d.lengths(0, 3)
    made = [shape, [1 if d.one_in(2) else n for n in shape][d.integer(0, len(shape)) :]]
    return tuple(d.tensor(*lengths) for lengths in made), {}


def border(d):
    mode = d.pick("constant", "constant", "reflect", "replicate", "circular")
    x = d.x(0, 3) if mode == "constant" else d.x(2, 3)
    axes = d.integer(0, x.ours.ndim) if mode == "constant" else x.ours.ndim - 2 + d.integer(0, 1)
    widths = tuple(d.integer(-1, 3) for _ in range(2 * axes))
    if mode != "constant" and axes == 0:
        widths = (d.integer(0, 2), d.integer(0, 2))
    extra = {"value": 2} if mode == "constant" and d.one_in(2) else {}
    return (x, widths), {"mode": mode} | extra


def parts(d):
    x = d.x(0, 3)
    n = x.ours.shape[0] if x.ours.ndim else 1
    first = d.integer(0, n)
    return (x, d.pick(1, 2, 3, 0, [first, n - first], [1, 1])), {"dim": d.pick(0, 0, -1)}


def places(d):
    x = d.x(0, 3)
    return (x, d.pick(1, 2, 3, 5, (1,), (1, 2), (0, 3), (-1,), 0)), {"dim": d.dim(x)}


def halves(d):
    return (d.x(0, 3), d.pick(1, 2, 3, (1,), (1, 2))), {}


def stretch(d):
    x = d.x(0, 3)
    return (x, d.dim(x), d.integer(-2, 3), d.integer(0, 3)), {}


def windows(d):
    x = d.x(0, 3)
    return (x, d.dim(x), d.integer(0, 3), d.integer(0 if d.one_in(8) else 1, 3)), {}


def diagonals(d):
    x = d.x(1 if d.one_in(8) else 2, 3)
    return (x,), {"offset": d.integer(-3, 3), "dim1": d.dim(x), "dim2": d.dim(x)}


def rolled(d):
    x = d.x()
    if d.one_in(3):
        return (x, d.integer(-3, 3)), {}
    dims = d.dims(x)
    return (x, tuple(d.integer(-3, 3) for _ in dims)), {"dims": dims}


def moved(d):
    x = d.x()
    return (x, d.dim(x), d.dim(x)) if d.one_in(2) else (x, d.dims(x), d.dims(x)), {}


def permuted(d):
    x = d.x()
    order = tuple(int(i) for i in d.rng.permutation(x.ours.ndim))
    return (x, d.dims(x) if d.one_in(6) else order), {}


def interleaved(d):
    x = d.x()
    return (x, d.integer(0, 3)), {} if d.one_in(4) else {"dim": d.dim(x)}


def split_axis(d):
    x = d.x(1, 3)
    dim = d.dim(x)
    return (x, dim, d.pick((1, -1), (2, -1), (-1,), (2, 2), (3, 1))), {}


def histogram(d):
    return (d.x(),), d.pick({"bins": 4, "min": -2, "max": 2}, {"bins": 3}, {"bins": 2, "min": 1, "max": 0})


def area(d):
    d.with_nan = False  # PyTorch adds the first and last height and takes them off again, which makes NaN of one point
    d.dtype = d.pick(*FLOATS)  # PyTorch gives integers for no integers, else floats
    x = d.x(1, 3)
    return (x,), {"dim": d.dim(x)} | d.pick({}, {"dx": 0.5})


def repeated(d, x):
    return tuple(d.integer(0, 2) for _ in range(x.ours.ndim + d.integer(-1, 1)))


TABLE = {
    "sum nansum": total,
    "mean nanmean amax amin all any": reduced,
    "var std var_mean std_mean": spread,
    "logsumexp": log_total,
    "prod argmax argmin median nanmedian": one_or_all,
    "mode": kept,
    "aminmax": one_or_all,
    "max min": larger,
    "count_nonzero": with_axes(lambda d, x: d.pick(None, d.dim(x), d.dims(x) or 0)),
    "cumsum cumprod cummax cummin logcumsumexp": along,
    "diff": with_axes(lambda d, x: d.integer(0, 3), Draw.dim),
    "quantile nanquantile": quantile,
    "norm": norm,
    "dist": two,
    "cosine_similarity": angle,
    "histc": histogram,
    "cov corrcoef": alone,
    "trapezoid cumulative_trapezoid": area,
    "reshape view": with_axes(Draw.reshaped),
    "view_as reshape_as": with_axes(lambda d, x: d.tensor(*d.pick(x.ours.shape[::-1], (int(np.prod(x.ours.shape)),)))),
    "flatten": with_axes(Draw.dim, Draw.dim),
    "unflatten": split_axis,
    "ravel contiguous t fliplr flipud trace diagflat clone": alone,
    "squeeze": with_axes(lambda d, x: d.pick(d.dim(x), d.dims(x))),
    "unsqueeze": with_axes(lambda d, x: d.integer(-x.ours.ndim - 2, x.ours.ndim + 1)),
    "transpose swapaxes swapdims": with_axes(Draw.dim, Draw.dim),
    "permute": permuted,
    "movedim moveaxis": moved,
    "flip": with_axes(lambda d, x: d.dims(x)),
    "rot90": with_axes(lambda d, x: d.integer(-2, 5), lambda d, x: (d.dim(x), d.dim(x))),
    "roll": rolled,
    "expand broadcast_to": with_axes(Draw.stretched),
    "expand_as": meeting,
    "broadcast_tensors": meeting,
    "atleast_1d atleast_2d atleast_3d": alone,
    "repeat tile": with_axes(repeated),
    "repeat_interleave": interleaved,
    "cat concat concatenate": joined,
    "stack": side_by_side,
    "hstack vstack dstack column_stack": tensors(1, 3),
    "split": parts,
    "chunk": with_axes(lambda d, x: d.integer(0, 4), Draw.dim),
    "tensor_split": places,
    "hsplit vsplit dsplit": halves,
    "unbind": along,
    "narrow": stretch,
    "select": with_axes(Draw.dim, lambda d, x: d.integer(-3, 3)),
    "unfold": windows,
    "pad": border,
    "diagonal diag_embed": diagonals,
    "diag tril triu": with_axes(lambda d, x: d.integer(-3, 3)),
    "meshgrid": grid,
    "cartesian_prod": vectors,
    "block_diag": blocks,
}
CALLS = {name: call for names, call in TABLE.items() for name in names.split()}


# --- both sides -------------------------------------------------------------------------------------------------------


def side(value, which):
    """Our half of an argument, or PyTorch's."""
    if isinstance(value, Pair):
        return getattr(value, which)
    if isinstance(value, tuple) and any(isinstance(part, Pair) for part in value):
        return tuple(side(part, which) for part in value)
    return value


def torchs(name):
    if name == "pad":
        return torch.nn.functional.pad
    return getattr(torch, name, None) or getattr(torch.Tensor, name)


def as_list(y):
    return list(y) if isinstance(y, (tuple, list)) else [y]


def in_float64(x):
    return np.asarray(x.detach().array if isinstance(x, zerodl.Tensor) else x.detach().double().numpy(), np.float64)


def close(ours, theirs, dtype):
    bound = TOLERANCE.get(dtype, 0)
    np.testing.assert_allclose(in_float64(ours), in_float64(theirs), rtol=bound, atol=bound)


def compare(name, d):
    """One call on both sides: the results, or that both refuse; shared memory; the gradients."""
    args, settings = CALLS[name](d)
    their_settings = {k: getattr(torch, v) if k == "dtype" else v for k, v in settings.items()}
    try:
        wanted = as_list(torchs(name)(*(side(a, "theirs") for a in args), **their_settings))
    except (RuntimeError, TypeError, ValueError, IndexError, NotImplementedError) as refusal:
        wanted = refusal
    try:
        results = as_list(getattr(zerodl, name)(*(side(a, "ours") for a in args), **settings))
    except ZerodlError as refusal:
        results = refusal
    if isinstance(results, Exception):
        on_purpose = d.without_elements() and name in STRICTER
        backwards = d.layout == "backwards" and name in ("view", "view_as")  # which the memory may not allow
        assert isinstance(wanted, Exception) or on_purpose or backwards, f"refused by us alone: {results}"
        counted["refused by both"] += 1
        return
    if isinstance(wanted, Exception):
        missing = isinstance(wanted, NotImplementedError) or "not implemented" in str(wanted)
        assert missing or name in KINDER, f"refused by PyTorch alone: {wanted}"
        counted["done by us alone"] += 1
        return
    assert len(results) == len(wanted)
    for y, theirs in zip(results, wanted):
        dtype = str(theirs.dtype).removeprefix("torch.")
        assert y.array.dtype.name == dtype
        assert y.shape == tuple(theirs.shape)
        if not (name in ANY_OF_EQUALS and len(results) == 2 and y is results[1]):
            close(y, theirs, dtype)
    counted["values"] += 1
    compare_memory(d, results, wanted)
    same_choice = name not in ANY_OF_EQUALS or len(results) == 1 or results[1].tolist() == wanted[1].tolist()
    if same_choice and not (d.with_nan and name in NAN_GRADIENT):
        compare_gradients(d, name, results, wanted)


def compare_memory(d, results, wanted):
    """A result that shares PyTorch's memory with an input must share ours."""
    if any(pair.reversed for pair in d.pairs):
        return
    for y, theirs in zip(results, wanted):
        if theirs.numel():
            for pair in d.pairs:
                shared = theirs.untyped_storage().data_ptr() == pair.theirs.untyped_storage().data_ptr()
                assert np.may_share_memory(y.array, pair.ours.array) == shared, f"shared memory: {shared} in PyTorch"
    counted["memories"] += 1


def compare_gradients(d, name, results, wanted):
    floating = [(y, theirs) for y, theirs in zip(results, wanted) if theirs.requires_grad]
    assert all(y.requires_grad for y, theirs in zip(results, wanted) if theirs.requires_grad)
    if not floating:
        return
    arriving = [np.linspace(0.5, 1.5, theirs.numel()).reshape(theirs.shape) for _, theirs in floating]
    torch.autograd.backward(
        [theirs for _, theirs in floating],
        [torch.tensor(g).to(theirs.dtype) for g, (_, theirs) in zip(arriving, floating)],
    )
    for g, (y, _) in zip(arriving, floating):
        y.backward(zerodl.Tensor(g).to(y.dtype), retain_graph=True)
    for pair in d.pairs:
        if pair.theirs.is_leaf and pair.theirs.grad is not None:
            dtype = str(pair.theirs.dtype).removeprefix("torch.")
            assert pair.ours.grad.array.dtype.name == dtype
            close(pair.ours.grad, pair.theirs.grad, dtype)
    counted["gradients"] += 1


# Where PyTorch is stricter, and why we are not.
KINDER = {
    "sum": "an integer total of floats is given, only it has no gradient",
    "nansum": "an integer total of floats is given, only it has no gradient",
    "logsumexp": "() stands for all axes, as elsewhere",
    "argmax": "booleans have an order, as PyTorch's max says too",
    "argmin": "booleans have an order, as PyTorch's min says too",
    "repeat_interleave": "a 0-d tensor has dim 0, as elsewhere",
    "pad": "the axes that get no border may be empty",
}
# Where we are, and why PyTorch is not.
STRICTER = {
    "median": "there the median of no integers is whatever stood in memory",
    "nanmedian": "there the median of no integers is whatever stood in memory",
    "cummax": "an axis that is not there is refused even without elements",
    "cummin": "an axis that is not there is refused even without elements",
    "roll": "an axis that is not there is refused even without elements",
}
# Which of equal elements it takes PyTorch leaves open.
ANY_OF_EQUALS = {"median", "nanmedian"}
# Operations whose gradient beside NaN is another, each with the reason.
NAN_GRADIENT = {
    "amax": "there it is NaN everywhere, here the NaN elements get it, as with max",
    "amin": "there it is NaN everywhere, here the NaN elements get it, as with min",
    "aminmax": "as of amax",
    "prod": "there a product of NaN alone sends NaN back, though its slope is 1",
    "cumprod": "there NaN reaches elements that come after it too",
    "norm": "there an element that is 0 gets NaN beside NaN, here 0",
    "dist": "as of norm",
    "cosine_similarity": "as of norm",
    "nanmean": "there a mean of nothing sends NaN back to elements that were left out",
}


@pytest.mark.parametrize("name", CALLS)
def test_pytorch_says_the_same(name):
    @settings(max_examples=20, deadline=None, derandomize=True, database=None)
    @given(st.data())
    def check(data):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compare(name, Draw(data))

    check()
    judged.add(name)


def test_count_of_calls_compared(capsys):
    with capsys.disabled():
        print(f"\n{len(CALLS)} operations against PyTorch: {', '.join(f'{n} {what}' for what, n in counted.items())}")
    if judged == set(CALLS):  # not when some of the tests are run alone
        assert counted["values"] > 1000
