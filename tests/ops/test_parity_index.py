"""PyTorch as the judge of indexing, of everything that looks elements up, and of linear algebra.

Hypothesis chooses shapes with lengths 0 and 1, strides, dtypes, keys and positions, of which some are wrong. Value,
dtype, gradient and whether the memory is shared must be PyTorch's, and what PyTorch refuses must be refused. The count
of calls that were compared is printed.
"""

import math
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

FLOATS = ("float64", "float32", "bfloat16")
DTYPES = (*FLOATS, "int64", "uint8", "bool")
TOLERANCE = {"float64": 1e-9, "float32": 3e-4, "bfloat16": 4e-2}

counted = Counter()


# --- the same tensor on both sides ------------------------------------------------------------------------------------


class Pair:
    """A tensor of zerodl and one of PyTorch, laid in memory in the same way."""

    def __init__(self, array, layout="plain"):
        theirs = _to_torch(np.ascontiguousarray(array).reshape(array.shape))
        if layout == "transposed" and array.ndim > 1:
            array, theirs = np.swapaxes(array, 0, -1), theirs.transpose(0, -1)
        elif layout == "every other" and array.ndim:
            array, theirs = array[..., ::2], theirs[..., ::2]
        self.ours, self.theirs = zerodl.Tensor(array), theirs
        if theirs.is_floating_point():
            self.ours.requires_grad_()
            self.theirs.requires_grad_()

    def __repr__(self):
        return repr(self.theirs)


def _to_torch(array):
    if array.dtype == ml_dtypes.bfloat16:
        return torch.tensor(array.astype(np.float32)).bfloat16()
    return torch.tensor(array)


def side(value, which):
    """Our half of an argument, or PyTorch's."""
    if isinstance(value, Pair):
        return getattr(value, which)
    if isinstance(value, (tuple, list)):
        return type(value)(side(part, which) for part in value)
    if isinstance(value, slice):
        return slice(*(side(part, which) for part in (value.start, value.stop, value.step)))
    return value


class Draw:
    """What the rows of the tables below draw their arguments with."""

    def __init__(self, data):
        self.data = data
        self.rng = np.random.default_rng(data.draw(st.integers(0, 10**6)))
        self.dtype = data.draw(st.sampled_from(DTYPES))
        self.layout = data.draw(st.sampled_from(("plain", "transposed", "every other")))
        self.pairs = []

    def pick(self, *choices):
        return self.data.draw(st.sampled_from(choices))

    def one_in(self, n):
        return self.data.draw(st.integers(1, n)) == n

    def integer(self, low, high):
        return self.data.draw(st.integers(low, max(low, high)))

    def lengths(self, low=0, high=3):
        return tuple(self.data.draw(st.lists(st.sampled_from((2, 3, 1, 4, 0)), min_size=low, max_size=high)))

    def keep(self, array, layout="plain"):
        self.pairs.append(Pair(array, layout))
        return self.pairs[-1]

    def tensor(self, *shape, dtype=None, layout="plain", apart=False):
        """Quarters between −2 and 2, so there are ties and zeros; or, ``apart``, no two numbers alike."""
        dtype, n = dtype or self.dtype, math.prod(shape)
        if dtype == "bool":
            x = self.rng.integers(0, 2, shape).astype(bool)
        elif dtype in FLOATS:
            x = np.linspace(-2, 2, n)[self.rng.permutation(n)].reshape(shape) if apart else None
            x = np.asarray(self.rng.integers(-8, 9, shape) / 4) if x is None else x
            x = x.astype(ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype)
        else:
            low = 0 if dtype == "uint8" else -3
            x = low + self.rng.permutation(n).reshape(shape) if apart else self.rng.integers(low, 4, shape)
            x = x.astype(dtype)
        return self.keep(np.asarray(x), layout)

    def x(self, low=0, high=3, **how):
        return self.tensor(*self.lengths(low, high), layout=self.layout, **how)

    def other_dtype(self):
        """Once in a while not the dtype of x."""
        return self.pick(*DTYPES) if self.one_in(12) else self.dtype

    def dim(self, x):
        """An axis of x, of either sign; once in a while one that x has not."""
        n = max(x.ours.ndim, 1)
        return self.integer(-n - 1, n) if self.one_in(10) else self.integer(-n, n - 1)

    def positions(self, length, *shape, negative=False):
        """Integers from 0 to length; once in a while one too many, or no integers."""
        low = -length if negative else 0
        high = length + 1 if self.one_in(12) or length == 0 else length
        index = self.rng.integers(low, max(high, low + 1), shape)
        if self.one_in(20):
            return self.keep(index.astype(np.float32))
        return self.keep(index.astype(np.int64))

    def length(self, x, dim):
        shape = x.ours.shape
        return shape[dim] if shape and -len(shape) <= dim < len(shape) else 1


# --- keys -------------------------------------------------------------------------------------------------------------


def key_for(d, x, masks=("bool",)):
    """What may stand between brackets, and some things that may not."""
    shape, parts, axis = x.ours.shape, [], 0
    common = d.lengths(0, 2)  # what index arrays broadcast to
    dots = d.one_in(3)
    for _ in range(d.integer(0, len(shape) + 1)):
        n = shape[axis] if axis < len(shape) else 1
        kind = d.pick("int", "slice", "slice", "none", "array", "array", "list", "mask", "number", "dots", "odd")
        if kind == "odd" and not d.one_in(4):
            kind = "slice"
        if kind == "none":
            parts.append(None)
            continue
        if kind == "dots":
            if dots:
                parts.append(...)
                dots = False
            continue
        if kind == "mask" and axis < len(shape):
            taken = d.integer(1, min(2, len(shape) - axis))
            lengths = tuple(m + d.one_in(15) for m in shape[axis : axis + taken])
            parts.append(d.tensor(*lengths, dtype=d.pick(*masks)))
            axis += taken
            continue
        parts.append(_entry(d, kind, n, common))
        axis += 1
    return tuple(parts) if len(parts) != 1 or d.one_in(2) else parts[0]


def _entry(d, kind, n, common):
    if kind == "int":
        return d.integer(-n - d.one_in(8), n - 1 + d.one_in(8))
    if kind == "number":
        return d.positions(n, negative=True)
    if kind == "array":
        return d.positions(n, *(1 if d.one_in(4) else m for m in common), negative=True)
    if kind == "list":
        return [d.integer(-n, n - 1) for _ in range(d.integer(0, 3))]
    if kind == "odd":
        return d.pick(1.5, "a", True, False, d.tensor(2, dtype="float32"))
    low, high = d.pick(None, -n - 1, -1, 0, 1, n), d.pick(None, -2, 0, 1, n, n + 2)
    return slice(low, high, d.pick(None, 1, 2, 3))


def reading(d):
    x = d.x()
    return (x, key_for(d, x, masks=("bool", "uint8"))), {}


def writing(d):
    x = d.x()
    key = key_for(d, x)
    try:
        target = tuple(side(x, "theirs")[side(key, "theirs")].shape)
    except (IndexError, TypeError, ValueError, RuntimeError):
        target = ()
    shape = tuple(1 if d.one_in(3) else n + d.one_in(20) for n in target[d.integer(0, len(target)) :])
    value = d.pick(1, 0, True) if d.one_in(3) else d.tensor(*shape, dtype=d.pick(*DTYPES) if d.one_in(3) else None)
    return (x, key, value), {}


def write(x, key, value):
    """On both sides the same: a copy, and its part overwritten."""
    y = x.clone()
    y[key] = value
    return y


# --- looking up -------------------------------------------------------------------------------------------------------


def index_shape(d, x, dim):
    """As gather takes it: as many axes, none longer than x's but the one along dim; once in a while another."""
    shape = list(x.ours.shape)
    axis = dim % len(shape) if shape else 0
    shape = [d.integer(0, 4) if i == axis else d.integer(min(n, 1), n) for i, n in enumerate(shape)]
    return (*shape, 2) if d.one_in(20) else tuple(shape)


def gathered(d):
    x = d.x()
    dim = d.dim(x)
    return (x, dim, d.positions(d.length(x, dim), *index_shape(d, x, dim))), {}


def looked_up(d):
    x = d.x(1)
    if d.one_in(5):
        return (x, d.positions(math.prod(x.ours.shape), *d.lengths(1, 2))), {}
    dim = d.dim(x)
    axis = dim % x.ours.ndim
    shape = tuple(d.integer(0, 3) if i == axis else d.pick(1, n) for i, n in enumerate(x.ours.shape))
    return (x, d.positions(d.length(x, dim), *shape)), {"dim": dim}


def scattered(unique=False, reduce=()):
    def call(d):
        x = d.x()
        dim = d.dim(x)
        n = d.length(x, dim)
        shape = index_shape(d, x, dim)
        index = d.positions(n, *shape)
        if unique and index.theirs.numel() and len(shape) == x.ours.ndim and shape:  # the order of writing is open
            rows = min(shape[dim % len(shape)] if -len(shape) <= dim < len(shape) else 0, n)
            shape = tuple(rows if i == dim % len(shape) else m for i, m in enumerate(shape))
            index = d.keep(np.argsort(d.rng.random(shape), axis=dim) if -len(shape) <= dim < len(shape) else 0)
            shape = index.ours.shape
        src = d.tensor(*shape, dtype=d.other_dtype())
        if unique and d.one_in(4):
            src = d.pick(1, 0)
        if not reduce:
            return (x, dim, index, src), {}
        return (x, dim, index, src, d.pick(*reduce)), {"include_self": d.pick(True, False)}

    return call


def rows(source=True, unique=False, reduce=(), **extra):
    """As index_add takes it: a vector of positions, and slices."""

    def call(d):
        x = d.x()
        dim = d.dim(x)
        n, count = d.length(x, dim), d.integer(0, 3)
        if unique:
            index = d.keep(d.rng.permutation(n)[:count].astype(np.int64))
        else:
            index = d.positions(n, *(() if d.one_in(15) else (count,)))
        if not source:
            return (x, dim, index, *((d.pick(1, 0),) if source is None else ())), {}
        axis = dim % max(x.ours.ndim, 1)
        shape = tuple(index.theirs.numel() if i == axis else m for i, m in enumerate(x.ours.shape))
        src = d.tensor(*shape, dtype=d.other_dtype())
        if reduce:
            return (x, dim, index, src, d.pick(*reduce)), {"include_self": d.pick(True, False)}
        return (x, dim, index, src), {name: d.pick(*values) for name, values in extra.items() if d.one_in(3)}

    return call


def taken(d):
    x = d.x()
    return (x, d.positions(math.prod(x.ours.shape), *d.lengths(0, 2), negative=True)), {}


def placed(d):
    x = d.x()
    n = math.prod(x.ours.shape)
    index = d.keep(d.rng.permutation(n)[: d.integer(0, n)].astype(np.int64) - n * d.one_in(2))
    return (x, index, d.tensor(*index.ours.shape, dtype=d.other_dtype()), d.pick(True, False)), {}


def masked(fill):
    def call(d):
        x = d.x()
        shape = tuple(1 if d.one_in(4) else n + d.one_in(30) for n in x.ours.shape[d.integer(0, x.ours.ndim) :])
        mask = d.tensor(*shape, dtype="bool" if not d.one_in(12) else d.pick("float32", "int64"))
        return (x, mask, *fill(d, x)), {}

    return call


def enough(d, x):
    return (d.tensor(max(math.prod(x.ours.shape) - d.one_in(10), 0), dtype=d.other_dtype()),)


def x_alone(low=0, high=3, **choices):
    return lambda d: ((d.x(low, high),), {name: d.pick(*values) for name, values in choices.items() if d.one_in(2)})


def ordered(d):
    x = d.x(apart=True)
    return (x,), {"dim": d.dim(x), "descending": d.pick(True, False), "stable": True}


def ranked(with_dim):
    def call(d):
        x = d.x(apart=True)
        dim = d.dim(x)
        return (x, d.integer(0, d.length(x, dim) + d.one_in(8)), dim, *with_dim(d)), {}

    return call


def looked_for(d):
    batch = d.lengths(0, 1)
    sequence = np.sort(d.rng.integers(-4, 5, (*batch, d.integer(0, 5))), axis=-1)
    dtype = d.pick("float64", "float32", "int64")
    values = d.tensor(*(n + d.one_in(15) for n in batch), d.integer(0, 3), dtype=dtype)
    how = {"right": d.pick(True, False), "out_int32": d.pick(True, False)}
    return (d.keep(sequence.astype(dtype)), values), how


def in_buckets(d):
    boundaries = d.keep(np.sort(d.rng.integers(-4, 5, d.integer(0, 5))).astype("float64"))
    return (d.tensor(*d.lengths(0, 2), dtype="float64"), boundaries), {"right": d.pick(True, False)}


def membership(d):
    dtype = d.pick("float64", "int64", "uint8")
    return (d.tensor(*d.lengths(0, 2), dtype=dtype), d.tensor(*d.lengths(0, 2), dtype=dtype)), {
        "invert": d.pick(True, False)
    }


def counts(d):
    x = d.tensor(d.integer(0, 5), dtype=d.pick("uint8", "uint8", "int64", "float32"))
    return (x,), {"minlength": d.integer(0, 5)}


def distinct(d):
    x = d.x(0, 2)
    how = {"return_inverse": d.pick(True, False), "return_counts": d.pick(True, False)}
    if d.one_in(3) and x.ours.ndim and 0 not in x.ours.shape:
        how["dim"] = d.integer(-x.ours.ndim, x.ours.ndim - 1)
    return (x,), how


# --- linear algebra ---------------------------------------------------------------------------------------------------


def product(*ndims, least=0):
    """Factors whose inner lengths agree, nearly always."""

    def call(d):
        a, b = d.pick(*ndims)
        m, k, n = d.integer(least, 3), d.integer(least, 3), d.integer(0, 3)
        stack = d.lengths(2, 2)
        of_a = (*stack[: max(a - 2, 0)], m, k)[-a:]
        of_b = (*stack[: max(b - 2, 0)], k + d.one_in(12), n)[-b:] if b > 1 else (k + d.one_in(12),)
        return (d.tensor(*of_a), d.tensor(*of_b)), {}

    return call


def added(call, result):
    """beta · input + alpha · product."""

    def with_input(d):
        (a, b), _ = call(d)
        shape = tuple(1 if d.one_in(4) else n for n in result(a.ours.shape, b.ours.shape))
        how = {"beta": d.pick(1, 2), "alpha": d.pick(1, 3)} if d.one_in(2) else {}
        return (d.tensor(*shape[d.integer(0, len(shape)) * d.one_in(2) :], dtype=d.other_dtype()), a, b), how

    return with_input


EQUATIONS = (
    "ij,jk->ik", "ij,jk", "bij,bjk->bik", "ii", "ii->i", "iij->ji", "ij->", "ij->ji", "ji", "i,j->ij", "ij,ij->i",
    "...ij,...jk->...ik", "...i,...i->...", "...i->i...", "i...->...", "ij,jk,kl->il", "i,i,i", "ab,cd->dcba", ",i->i",
    "...,...", "aB,Bc", "ii,jj->ij", "ij,k->j", "bi,oij,bj->bo",
)  # fmt: skip


def by_equation(d):
    equation = d.pick(*EQUATIONS)
    lengths = {letter: d.pick(2, 3, 1, 0) for letter in "abcdijklobB"}
    dots = d.lengths(0, 2)
    operands = []
    for term in equation.split("->")[0].split(","):
        shape = []
        for part in term.replace("...", "."):
            own = (tuple(1 if d.one_in(4) else n for n in dots)) if part == "." else (lengths[part],)
            shape += [n + d.one_in(40) for n in own]
        operands.append(d.tensor(*shape))
    return (equation, *operands), {}


def pairs_of_axes(d):
    x = d.x(1, 3)
    if d.one_in(3):
        count = d.integer(0, x.ours.ndim)
        shape = x.ours.shape[x.ours.ndim - count :]
        return (x, d.tensor(*shape, d.integer(0, 2)), count), {}
    axes = [int(i) for i in d.rng.permutation(x.ours.ndim)[: d.integer(0, x.ours.ndim)]]
    y = d.tensor(*(x.ours.shape[i] for i in axes), d.integer(0, 2))
    return (x, y, (axes, list(range(len(axes))))), {}


def vectors_of_three(d):
    shape, axis = list(d.lengths(1, 2)), d.pick(0, -1)
    shape[axis] = 3 + d.one_in(12)
    other = [n if i == axis % len(shape) else d.pick(1, n) for i, n in enumerate(shape)]
    return (d.tensor(*shape), d.tensor(*other)), {"dim": axis}


def two_alike(d):
    shape = d.lengths(1, 2)
    return (d.tensor(*shape), d.tensor(*(d.pick(1, n) for n in shape))), {}


def square(d, stack=None, kind="regular"):
    n = d.integer(1, 3)
    x = d.rng.normal(size=(*(d.lengths(0, 1) if stack is None else stack), n, n))
    if kind == "positive":
        x = x @ np.swapaxes(x, -1, -2) + np.eye(n)
    elif kind == "symmetric":
        x = x + np.swapaxes(x, -1, -2) + 4 * np.diag(np.arange(n))
    elif kind == "triangle":
        x = np.tril(x) + 3 * np.eye(n)
    else:
        x = x / 2 + 3 * np.eye(n)
    return d.keep(x.astype(d.dtype if d.dtype in ("float32", "float64") else "float64"))


def any_matrix(d, kind="regular", **choices):
    """Square and regular; once in a while no matrix, not square, or not floating."""
    how = {name: d.pick(*values) for name, values in choices.items() if d.one_in(2)}
    if d.one_in(6):
        return (d.tensor(*d.lengths(0, 2), dtype=d.pick("int64", "float64")),), how
    return (square(d, kind=kind),), how


def of_matrix(kind="regular", **choices):
    return lambda d: any_matrix(d, kind, **choices)


def rectangle(**choices):
    """A matrix whose singular values are far from one another and from 0."""

    def call(d):
        m, n, stack = d.integer(1, 4), d.integer(1, 3), d.lengths(0, 1)
        k = min(m, n)
        u, v = (np.linalg.qr(d.rng.normal(size=(*stack, size, k)))[0] for size in (m, n))
        x = (u * (1.0 + np.arange(k))) @ np.swapaxes(v, -1, -2)
        how = {name: d.pick(*values) for name, values in choices.items() if d.one_in(2)}
        return (d.keep(x.astype(d.pick("float64", "float32"))),), how

    return call


def equations(d, kind="regular", **always):
    stack = d.lengths(0, 1)
    a = square(d, stack, kind)
    n, dtype = a.ours.shape[-1], a.ours.dtype.name
    shape = d.pick((*stack, n, 2), (n, 2), (*stack, n), (*stack, n + 1, 2)) if kind == "regular" else (*stack, n, 2)
    return (a, d.tensor(*shape, dtype=dtype)), {name: d.pick(*values) for name, values in always.items()}


def right_side_first(d):
    (a, b), how = equations(d, "triangle")
    return (b, a), how


def powers(d):
    (x,), _ = any_matrix(d)
    return (x, d.integer(-2, 4)), {}


def chain(d):
    lengths = [d.integer(0, 3) for _ in range(d.integer(3, 5))]
    shapes = [list(pair) for pair in zip(lengths, lengths[1:])]
    if d.one_in(3):
        shapes[0] = shapes[0][1:]
    if d.one_in(3):
        shapes[-1] = shapes[-1][:1]
    dtype = d.pick("float64", "float32")
    return ([d.tensor(*(n + d.one_in(30) for n in shape), dtype=dtype) for shape in shapes],), {}


def closest(d):
    (a,), _ = rectangle()(d)
    return (a, d.tensor(*a.ours.shape[:-1], 2, dtype=a.ours.dtype.name)), {}


def norm_of(d):
    (x,), how = rectangle(keepdim=(True, False))(d)
    return (x,), how | {"ord": d.pick("fro", "nuc", 1, -1, 2, -2, math.inf, -math.inf, 3)}


def length_of(d):
    x = d.x(1, 3, apart=True)
    dim = d.pick(None, d.integer(-1, 0))
    return (x, d.pick(2, 1, 3, 0, math.inf, -math.inf), dim), {"keepdim": d.pick(True, False)}


VECTORS = product((1, 1))
MATRICES = product((2, 2))
STACKS = product((3, 3))


TABLE = {
    "reading": reading,
    "writing": writing,
    "gather": gathered,
    "take_along_dim": looked_up,
    "index_select": rows(source=False),
    "take": taken,
    "scatter": scattered(unique=True),
    "scatter_add": scattered(),
    "scatter_reduce": scattered(reduce=("sum", "mean", "amax", "amin", "prod", "median")),
    "index_add": rows(alpha=(2, 3)),
    "index_copy": rows(unique=True),
    "index_fill": rows(source=None),
    "index_reduce": rows(reduce=("mean", "amax", "amin", "prod", "sum")),
    "put": placed,
    "masked_fill": masked(lambda d, x: (d.pick(1, 0, 2.0),)),
    "masked_select": masked(lambda d, x: ()),
    "masked_scatter": masked(enough),
    "nonzero": x_alone(as_tuple=(True, False)),
    "argwhere": x_alone(),
    "argsort": ordered,
    "sort": ordered,
    "msort": x_alone(1),
    "topk": ranked(lambda d: (d.pick(True, False),)),
    "kthvalue": ranked(lambda d: (d.pick(True, False),)),
    "searchsorted": looked_for,
    "bucketize": in_buckets,
    "isin": membership,
    "bincount": counts,
    "unique": distinct,
    "unique_consecutive": distinct,
    "nn.functional.one_hot": lambda d: ((d.tensor(*d.lengths(0, 2), dtype=d.pick("int64", "int64", "float32")),), {}),
    "matmul": product((1, 1), (2, 2), (1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (4, 4), (4, 2)),
    "mm": product((2, 2), (2, 2), (2, 2), (1, 2), (2, 1)),
    "mv": product((2, 1), (2, 1), (1, 1)),
    "bmm": product((3, 3), (3, 3), (2, 3)),
    "dot": VECTORS,
    "vdot": VECTORS,
    "inner": VECTORS,
    "outer": VECTORS,
    "ger": VECTORS,
    "addmm": added(MATRICES, lambda a, b: (a[0], b[1])),
    "addmv": added(product((2, 1), least=1), lambda a, b: a[:1]),
    "addr": added(VECTORS, lambda a, b: a + b),
    "baddbmm": added(STACKS, lambda a, b: (a[0], a[1], b[2])),
    "addbmm": added(STACKS, lambda a, b: (a[1], b[2])),
    "einsum": by_equation,
    "tensordot": pairs_of_axes,
    "kron": lambda d: ((d.x(), d.x()), {}),
    "cross": vectors_of_three,
    "linalg.cross": vectors_of_three,
    "linalg.vecdot": two_alike,
    "matrix_power": powers,
    "linalg.multi_dot": chain,
    "inverse": of_matrix(),
    "matrix_exp": of_matrix(),
    "linalg.diagonal": lambda d: ((d.x(1),), {"offset": d.integer(-2, 2)}),
    "linalg.inv": of_matrix(),
    "pinverse": rectangle(),
    "linalg.pinv": rectangle(rtol=(1e-3,), atol=(1e-3,)),
    "det": of_matrix(),
    "logdet": of_matrix("positive"),
    "slogdet": of_matrix(),
    "linalg.solve": equations,
    "linalg.solve_triangular": lambda d: equations(d, "triangle", upper=(False,), unitriangular=(True, False)),
    "cholesky_solve": right_side_first,
    "cholesky_inverse": lambda d: ((square(d, (), "triangle"),), {}),
    "cholesky": of_matrix("positive", upper=(True, False)),
    "linalg.qr": rectangle(),
    "linalg.svdvals": rectangle(),
    "linalg.eigvalsh": of_matrix("symmetric", UPLO=("L", "U")),
    "linalg.lstsq": closest,
    "linalg.matrix_rank": rectangle(rtol=(0.4,), atol=(1.5,)),
    "linalg.matrix_norm": norm_of,
    "linalg.vector_norm": length_of,
    "linalg.norm": lambda d: ((d.x(1, 3, apart=True),), {}),
    "linalg.cond": rectangle(p=(None, 2, -2)),
}


# --- both sides -------------------------------------------------------------------------------------------------------

OURS = {"reading": lambda x, key: x[key], "writing": write}
# Where PyTorch is stricter, and why we are not.
KINDER = {
    "topk": "booleans have an order too",
    "baddbmm": "booleans are multiplied as elsewhere",
    "addbmm": "as baddbmm",
    "kron": "PyTorch refuses some strides",
    "linalg.vecdot": "PyTorch broadcasts, but not a vector of one element",
}
# A dtype that PyTorch lacks; a value that it brings to x's dtype when the key has no arrays, and otherwise not.
KINDER_WHERE_IT_SAYS = ("not implemented", "source and destination dtypes match")
# Where we are stricter, and why.
# Beside these: where a tensor has no elements, PyTorch often does not look at dtypes and shapes; zerodl always does.
STRICTER = {
    "take_along_dim": "PyTorch reads beyond the end when the index is stretched",
    "addr": "PyTorch brings input to the dtype of the product, here and in no other of the family",
    "index_add": "no position is in range of an axis of length 0",
    "index_fill": "as index_add",
    "index_copy": "as index_add",
    "index_reduce": "as index_add",
}
# What of the gradient PyTorch leaves open or does otherwise.
OTHER_GRADIENT = {
    "unique": "PyTorch does not differentiate it; ours goes to the first of equal elements",
    "unique_consecutive": "as unique",
    "cholesky_solve": "PyTorch sends one to the triangle that it does not read",
    "cholesky_inverse": "as cholesky_solve",
}


def find(library, name):
    for part in name.split("."):
        library = getattr(library, part, None) or getattr(library.Tensor, part)
    return library


def as_list(y):
    return list(y) if isinstance(y, (tuple, list)) else [y]


def in_float64(x):
    return np.asarray(x.detach().array if isinstance(x, zerodl.Tensor) else x.detach().double().numpy(), np.float64)


def close(ours, theirs, dtype):
    bound = TOLERANCE.get(dtype, 0)
    np.testing.assert_allclose(in_float64(ours), in_float64(theirs), rtol=bound, atol=bound)


def compare(name, d):
    """One call on both sides: the results, or that both refuse; shared memory; the gradients."""
    args, how = TABLE[name](d)
    ours, theirs = (OURS[name],) * 2 if name in OURS else (find(zerodl, name), find(torch, name))
    try:
        wanted = as_list(theirs(*side(args, "theirs"), **how))
    except (RuntimeError, TypeError, ValueError, IndexError) as refusal:
        wanted = refusal
    try:
        results = as_list(ours(*side(args, "ours"), **how))
    except ZerodlError as refusal:
        nothing_to_do = any(isinstance(x, torch.Tensor) and x.numel() == 0 for x in side(args, "theirs"))
        if not isinstance(wanted, Exception) and name not in STRICTER and not nothing_to_do:
            raise AssertionError(f"{args}, {how}: refused by us alone: {refusal}") from refusal
        counted["refused by both" if isinstance(wanted, Exception) else "refused by us alone"] += 1
        return
    if isinstance(wanted, Exception):
        known = name in KINDER or any(words in str(wanted) for words in KINDER_WHERE_IT_SAYS)
        assert known, f"{args}, {how}: refused by PyTorch alone: {wanted}"
        counted["done by us alone"] += 1
        return
    assert len(results) == len(wanted)
    for y, expected in zip(results, wanted):
        dtype = str(expected.dtype).removeprefix("torch.")
        assert y.array.dtype.name == dtype, (args, how)
        assert y.shape == tuple(expected.shape), (args, how)
        close(y, expected, dtype)
    counted["values"] += 1
    if name == "reading":
        compare_memory(args[0], results[0], wanted[0])
    if name not in OTHER_GRADIENT:
        compare_gradients(d, results, wanted)


def compare_memory(x, y, theirs):
    """A part that shares PyTorch's memory with the whole must share ours."""
    if theirs.numel():
        shared = theirs.untyped_storage().data_ptr() == x.theirs.untyped_storage().data_ptr()
        assert np.may_share_memory(y.array, x.ours.array) == shared, f"shared memory: {shared} in PyTorch"
        counted["memories"] += 1


def compare_gradients(d, results, wanted):
    floating = [
        (y, theirs) for y, theirs in zip(results, wanted) if theirs.requires_grad and theirs.is_floating_point()
    ]
    assert all(y.requires_grad for y, _ in floating if y.array.size)
    if not floating:
        return
    arriving = [np.linspace(0.5, 1.5, theirs.numel()).reshape(theirs.shape) for _, theirs in floating]
    torch.autograd.backward(
        [theirs for _, theirs in floating],
        [torch.tensor(g).to(theirs.dtype) for g, (_, theirs) in zip(arriving, floating)],
    )
    for g, (y, _) in zip(arriving, floating):
        if y.requires_grad:
            y.backward(zerodl.Tensor(g).to(y.dtype), retain_graph=True)
    for pair in d.pairs:
        if pair.theirs.is_leaf and pair.theirs.grad is not None:
            dtype = str(pair.theirs.dtype).removeprefix("torch.")
            ours = zerodl.zeros(pair.ours.shape) if pair.ours.grad is None else pair.ours.grad
            assert ours.shape == tuple(pair.theirs.shape)
            close(ours, pair.theirs.grad, dtype)
    counted["gradients"] += 1


@pytest.mark.parametrize("name", TABLE)
def test_pytorch_says_the_same(name):
    examples = 150 if name in OURS else 25

    @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    @given(st.data())
    def check(data):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compare(name, Draw(data))

    check()


def test_count_of_calls_compared(capsys):
    with capsys.disabled():
        print(f"\n{len(TABLE)} operations against PyTorch: {', '.join(f'{n} {what}' for what, n in counted.items())}")
    if counted:  # none when this test is run alone
        assert counted["values"] > 1000
