"""Walk the table of operations: each one computes what NumPy and PyTorch compute, and its gradient is right."""

import inspect
import re
import warnings

import numpy as np
import pytest

import zerodl
from tests.ops.cases import CASES, EXAMPLES
from zerodl.autograd import Op, Saved, grad, gradcheck, gradgradcheck
from zerodl.autograd.op import op
from zerodl.autograd.shapes import same
from zerodl.autograd.table import OPS
from zerodl.errors import GradientError

# Operations whose gradient cannot be differentiated again, each with the reason; they must raise when it is tried.
NO_SECOND_DERIVATIVE = {}

# These read one triangle of a symmetric matrix, so nudging one element is no nudge of the matrix; and the signs
# of eigenvectors are free. The gradients of functions made of them are nudged in tests/ops/test_linalg.py.
PROVED_ELSEWHERE = ("eigenvectors", "eigh", "eigvalsh")

# Calls during whose backward pass the engine casts a gradient, each with the reason.
CASTS = {
    "cast": "its gradient is a cast",
    "sum, in another dtype": "its gradient arrives in the other dtype",
    "cumsum, in another dtype": "its gradient arrives in the other dtype",
    "cumprod, in another dtype": "its gradient arrives in the other dtype",
    "count_nonzero": "booleans are compared with a number",
    "cat, integers and floats": "what is joined is first brought to one dtype",
    "concat, integers and floats": "what is joined is first brought to one dtype",
    "concatenate, integers and floats": "what is joined is first brought to one dtype",
    "hinge_embedding_loss": "the targets 1 and −1 come as integers",
    "margin_ranking_loss": "the targets 1 and −1 come as integers",
    "soft_margin_loss": "the targets 1 and −1 come as integers",
    "cov, how often": "the counts of observations are integers",
    "cov, both": "the counts of observations are integers",
    "pow, Python number and array": "NumPy's logarithm of a Python number is a float64",
}

# Operations without a gradient whose result is floating all the same, each with the reason.
FLOATS_WITHOUT_GRADIENT = {"histc": "counts, which PyTorch gives as floats"}

# Operations whose result is float64 whatever goes in.
ALWAYS_FLOAT64 = {"float_power"}

# Settings that NumPy's functions do not have: by these they cannot be called.
UNKNOWN_TO_NUMPY = {"alpha", "rounding_mode"}


def every_op(**chosen):
    """One test for each operation, which runs ``test`` on those examples whose attributes are as ``chosen`` says."""

    def choose(e):
        return all(bool(getattr(e, name)) == value for name, value in chosen.items())

    def decorate(test):
        fixtures = list(inspect.signature(test).parameters)[1:]

        @pytest.mark.parametrize("name", [name for name, examples in EXAMPLES.items() if any(map(choose, examples))])
        def walk(name, request):
            given = {fixture: request.getfixturevalue(fixture) for fixture in fixtures}
            for e in filter(choose, EXAMPLES[name]):
                try:
                    test(e, **given)
                except BaseException as error:
                    error.add_note(f"{name}, example {e.label!r}")
                    raise

        return walk

    return decorate


def flat(inputs):
    """The inputs, those of an operation that takes a sequence of them one after the other."""
    return [x for given in inputs for x in (given if isinstance(given, tuple) else (given,))]


def tensors(inputs, dtype=None):
    """Arrays as tensors, the floating ones requiring gradients; Python numbers stay what they are."""
    made = []
    for x in inputs:
        if isinstance(x, tuple):
            x = tuple(tensors(x, dtype))
        if isinstance(x, np.ndarray):
            floating = x.dtype.kind == "f"
            x = x.astype(dtype) if dtype and floating else x
            x = zerodl.Tensor(x, requires_grad=floating)
        made.append(x)
    return made


def of_tensors(e):
    """What gradcheck wants: the call as a function of its tensors alone, and those tensors."""
    inputs = tensors(e.inputs)

    def function(*xs):
        remaining = iter(xs)

        def given(x):
            if isinstance(x, tuple):
                return tuple(given(part) for part in x)
            return next(remaining) if isinstance(x, zerodl.Tensor) else x

        return OPS[e.op](*(given(x) for x in inputs), **e.settings)

    return function, [x for x in flat(inputs) if isinstance(x, zerodl.Tensor)]


def differentiable(inputs):
    return [x for x in flat(inputs) if isinstance(x, zerodl.Tensor) and x.requires_grad]


def run(e, inputs):
    """The results as a list, whether the operation returns one or several."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        y = OPS[e.op](*inputs, **e.settings)
    y = zerodl.tensor(y) if isinstance(y, bool) else y  # the answer of allclose or equal
    return list(y) if isinstance(y, tuple) else [y]


def as_list(values):
    return [np.asarray(y) for y in (values if isinstance(values, (tuple, list)) else (values,))]


def arriving(results):
    """A gradient for every floating result, different in every element."""
    rng = np.random.default_rng(1)
    return [rng.uniform(0.5, 1.5, y.shape).astype(y.dtype) for y in results if y.dtype.kind == "f"]


def gradients(e, inputs, dtype=None):
    """What a backward pass leaves at the inputs; zeros where nothing arrived, as in PyTorch's ``materialize_grads``."""
    results = run(e, inputs)
    floating = [y for y in results if y.dtype.kind == "f"]
    total = sum((y * g).sum() for y, g in zip(floating, arriving(results)) if y.requires_grad)
    if isinstance(total, zerodl.Tensor):
        total.backward()
    return [np.zeros(x.shape) if x.grad is None else x.grad.numpy() for x in differentiable(inputs)]


# --- the table is complete --------------------------------------------------------------------------------------------


def without_case(table):
    return sorted(set(table) - set(CASES))


def test_every_operation_has_a_case():
    assert without_case(OPS) == [], "these operations have no entry in tests/ops/cases"
    assert sorted(set(CASES) - set(OPS)) == [], "these entries of tests/ops/cases have no operation"


def test_an_operation_without_a_case_is_noticed(monkeypatch):
    monkeypatch.setitem(OPS, "new_op", OPS["add"])
    assert without_case(OPS) == ["new_op"]


def test_there_are_as_many_operations_as_promised():
    public = [name for name in zerodl.__all__ if name in OPS]
    assert len(public) >= 180


@pytest.mark.parametrize("name", OPS)
def test_an_operation_says_where_it_comes_from_and_shows_an_example(name):
    doc = OPS[name].__doc__
    assert re.search(r"^ *Source: \S", doc, re.M), f"{name}: the docstring has no line 'Source: …'"
    assert ">>>" in doc, f"{name}: the docstring has no example"


@pytest.mark.parametrize("name", sorted({n for n in CASES if not CASES[n].no_gradient} - set(PROVED_ELSEWHERE)))
def test_a_gradient_has_its_proof(name):
    proofs = [e for e in EXAMPLES[name] if e.smooth and differentiable(tensors(e.inputs))]
    assert proofs, f"{name}: no example on which its gradient is compared with nudging"


@pytest.mark.parametrize("name", CASES)
def test_only_what_has_no_gradient_lacks_a_rule(name):
    if isinstance(OPS[name], Op):
        assert (OPS[name].rule is None) == bool(CASES[name].no_gradient)


# --- values -----------------------------------------------------------------------------------------------------------


@every_op()
def test_value(e):
    before = [np.copy(x) for x in flat(e.inputs)]
    results = run(e, tensors(e.inputs))
    expected = as_list(e.expected(*e.inputs, **e.settings))
    assert len(results) == len(expected)
    for y, wanted in zip(results, expected):
        assert isinstance(y, zerodl.Tensor)
        assert isinstance(y.array, np.ndarray)
        assert y.dtype == wanted.dtype
        np.testing.assert_allclose(y.array, wanted, rtol=1e-12, atol=1e-15)
        assert y.shape == wanted.shape
    for x, old in zip(flat(e.inputs), before):
        np.testing.assert_array_equal(x, old)


@every_op()
def test_arrays_give_arrays(e):
    if isinstance(OPS[e.op], Op):
        results = as_list(OPS[e.op](*e.inputs, **e.settings))
        for y, wanted in zip(results, run(e, tensors(e.inputs))):
            np.testing.assert_array_equal(y, wanted.array)


@every_op()
def test_declared_shape(e):
    if isinstance(OPS[e.op], Op):
        given = flat(e.inputs) if OPS[e.op].many else e.inputs
        declared = OPS[e.op].shape(e.op, *(np.shape(x) for x in given), **e.settings)
        if declared is not None:  # a shape that depends on the values cannot be declared
            assert declared == run(e, tensors(e.inputs))[0].shape


@every_op()
def test_float32_stays_float32(e, monkeypatch):
    def refuse(g, dtype):
        raise AssertionError(f"the rule gave {g.dtype} where {dtype} was due")

    inputs = tensors(e.inputs, np.float32)
    widening = {"float32": "float64", "float64": "float32"}.get(e.settings.get("dtype"))
    for y in run(e, inputs):
        if y.dtype.kind == "f" and widening is None and e.op not in ALWAYS_FLOAT64:
            assert y.dtype == np.float32
    with monkeypatch.context() as during:
        if e.op not in CASTS and f"{e.op}, {e.label}" not in CASTS:
            during.setitem(OPS, "cast", refuse)
        gradients(e, inputs)
    for x in differentiable(inputs):
        assert x.grad is None or x.grad.dtype == np.float32


@every_op()
def test_numpys_function_comes_here(e):
    functions = [f for f, meant in zerodl.Tensor.numpy_functions.items() if meant is OPS[e.op]]
    names = {"dim": "axis", "keepdim": "keepdims"}
    settings = {names.get(name, name): value for name, value in e.settings.items()}
    if e.op in ("transpose", "expand"):  # NumPy's names for these settings differ: give them by position
        functions = [lambda *inputs, f=f, **settings: f(*inputs, *settings.values()) for f in functions]
    inputs = tensors(e.inputs)
    for f in functions:
        if any(isinstance(x, zerodl.Tensor) for x in flat(inputs)) and not settings.keys() & UNKNOWN_TO_NUMPY:
            y = f(*inputs, **settings)
            y = zerodl.tensor(y) if isinstance(y, bool) else y
            assert isinstance(y, zerodl.Tensor)
            np.testing.assert_array_equal(y.array, run(e, inputs)[0].array)
            assert y.requires_grad == run(e, inputs)[0].requires_grad


# --- gradients --------------------------------------------------------------------------------------------------------


@every_op(no_gradient=True)
def test_without_gradient_nothing_is_recorded(e):
    for y in run(e, tensors(e.inputs)):
        assert y.dtype.kind in "biu" or e.op in FLOATS_WITHOUT_GRADIENT
        assert not y.requires_grad
        assert y.node is None


@every_op(no_gradient=False, smooth=True)
def test_gradient_is_what_nudging_says(e):
    function, inputs = of_tensors(e)
    if differentiable(inputs):
        assert gradcheck(function, inputs)


@every_op(no_gradient=False)
def test_each_input_alone_gets_the_same_gradient(e):
    inputs = tensors(e.inputs)
    together = gradients(e, inputs)
    for i, wanted in enumerate(together):
        alone = tensors(e.inputs)
        for j, x in enumerate(differentiable(alone)):
            x.requires_grad_(j == i)
        np.testing.assert_array_equal(gradients(e, alone)[0], wanted)


@every_op(no_gradient=False, smooth=True)
def test_second_derivative(e):
    function, inputs = of_tensors(e)
    if e.op in NO_SECOND_DERIVATIVE:
        with pytest.raises(GradientError, match=e.op):
            gradgradcheck(function, inputs)
    elif differentiable(inputs):
        assert gradgradcheck(function, inputs)


@every_op(no_gradient=False)
def test_a_recorded_pass_gives_the_same_gradient(e):
    inputs = tensors(e.inputs)
    wanted = gradients(e, inputs)
    results = [y for y in run(e, inputs) if y.requires_grad]
    if results and e.op not in NO_SECOND_DERIVATIVE:
        total = sum((y * g).sum() for y, g in zip(results, arriving(results)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            recorded = grad(total, differentiable(inputs), create_graph=True)
        for g, plain in zip(recorded, wanted):
            np.testing.assert_allclose(g.array, plain, rtol=1e-12, atol=1e-15)


def test_list_of_operations_without_second_derivatives(capsys):
    without = [name for name, cases in CASES.items() if cases.no_gradient]
    with capsys.disabled():
        print(f"\n{len(CASES)} operations; no gradient: {', '.join(without)}; ", end="")
        print(f"no second derivative: {', '.join(NO_SECOND_DERIVATIVE) or 'none'}")
    assert set(NO_SECOND_DERIVATIVE) <= set(OPS)


def test_a_floating_saved_array_refuses_a_second_derivative(monkeypatch):
    monkeypatch.setitem(OPS, "square", None)  # taken out again afterwards

    @op(shape=same)
    def square(x):
        return Saved(x * x, 2 * x)

    @square.grad
    def square_grad(g, saved):
        return g * saved

    x = zerodl.tensor([3.0], requires_grad=True)
    assert grad(square(x), x)[0].tolist() == [6.0]
    with pytest.raises(GradientError, match="square: .*gradient of the gradient would be wrong"):
        grad(square(x), x, create_graph=True)


# --- PyTorch says the same --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")


def in_torch(torch, e):
    """The same call in PyTorch: its results and its inputs."""

    def convert(x):
        if isinstance(x, tuple):
            return tuple(convert(part) for part in x)
        return torch.tensor(np.ascontiguousarray(x).reshape(x.shape)) if isinstance(x, np.ndarray) else x

    inputs = [convert(x) for x in e.inputs]
    for x in flat(inputs):
        if isinstance(x, torch.Tensor) and x.is_floating_point():
            x.requires_grad_()
    settings = {name: convert(value) for name, value in e.settings.items()}
    y = e.torch(torch, *inputs, **settings)
    return list(y) if isinstance(y, tuple) else [y], inputs


@every_op(unlike_torch=False)
def test_value_is_pytorchs(e, torch):
    theirs, _ = in_torch(torch, e)
    for y, wanted in zip(run(e, tensors(e.inputs)), theirs, strict=True):
        np.testing.assert_allclose(y.array, wanted.detach().numpy(), rtol=1e-12, atol=1e-15)
        assert y.shape == tuple(wanted.shape)


@every_op(no_gradient=False, unlike_torch=False)
def test_gradient_is_pytorchs(e, torch):
    inputs = tensors(e.inputs)
    ours = gradients(e, inputs)
    results, their_inputs = in_torch(torch, e)
    floating = [y for y in results if y.is_floating_point() and y.requires_grad]
    if floating:
        gs = arriving([y.detach().numpy() for y in results])
        torch.autograd.backward(floating, [torch.tensor(g) for g in gs])
    wanted = [x.grad for x in flat(their_inputs) if isinstance(x, torch.Tensor) and x.requires_grad]
    for x, got, theirs in zip(differentiable(inputs), ours, wanted, strict=True):
        theirs = np.zeros(x.shape) if theirs is None else theirs.numpy()
        np.testing.assert_allclose(got, theirs, rtol=1e-12, atol=1e-15)
        assert got.shape == x.shape
