"""Every example of every operation, on the CPU and on the GPU: the same values, first and second derivatives."""

import contextlib
import functools
import sys

import numpy as np

import zerodl
from tests.cupy_standin import cupy as standin
from tests.ops.cases import EXAMPLES
from zerodl import Tensor
from zerodl.autograd import grad
from zerodl.autograd.table import OPS
from zerodl.device import device_of, to_device
from zerodl.errors import ZerodlError

# Operations whose result is not where their input is, each with the test that it has instead.
ELSEWHERE = {"move": "tests/test_device.py"}

# How far numbers may be apart, of 1 and of themselves. A GPU adds in another order, its exp and log are not NumPy's;
# the stand-in has NumPy's, and may only choose another way through the dtypes.
ON_A_GPU = {"float64": 1e-9, "float32": 2e-4, "float16": 2e-2, "bfloat16": 1e-1}
ON_THE_STANDIN = {"float64": 1e-13, "float32": 1e-6, "float16": 1e-2, "bfloat16": 4e-2}


def imitated():
    """Whether the GPU is the stand-in."""
    return sys.modules.get("cupy") is standin


def moved(inputs, device, dtype=None, leaf=False):
    """An example's inputs on a device: arrays as tensors, in lists and tuples, too."""
    if isinstance(inputs, np.ndarray):
        floating = inputs.dtype.kind == "f"
        array = np.copy(inputs) if dtype is None or not floating else inputs.astype(dtype)
        return Tensor(to_device(array, device), requires_grad=leaf and floating)
    if isinstance(inputs, (list, tuple)):
        return type(inputs)(moved(part, device, dtype, leaf) for part in inputs)
    return inputs


def settings_on(settings, device):
    """An example's settings on a device: arrays as arrays, as Tensor's brackets hand them on to the operation."""
    if isinstance(settings, np.ndarray):
        return to_device(settings, device)
    if isinstance(settings, (list, tuple)):
        return type(settings)(settings_on(part, device) for part in settings)
    if isinstance(settings, dict):
        return {name: settings_on(part, device) for name, part in settings.items()}
    return settings


def leaves(inputs):
    """The tensors that want a gradient, in order, those of lists among them."""
    found = []
    for x in inputs:
        if isinstance(x, (list, tuple)):
            found += leaves(x)
        elif isinstance(x, Tensor) and x.requires_grad:
            found.append(x)
    return found


def call(e, inputs, device):
    """The results of an example as a list."""
    settings = settings_on(e.settings, device)
    follows = any(isinstance(x, (Tensor, list, tuple)) for x in inputs)  # else it is made on the default device
    with contextlib.nullcontext() if follows else zerodl.device(device):
        y = OPS[e.op](*inputs, **settings)
    results = list(y) if isinstance(y, (tuple, list)) else [y]  # a named tuple, of values and indices, is a tuple too
    if "LAPACK" in e.unlike_torch and not imitated():  # vectors that may point either way
        return [part * part for part in results] if e.smooth else []
    return results


def total(results, device, seed):
    """One number that every element of the results contributes to, each with another weight; None if none can."""
    rng = np.random.default_rng(seed)
    terms = []
    for y in results:
        if isinstance(y, Tensor) and y.requires_grad:
            weights = rng.uniform(0.5, 1.5, y.shape).astype(y.dtype)
            terms.append((y * Tensor(to_device(weights, device))).sum())
    return sum(terms[1:], terms[0]) if terms else None


def forward(e, device, dtype=None):
    """The values of an example."""
    return call(e, moved(list(e.inputs), device, dtype), device)


def derivatives(e, device):
    """The gradients of an example's floating inputs, and, where it is smooth, of a number made of those gradients."""
    inputs = moved(list(e.inputs), device, leaf=True)
    number = total(call(e, inputs, device), device, seed=1)
    if number is None:
        return []
    first = grad(number, leaves(inputs), create_graph=e.smooth, allow_unused=True)
    number = total([g for g in first if g is not None], device, seed=2) if e.smooth else None
    return [*first, *([] if number is None else grad(number, leaves(inputs), allow_unused=True))]


def compare(what, e, device):
    """Run ``what`` on both devices; the GPU's results must be there, and the same.

    Returns: how many results were compared.
    """
    wanted, came = what(e, "cpu"), what(e, device)
    assert len(came) == len(wanted)
    for y, ours in zip(came, wanted):
        if ours is None or y is None:
            assert y is ours
            continue
        if not isinstance(ours, Tensor):
            assert y == ours
            continue
        assert device_of(y.array).type == "cuda", f"the result left the GPU: {type(y.array)}"
        assert (y.dtype, y.shape) == (ours.dtype, ours.shape)
        apart = (ON_THE_STANDIN if imitated() else ON_A_GPU).get(y.dtype.name, 0)
        plain = [a.astype(np.float64) for a in (to_device(y.array, "cpu"), ours.array)]
        np.testing.assert_allclose(*plain, rtol=apart, atol=apart)
    return len(came)


def in_place(e, device):
    """What ``x.NAME_(…)`` leaves in x, for operations that have this form; what the CPU refuses is left out."""
    return _unless_refused(_changed_in_place, e, device)


def _changed_in_place(e, device):
    if not hasattr(Tensor, f"{e.op}_") or not isinstance(e.inputs[0], np.ndarray):
        return []
    first, *others = moved(list(e.inputs), device)
    changed = first.clone()
    getattr(changed, f"{e.op}_")(*others, **settings_on(e.settings, device))
    return [changed]


def in_dtype(dtype):
    """A check of the values alone, with the floating inputs in another dtype; what the CPU refuses is left out."""

    def values(e, device):
        return _unless_refused(functools.partial(forward, dtype=dtype), e, device)

    return values


def _unless_refused(what, e, device):
    try:
        on_cpu = what(e, "cpu")
    except ZerodlError:
        return []
    return on_cpu if device == "cpu" else what(e, device)


def names():
    """The operations, in the order of the table."""
    return [name for name in EXAMPLES if name not in ELSEWHERE]


def every_example(name, what):
    """Compare every example of an operation; a failure says which one it was."""
    for e in EXAMPLES[name]:
        try:
            with np.errstate(all="ignore"):
                compare(what, e, "cuda")
        except BaseException as error:
            error.add_note(f"{name}, example {e.label!r}")
            raise
