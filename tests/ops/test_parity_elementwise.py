"""PyTorch as the judge of everything that works on one element at a time.

Hypothesis chooses shapes, strides, dtypes, settings and numbers; value, dtype and gradient must be PyTorch's, and what
PyTorch refuses must be refused. The count of calls that were compared is printed.
"""

import warnings
from collections import Counter
from types import SimpleNamespace

import ml_dtypes
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import zerodl
from zerodl.errors import ZerodlError

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")

DTYPES = ("float64", "float32", "float16", "bfloat16", "int64", "int32", "uint8", "bool")
FLOATS = DTYPES[:4]
# How far two correct results may be apart: relative to their size, and near 0.
TOLERANCE = {"float64": (1e-9, 1e-9), "float32": (2e-5, 2e-5), "float16": (4e-3, 4e-3), "bfloat16": (3e-2, 3e-2)}

UNARY = """
    abs neg positive sign sgn square sqrt rsqrt reciprocal exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos
    atan sinh cosh tanh asinh acosh atanh sinc deg2rad rad2deg floor ceil round trunc frac erf erfc erfinv lgamma
    digamma sigmoid logit nan_to_num signbit isnan isinf isfinite isposinf isneginf logical_not bitwise_not clone relu
    relu6 leaky_relu elu selu celu gelu silu mish softplus softsign tanhshrink softshrink hardshrink hardtanh hardswish
    hardsigmoid logsigmoid threshold softmax log_softmax softmin glu clamp clip clamp_min clamp_max
""".split()
BINARY = """
    add sub mul div true_divide floor_divide remainder fmod pow float_power logaddexp logaddexp2 xlogy atan2 hypot
    maximum minimum fmax fmin copysign heaviside eq ne lt le gt ge isclose allclose equal logical_and logical_or
    logical_xor bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift gcd lcm prelu
""".split()
TERNARY = ["where", "clamp", "lerp", "addcmul", "addcdiv"]

# One of these settings is drawn for each call.
SETTINGS = {
    "add": [{}, {"alpha": 2}, {"alpha": 0.5}, {"alpha": True}, {"alpha": -1}],
    "sub": [{}, {"alpha": 2}, {"alpha": 0.5}],
    "div": [{}, {"rounding_mode": "floor"}, {"rounding_mode": "trunc"}, {"rounding_mode": "up"}],
    "round": [{}, {"decimals": 1}, {"decimals": -1}],
    "logit": [{}, {"eps": 0.125}],
    "nan_to_num": [{}, {"nan": 1.0, "posinf": 2.0, "neginf": -2.0}],
    "leaky_relu": [{}, {"negative_slope": 0.25}],
    "elu": [{}, {"alpha": 0.5}],
    "celu": [{}, {"alpha": 0.5}, {"alpha": 0}],
    "gelu": [{"approximate": "none"}, {"approximate": "tanh"}, {"approximate": "erf"}],
    "softplus": [{}, {"beta": 2.0, "threshold": 1.0}],
    "softshrink": [{}, {"lambd": 1.0}, {"lambd": -1.0}],
    "hardshrink": [{}, {"lambd": 1.0}],
    "hardtanh": [{}, {"min_val": -2, "max_val": 1}, {"min_val": 0.0, "max_val": 2.0}, {"min_val": 1, "max_val": -1}],
    "threshold": [{"threshold": 1, "value": 2}, {"threshold": 0.5, "value": 0.25}],
    "softmax": [{"dim": 0}, {"dim": -1}, {"dim": 2}],
    "log_softmax": [{"dim": 0}, {"dim": -1}, {"dim": 2}],
    "softmin": [{"dim": 0}, {"dim": -1}],
    "glu": [{"dim": -1}, {"dim": 0}],
    "isclose": [{}, {"rtol": 0.5, "atol": 0.25}, {"equal_nan": True}, {"rtol": -1}],
    "allclose": [{}, {"rtol": 0.5, "atol": 0.25}],
    "addcmul": [{}, {"value": 2}, {"value": -0.5}],
    "addcdiv": [{}, {"value": 2}, {"value": -0.5}],
}
# Bounds of a clamp of one tensor.
for _name in ("clamp", "clip"):
    SETTINGS[_name] = [{"min": -1, "max": 1}, {"min": 0.5}, {"max": 1}, {}, {"min": 1, "max": -1}]
SETTINGS["clamp_min"] = [{"min": 0}, {"min": 0.5}]
SETTINGS["clamp_max"] = [{"max": 0}, {"max": 0.5}]

# Operations whose second operand may be a Python number in PyTorch.
WITH_NUMBER = set(
    "add sub mul div true_divide floor_divide remainder fmod pow float_power xlogy copysign eq ne lt le gt ge "
    "bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift where lerp".split()
)
NUMBERS = (2, -1, 0, 0.5, -1.5, True)

# Where PyTorch is stricter, and why we are not.
KINDER = {
    "lerp": "dtypes that differ are brought together, as everywhere else",
    "heaviside": "dtypes that differ are brought together, as everywhere else",
    "isclose": "dtypes that differ are brought together, as everywhere else",
    "allclose": "dtypes that differ are brought together, as everywhere else",
    "prelu": "dtypes that differ are brought together, as everywhere else",
    "clamp": "booleans have an order",
    "addcdiv": "integers are divided truly, as everywhere else",
}
# Operations whose gradient in PyTorch has fewer digits than ours.
FEWER_DIGITS_THERE = {"digamma", "hardsigmoid"}

counted = Counter()


# --- drawing ----------------------------------------------------------------------------------------------------------


@st.composite
def layouts(draw, count):
    """Shapes that broadcast together, and for each a way to lie in memory."""
    shape = draw(st.lists(st.sampled_from((1, 2, 3, 4, 0)), max_size=3))
    made = []
    for i in range(count):
        own = list(shape)
        if i and draw(st.booleans()):
            own = own[draw(st.integers(0, len(own))) :]
            own = [1 if draw(st.booleans()) else n for n in own]
        made.append((tuple(own), draw(st.sampled_from(("plain", "every other", "backwards", "transposed")))))
    return made


def lay(array, layout):
    """The same numbers, lying differently in memory."""
    if layout == "transposed":
        return np.ascontiguousarray(array.T).T
    if layout == "plain" or array.ndim == 0:
        return array
    step = 2 if layout == "every other" else -1
    wide = np.zeros((*array.shape[:-1], array.shape[-1] * abs(step)), array.dtype)
    wide[..., ::step] = array
    return wide[..., ::step]


def numbers(rng, shape, dtype, edges):
    """Numbers of which many are equal, 0 or at a bend; with ``edges`` infinite ones and others that are none, too."""
    if dtype == "bool":
        return rng.integers(0, 2, shape).astype(bool)
    if dtype not in FLOATS:
        return rng.integers(0 if dtype == "uint8" else -4, 6, shape).astype(dtype)
    x = rng.integers(-14, 15, shape) / 4
    if edges:
        special = rng.choice([np.inf, -np.inf, np.nan, -0.0, 1e4, -1e4, 1e-3], shape)
        x = np.where(rng.random(shape) < 0.5, special, x)
    return np.asarray(x).astype(ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype)


@st.composite
def calls(draw, name, count):
    """Two calls, of arrays or numbers and settings: one with a single dtype, one with two."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    where_from = draw(layouts(count))
    first, other = draw(st.sampled_from(DTYPES)), draw(st.sampled_from(DTYPES))
    edges = draw(st.integers(0, 3)) == 0
    number = draw(st.sampled_from((None,) * 10 + NUMBERS)) if name in WITH_NUMBER and count > 1 else None
    chosen = draw(st.sampled_from(SETTINGS[name])) if name in SETTINGS and (count == 1 or name != "clamp") else {}
    number = 2 if name == "pow" and number is True else number  # which PyTorch allows of booleans as well
    made = []
    for dtypes in ((first,) * count, (other, first, other)[:count]):
        inputs = [
            lay(one_input(name, i, rng, shape, dtype, edges), layout)
            for i, ((shape, layout), dtype) in enumerate(zip(where_from, dtypes))
        ]
        if number is not None:
            inputs[-1] = number
        made.append(SimpleNamespace(name=name, inputs=inputs, settings=chosen, edges=edges))
    return made


def one_input(name, i, rng, shape, dtype, edges):
    """Input i of an operation, with what that operation needs to be comparable."""
    if name == "where" and i == 0 and rng.random() < 0.8:
        dtype = "bool"
    if name == "where" and i == 0 and dtype == "uint8":
        dtype = "int64"  # PyTorch takes bytes for booleans there, and says that it will not always
    x = numbers(rng, shape, dtype, edges)
    if name == "pow" and i == 1 and dtype not in FLOATS:
        x = np.abs(x)  # integers have no negative powers; PyTorch lets tensors of them through and gives 0
    if name == "clamp" and i == 2 and dtype in FLOATS:
        x += x.dtype.type(0.125)  # PyTorch loses the gradient where both bounds are equal
    if name == "gelu":
        x[np.isinf(x)] = 7  # in float32 PyTorch's gelu(∞) is not a number, in float64 it is ∞
    if name in ("signbit", "copysign"):
        x[x != x] = 1  # a NaN has a sign, too, but nobody promises which
    return np.reshape(x, -1)[:3] if name == "prelu" and i == 1 else x


# --- both sides -------------------------------------------------------------------------------------------------------


def in_torch(x):
    """An array as a tensor of PyTorch, which has no negative strides and does not know NumPy's bfloat16."""
    if not isinstance(x, np.ndarray):
        return x
    if x.dtype == ml_dtypes.bfloat16:
        return torch.tensor(x.astype(np.float32).copy()).to(torch.bfloat16)
    return torch.tensor(x.copy())


def in_numpy(x):
    """A tensor of PyTorch as an array; 16-bit floats as float32, which holds them all."""
    x = x.detach()
    return (x.float() if x.dtype in (torch.bfloat16, torch.float16) else x).numpy(force=True)


def widened(array):
    return array.astype(np.float32) if array.dtype.itemsize == 2 else array


def torchs(name):
    """PyTorch's function of that name."""
    functional = torch.nn.functional
    if name in ("softplus", "hardtanh", "threshold", "prelu", "logsigmoid") or not hasattr(torch, name):
        return getattr(functional, name)
    return getattr(torch, name)


def close(ours, theirs, dtype):
    rtol, atol = TOLERANCE.get(dtype, (0, 0))
    np.testing.assert_allclose(widened(ours), theirs, rtol=rtol, atol=atol)


def judge(call):
    """Compare one call: the result, or that both refuse; then the gradients."""
    ours = [zerodl.Tensor(x) if isinstance(x, np.ndarray) else x for x in call.inputs]
    theirs = [in_torch(x) for x in call.inputs]
    for a, b in zip(ours, theirs):
        if isinstance(b, torch.Tensor) and b.is_floating_point():
            a.requires_grad_()
            b.requires_grad_()
    try:
        wanted = torchs(call.name)(*theirs, **call.settings)
    except (RuntimeError, TypeError, ValueError, IndexError) as refusal:
        wanted = refusal
    try:
        y = getattr(zerodl, call.name)(*ours, **call.settings)
    except ZerodlError:
        if not isinstance(wanted, Exception) and not ("softm" in call.name and wanted.numel() == 0):
            raise  # refused by us alone, and no softmax of integers that PyTorch lets pass if there are none
        counted["refused by both"] += 1
        return
    if isinstance(wanted, Exception):
        half = any(str(x.dtype)[6:] in ("float16", "bfloat16") for x in theirs if isinstance(x, torch.Tensor))
        assert call.name in KINDER or (half and "not implemented" in str(wanted)), f"refused by PyTorch: {wanted}"
        return
    if isinstance(wanted, bool):
        assert y is wanted
        counted["values"] += 1
        return
    dtype = str(wanted.dtype).removeprefix("torch.")
    assert str(y.dtype) == dtype
    assert y.shape == tuple(wanted.shape)
    close(y.detach().array, in_numpy(wanted), dtype)
    counted["values"] += 1
    if wanted.requires_grad and call.name not in FEWER_DIGITS_THERE and not call.edges:
        judge_gradients(call, ours, theirs, y, wanted)


def judge_gradients(call, ours, theirs, y, wanted):
    weights = np.linspace(0.5, 1.5, wanted.numel()).reshape(wanted.shape)
    try:
        wanted.backward(torch.tensor(weights).to(wanted.dtype))
    except RuntimeError:  # PyTorch has no gradient for it
        counted["gradients that PyTorch lacks"] += 1
        return
    y.backward(zerodl.Tensor(weights).to(y.dtype))
    for a, b in zip(ours, theirs):
        if isinstance(b, torch.Tensor) and b.requires_grad:
            dtype = str(b.dtype).removeprefix("torch.")
            assert str(a.grad.dtype) == dtype
            got, expected = a.grad.array, np.zeros(b.shape) if b.grad is None else in_numpy(b.grad)
            if b.shape == wanted.shape:  # outside of the domain there is no value, and no slope to agree on
                finite = np.isfinite(in_numpy(wanted))
                got, expected = got[finite], expected[finite]
            close(got, expected, dtype)
    counted["gradients"] += 1


@pytest.mark.parametrize(
    ("name", "count"),
    [(name, 1) for name in UNARY] + [(name, 2) for name in BINARY] + [(name, 3) for name in TERNARY],
)
def test_pytorch_says_the_same(name, count):
    # The numbers come from a seed, so a failing call does not get simpler by shrinking.
    @settings(max_examples=15, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(calls(name, count))
    def compare(both):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for call in both:
                judge(call)

    compare()


def test_count_of_calls_compared(capsys):
    with capsys.disabled():
        print(f"\n{len(UNARY + BINARY + TERNARY)} operations against PyTorch: ", end="")
        print(", ".join(f"{n} {what}" for what, n in counted.items()))
    if counted:  # none when this test is run alone
        assert counted["values"] > 2000
