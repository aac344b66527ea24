"""Creation: values, dtypes and shapes as PyTorch's, from data, from a rule and from chance; and what is refused."""

import array
import collections
import copy

import ml_dtypes
import numpy as np
import pytest

import zerodl
from tests.cupy_standin import installed
from zerodl import tensor
from zerodl.errors import ArgumentError, DTypeError, GradientError, ShapeError, ZerodlError

torch = pytest.importorskip("torch", reason="PyTorch is the oracle of creation; pip install zerodl[test] has it")

# PyTorch advises against what is compared here, lists of arrays; it takes them nevertheless.
pytestmark = pytest.mark.filterwarnings("ignore:Creating a tensor from a list of numpy")

NAMES = ("float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool")


def theirs_as_numpy(x):
    """A tensor of PyTorch's as an array in float64, which holds all numbers of these tests, and its dtype's name."""
    return x.detach().to(torch.float64).numpy(), str(x.dtype).removeprefix("torch.")


def assert_like_torch(ours, theirs, rtol=0.0):
    values, name = theirs_as_numpy(theirs)
    assert ours.dtype.name == name
    assert ours.shape == tuple(theirs.shape)
    assert ours.requires_grad == theirs.requires_grad
    np.testing.assert_allclose(ours.detach().numpy().astype(np.float64), values, rtol=rtol, atol=0)


@pytest.fixture
def default_dtype():
    """Sets the default dtype of both, and puts float32 back."""

    def choose(name):
        zerodl.set_default_dtype(name)
        torch.set_default_dtype(getattr(torch, name))

    yield choose
    choose("float32")


# --- from data --------------------------------------------------------------------------------------------------------

DATA = {
    "a float": 1.5,
    "an integer": 3,
    "True": True,
    "nested lists": [[1, 2], [3, 4]],
    "tuples in a list": [(1.0, 2.0), (3.0, 4.0)],
    "integers and floats": [1, 2.5],
    "booleans and integers": [True, 2],
    "booleans and floats": [[True, False], [2.5, 1.0]],
    "booleans": [True, False],
    "nothing": [],
    "three times nothing": [[], [], []],
    "a range": range(4),
    "a double-ended queue": collections.deque([1.0, 2.0]),
    "inf and nan": [float("inf"), float("nan"), -0.0],
    "an array": np.array([1.0, 2.0]),
    "an empty array": np.zeros((0, 2), np.int8),
    "an array of small integers": np.array([1, 2], np.int8),
    "an array of halves": np.array([1.5], np.float16),
    "an array read backwards": np.arange(5)[::-1].copy()[::2],
    "a number of NumPy's, 64 bits": np.float64(1.5),
    "a number of NumPy's, 32 bits": np.float32(1.5),
    "an integer of NumPy's": np.int32(7),
    "a truth of NumPy's": np.bool_(True),
    "a list of NumPy's doubles": [np.float64(1.5)],
    "a list of NumPy's floats": [np.float32(1.5), 2],
    "a half and an integer": [np.float16(1.5), 1],
    "a half and a float": [np.float16(1.5), 2.5],
    "int8 and uint8": [np.int8(1), np.uint8(2)],
    "a list of arrays": [np.array([1.0, 2.0], np.float32), np.array([3.0, 4.0], np.float32)],
    "a list of unlike arrays": [np.array([1, 2]), np.array([1.5, 2.5])],
    "an array and a list": [np.array([1.0, 2.0], np.float32), [3, 4]],
}


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
@pytest.mark.parametrize("default", ["float32", "float64", "bfloat16"])
def test_tensor_of_data(data, default, default_dtype):
    default_dtype(default)
    assert_like_torch(tensor(data), torch.tensor(data))


@pytest.mark.parametrize("name", NAMES)
def test_tensor_of_data_in_a_dtype(name):
    for data in (1, [0, 1, 2], [1.75, 0.25, 100.5], [[True], [False]], np.array([1.5, 3.25]), [], range(3)):
        assert_like_torch(tensor(data, dtype=getattr(zerodl, name)), torch.tensor(data, dtype=getattr(torch, name)))
    assert tensor([1, 2], dtype=name).dtype == getattr(zerodl, name)


def test_tensors_in_lists_and_tensors_alone():
    half = zerodl.ones((), dtype=zerodl.float16)
    assert_like_torch(tensor([half, 2]), torch.tensor([torch.ones((), dtype=torch.float16), 2]))
    assert tensor([zerodl.arange(2), zerodl.arange(2)]).tolist() == [[0, 1], [0, 1]]
    x = tensor([1.0, 2.0], dtype=zerodl.float64)
    y = tensor(x)
    y[0] = 9
    assert (x.tolist(), y.dtype) == ([1.0, 2.0], zerodl.float64)


def test_tensor_copies_and_as_tensor_shares():
    numbers = np.array([1.0, 2.0])
    assert not np.shares_memory(tensor(numbers).array, numbers)
    assert np.shares_memory(zerodl.as_tensor(numbers).array, numbers)
    assert not np.shares_memory(zerodl.as_tensor(numbers, dtype=zerodl.float32).array, numbers)
    assert np.shares_memory(zerodl.from_numpy(numbers).array, numbers)
    x = tensor([1.0], requires_grad=True)
    assert zerodl.as_tensor(x) is x
    y = zerodl.as_tensor(x, dtype=zerodl.float64)
    y.sum().backward()
    assert x.grad.tolist() == [1.0]
    assert_like_torch(zerodl.as_tensor([1, 2.5]), torch.as_tensor([1, 2.5]))


def test_a_copy_of_an_array_lies_in_rows():
    """As PyTorch's: what comes after may take the memory for contiguous."""
    columns = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    assert tensor(columns).array.flags.c_contiguous


def test_other_libraries_tensors_and_buffers():
    assert tensor(torch.tensor([1, 2], dtype=torch.int16)).dtype == zerodl.int16
    assert tensor([torch.tensor(1.5), 2]).tolist() == [1.5, 2.0]
    assert tensor(array.array("i", [1, 2])).tolist() == [1, 2]
    assert tensor(bytearray(b"ab")).tolist() == torch.tensor(bytearray(b"ab")).tolist()


def test_large_integers_become_floats_only_on_request():
    assert tensor([2**63], dtype=zerodl.float32).tolist() == [2.0**63]
    assert tensor([2**62]).tolist() == [2**62]
    assert tensor([1e40, -1e40], dtype=zerodl.float32).tolist() == [float("inf"), -float("inf")]
    assert tensor([1e10], dtype=zerodl.float16).tolist() == [float("inf")]


def test_requires_grad_where_it_can():
    assert tensor([1.0], requires_grad=True).requires_grad
    assert tensor([1.0], dtype=zerodl.bfloat16, requires_grad=True).requires_grad
    for make in (lambda: tensor([1], requires_grad=True), lambda: zerodl.zeros(2, dtype=bool, requires_grad=True)):
        with pytest.raises(DTypeError, match="only floats have gradients"):
            make()


REFUSED = {
    "ragged": (lambda: tensor([[1], [1, 2]]), DTypeError, r"regular.*data\[0\] .* \(1,\) and data\[1\] .* \(2,\)"),
    "ragged further in": (lambda: tensor([[[1], [2]], [[3], [4, 5]]]), DTypeError, r"data\[1\]\[0\] .* data\[1\]\[1\]"),
    "a number beside a list": (lambda: tensor([[1], 2]), DTypeError, r"data\[1\] has shape \(\)"),
    "text": (lambda: tensor("abc"), DTypeError, "real numbers.*'abc'.*<U3"),
    "text for a number": (lambda: tensor(["1"], dtype=zerodl.int64), DTypeError, "real numbers"),
    "bytes": (lambda: tensor(b"ab"), DTypeError, "real numbers"),
    "None": (lambda: tensor(None), DTypeError, "got an object of type NoneType"),
    "None in a list": (lambda: tensor([1.0, None]), DTypeError, "got None"),
    "a dictionary": (lambda: tensor({"a": 1}), DTypeError, "got an object of type dict"),
    "a set": (lambda: tensor({1, 2}), DTypeError, "got an object of type set"),
    "a generator": (lambda: tensor(i for i in range(3)), DTypeError, "got an object of type generator"),
    "a complex number": (lambda: tensor(1j), DTypeError, "complex128"),
    "complex numbers": (lambda: tensor(np.ones(2, np.complex64)), DTypeError, "an array of complex64"),
    "an array of objects": (lambda: tensor(np.array([1, None])), DTypeError, "an array of object"),
    "uint16": (lambda: tensor(np.ones(2, np.uint16)), DTypeError, "uint16; convert it first"),
    "long doubles": (lambda: zerodl.from_numpy(np.ones(2, np.longdouble)), DTypeError, "from_numpy: .*convert it"),
    "another byte order": (lambda: tensor(np.ones(2, ">f4")), DTypeError, "array.astype"),
    "from_numpy of a list": (lambda: zerodl.from_numpy([1]), DTypeError, "from_numpy: .*list; use zerodl.tensor"),
    "from_numpy of a number": (lambda: zerodl.from_numpy(np.float32(1)), DTypeError, "from_numpy: .*float32"),
    "too large": (lambda: tensor([1, 300], dtype=zerodl.uint8), DTypeError, "do not fit into uint8.*300"),
    "too large for 64 bits": (lambda: tensor([2**63]), DTypeError, "do not fit into int64"),
    "nan as an integer": (lambda: tensor([float("nan")], dtype=zerodl.int64), DTypeError, "do not fit into int64.*NaN"),
    "a gradient in a list": (
        lambda: tensor([tensor(1.0, requires_grad=True), 2.0]), GradientError, "tensor: .*would lose.*zerodl.stack",
    ),
    "no such dtype": (lambda: tensor([1], dtype="float31"), DTypeError, "tensor: expected a dtype.*'float31'"),
    "a dtype that zerodl lacks": (lambda: zerodl.zeros(2, dtype="complex64"), DTypeError, "zeros: expected a dtype"),
    "a dtype of PyTorch's": (lambda: zerodl.ones(2, dtype=torch.float32), DTypeError, "ones: expected a dtype"),
    "no such device": (lambda: zerodl.zeros(2, device="gpu"), ZerodlError, "device: expected 'cpu'"),
    "half a length": (lambda: zerodl.zeros(2.5), ArgumentError, r"zeros: .*integers, got \(2.5,\)"),
    "a length of True": (lambda: zerodl.ones(True), ArgumentError, "ones: .*integers"),
    "a negative length": (lambda: zerodl.rand(2, -1), ArgumentError, r"rand: .*from 0 up, got \(2, -1\)"),
    "full of a list": (lambda: zerodl.full((2,), [1, 2]), DTypeError, "full: expected a number, got"),
    "full of a tensor": (lambda: zerodl.full((2,), zerodl.ones(1)), DTypeError, r"full: .*a tensor of shape \(1,\)"),
    "full of what does not fit": (lambda: zerodl.full((2,), 300, dtype=zerodl.uint8), DTypeError, "300 .* 0 … 255"),
    "like an array": (lambda: zerodl.ones_like(np.ones(2)), DTypeError, "expected a tensor, got ndarray"),
    "arange of nothing": (lambda: zerodl.arange(), DTypeError, "arange: expected end; start and end"),
    "arange of four": (lambda: zerodl.arange(1, 2, 3, 4), DTypeError, "got 4 arguments"),
    "arange, end twice": (lambda: zerodl.arange(1, 2, end=3), DTypeError, "arange: expected end"),
    "arange without a step": (lambda: zerodl.arange(1, 5, 0), ArgumentError, "arange: .*steps of 0"),
    "arange the wrong way": (lambda: zerodl.arange(5, 1), ArgumentError, "never lead from 5 to 1; .* negative step"),
    "arange to infinity": (lambda: zerodl.arange(0, float("inf")), ArgumentError, "arange: cannot go from 0 to inf"),
    "arange of booleans": (lambda: zerodl.arange(2, dtype=bool), DTypeError, "booleans have no steps"),
    "linspace of half a step": (lambda: zerodl.linspace(0, 1, 2.5), ArgumentError, "linspace, steps: .*2.5"),
    "linspace of fewer than none": (lambda: zerodl.linspace(0, 1, -1), ArgumentError, "linspace, steps: .*-1"),
    "eye of fewer than none": (lambda: zerodl.eye(-1), ArgumentError, "eye, n: .*-1"),
    "a normal integer": (lambda: zerodl.randn(2, dtype=zerodl.int64), DTypeError, "randn: .*int64; draw integers with"),
    "an even integer": (lambda: zerodl.rand_like(zerodl.arange(2)), DTypeError, "rand_like: .*int64"),
    "randint without a shape": (lambda: zerodl.randint(5), DTypeError, "randint: expected high and size"),
    "randint of too many": (lambda: zerodl.randint(1, 2, 3, 4), DTypeError, "randint: expected high and size"),
    "randint of nothing": (lambda: zerodl.randint(5, 5, (2,)), ArgumentError, "randint: expected low < high.*5"),
    "randint of halves": (lambda: zerodl.randint(0, 2.5, (2,)), DTypeError, "randint: the bounds are integers"),
    "randint that does not fit": (lambda: zerodl.randint(257, (2,), dtype="uint8"), DTypeError, "256 does not fit"),
    "randperm that does not fit": (lambda: zerodl.randperm(300, dtype="uint8"), DTypeError, "299 does not fit"),
    "NumPy's generator": (lambda: zerodl.rand(2, generator=np.random.default_rng()), DTypeError, "zerodl.Generator"),
    "normal without a shape": (lambda: zerodl.normal(0.0, 1.0), DTypeError, "normal: expected size="),
    "normal with a shape too many": (lambda: zerodl.normal(zerodl.ones(2), 1.0, (2,)), DTypeError, "only there"),
    "normal of integers": (lambda: zerodl.normal(zerodl.arange(2), 1.0), DTypeError, "normal: .*int64"),
    "normal, narrower than nothing": (lambda: zerodl.normal(0, -1, (2,)), ArgumentError, "from 0 up, got -1"),
    "a chance above 1": (lambda: zerodl.bernoulli(tensor([0.5, 1.5])), ArgumentError, "bernoulli: .*0.5 … 1.5"),
    "a chance of nan": (lambda: zerodl.bernoulli(tensor([float("nan")])), ArgumentError, "bernoulli: .*nan"),
    "a chance of integers": (lambda: zerodl.bernoulli(tensor([0, 1])), DTypeError, "bernoulli: .*int64"),
    "negative weights": (lambda: zerodl.multinomial(tensor([1.0, -1.0]), 1), ArgumentError, "multinomial: the weights"),
    "no weight at all": (lambda: zerodl.multinomial(zerodl.zeros(3), 1), ArgumentError, "not all of them 0"),
    "more than there are": (lambda: zerodl.multinomial(zerodl.ones(2), 3), ArgumentError, "1 to 2 samples, got 3"),
    "no sample": (lambda: zerodl.multinomial(zerodl.ones(2), 0), ArgumentError, "got 0"),
    "weights in space": (lambda: zerodl.multinomial(zerodl.ones(1, 2, 3), 1), ShapeError, r"\(1, 2, 3\)"),
    "a negative rate": (lambda: zerodl.poisson(tensor([-1.0])), ArgumentError, "poisson: .*-1"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "kind", "said"), REFUSED.values(), ids=REFUSED)
def test_refused(make, kind, said):
    with pytest.raises(kind, match=said):
        make()


# --- one number throughout --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_zeros_ones_full_and_eye(name):
    ours, theirs = getattr(zerodl, name), getattr(torch, name)
    for shape in [(), (3,), (2, 0), (2, 3, 4)]:
        assert_like_torch(zerodl.zeros(shape, dtype=ours), torch.zeros(shape, dtype=theirs))
        assert_like_torch(zerodl.ones(*shape, dtype=ours), torch.ones(shape, dtype=theirs))
        assert_like_torch(zerodl.full(shape, 7, dtype=ours), torch.full(shape, 7, dtype=theirs))
        made = zerodl.empty(shape, dtype=ours)
        assert (made.shape, made.dtype) == (shape, ours)
    for lengths in [(3,), (2, 4), (4, 2), (0, 3)]:
        assert_like_torch(zerodl.eye(*lengths, dtype=ours), torch.eye(*lengths, dtype=theirs))


@pytest.mark.parametrize("number", [2, 2.5, True, -7, np.float64(1.5), float("inf")])
def test_full_takes_the_dtype_of_its_number(number, default_dtype):
    default_dtype("float64")
    assert_like_torch(zerodl.full((2, 2), number), torch.full((2, 2), number))
    assert_like_torch(zerodl.scalar_tensor(number), torch.scalar_tensor(number))
    assert_like_torch(zerodl.full((2,), tensor(3.0)), torch.full((2,), torch.tensor(3.0)))


def test_a_shape_in_all_its_forms():
    for made in (zerodl.zeros(2, 3), zerodl.zeros((2, 3)), zerodl.zeros([2, 3]), zerodl.zeros(size=(2, 3))):
        assert made.shape == (2, 3)
    assert zerodl.zeros(zerodl.ones(2, 3).shape).shape == (2, 3)
    assert zerodl.zeros(np.int64(2), tensor(3)).shape == (2, 3)
    assert zerodl.ones().shape == zerodl.ones(()).shape == ()


def test_like_another():
    x = zerodl.ones(2, 3, dtype=zerodl.int8)
    assert_like_torch(zerodl.zeros_like(x), torch.zeros(2, 3, dtype=torch.int8))
    assert_like_torch(zerodl.full_like(x, 1.5), torch.full_like(torch.ones(2, 3, dtype=torch.int8), 1.5))
    assert_like_torch(zerodl.ones_like(x, dtype=zerodl.float16), torch.ones(2, 3, dtype=torch.float16))
    assert zerodl.empty_like(x).shape == (2, 3)
    w = zerodl.ones(2, requires_grad=True)
    assert not zerodl.ones_like(w * 2).requires_grad
    assert zerodl.zeros_like(w, requires_grad=True).requires_grad
    assert isinstance(np.zeros_like(w), zerodl.Tensor)
    assert np.full_like(w, 3).tolist() == [3.0, 3.0]


def test_new_tensors_after_an_old_one():
    x, theirs = zerodl.ones(1, dtype=zerodl.float64), torch.ones(1, dtype=torch.float64)
    assert_like_torch(x.new_zeros(2, 3), theirs.new_zeros(2, 3))
    assert_like_torch(x.new_ones((2,), dtype=zerodl.int8), theirs.new_ones((2,), dtype=torch.int8))
    assert_like_torch(x.new_full((2,), 3), theirs.new_full((2,), 3))
    assert_like_torch(x.new_tensor([1, 2]), theirs.new_tensor([1, 2], dtype=torch.float64))
    assert x.new_empty(4).shape == (4,)


# --- at equal distances -----------------------------------------------------------------------------------------------

RANGES = [
    (3,), (0,), (1, 4), (5, 1, -2), (0, 1, 0.25), (2.5,), (0, 5.5), (1, 2, 0.3), (-3, 3), (0, 0), (1.0, -1.0, -0.5),
    (True,), (10, 0, -3), (0, 1, 0.1), (2**40, 2**40 + 3), (-0.5, 100, 7.25),
]  # fmt: skip


@pytest.mark.parametrize("bounds", RANGES, ids=str)
def test_arange(bounds):
    assert_like_torch(zerodl.arange(*bounds), torch.arange(*bounds), rtol=1e-6)
    assert_like_torch(
        zerodl.arange(*bounds, dtype=zerodl.float64), torch.arange(*bounds, dtype=torch.float64), rtol=1e-15
    )


def test_arange_in_other_dtypes_and_by_name():
    for name in ("int64", "int32", "int16", "float16", "bfloat16"):
        ours, theirs = getattr(zerodl, name), getattr(torch, name)
        assert_like_torch(zerodl.arange(2, 90, 3, dtype=ours), torch.arange(2, 90, 3, dtype=theirs))
    assert_like_torch(zerodl.arange(250, 260, dtype=zerodl.uint8), torch.arange(250, 260, dtype=torch.uint8))
    assert_like_torch(zerodl.arange(0.5, 5.5, 1.5, dtype=zerodl.int64), torch.arange(0.5, 5.5, 1.5, dtype=torch.int64))
    assert_like_torch(zerodl.arange(3.0, requires_grad=True), torch.arange(3.0, requires_grad=True))
    for ours, theirs in [
        (zerodl.arange(end=3), torch.arange(end=3)),
        (zerodl.arange(start=1, end=3), torch.arange(start=1, end=3)),
        (zerodl.arange(1, end=3), torch.arange(1, end=3)),
        (zerodl.arange(1, 4, step=2), torch.arange(1, 4, step=2)),
        (zerodl.arange(tensor(3)), torch.arange(torch.tensor(3))),
        (zerodl.arange(tensor(3.0)), torch.arange(torch.tensor(3.0))),
    ]:
        assert_like_torch(ours, theirs)


@pytest.mark.parametrize("name", ["float64", "float32", "int64", "int8"])
def test_linspace_and_logspace(name):
    ours, theirs = getattr(zerodl, name), getattr(torch, name)
    rtol = {"float64": 1e-14, "float32": 1e-5}.get(name, 0)
    for start, end, steps in [(0, 10, 4), (-10, 10, 7), (3, 10, 1), (3, 10, 0), (5, -5, 10), (0.5, 2.5, 2), (2, 2, 3)]:
        made, expected = zerodl.linspace(start, end, steps, dtype=ours), torch.linspace(start, end, steps, dtype=theirs)
        np.testing.assert_allclose(made.numpy(), theirs_as_numpy(expected)[0], rtol=rtol, atol=1e-6 if rtol else 0)
        assert (made.dtype, made.shape) == (ours, tuple(expected.shape))
    assert_like_torch(zerodl.logspace(0, 3, 4, 3, dtype=ours), torch.logspace(0, 3, 4, 3, dtype=theirs), rtol=rtol)
    assert_like_torch(zerodl.logspace(0, 2, 5, dtype=ours), torch.logspace(0, 2, 5, dtype=theirs), rtol=rtol)


def test_linspace_meets_both_ends():
    for steps in range(2, 60):
        made = zerodl.linspace(0.1, 0.7, steps, dtype=zerodl.float64)
        assert (made[0].item(), made[-1].item()) == (0.1, 0.7)


# --- from chance ------------------------------------------------------------------------------------------------------

DRAWS = {
    "rand": lambda **g: zerodl.rand(3, 4, **g),
    "randn": lambda **g: zerodl.randn((3, 4), **g),
    "randint": lambda **g: zerodl.randint(0, 1000, (3, 4), **g),
    "randperm": lambda **g: zerodl.randperm(20, **g),
    "rand_like": lambda **g: zerodl.rand_like(zerodl.ones(3, 4), **g),
    "randn_like": lambda **g: zerodl.randn_like(zerodl.ones(3, 4), **g),
    "randint_like": lambda **g: zerodl.randint_like(zerodl.ones(3, 4), 1000, **g),
    "normal": lambda **g: zerodl.normal(zerodl.arange(12.0), 2.0, **g),
    "normal of numbers": lambda **g: zerodl.normal(1.0, 2.0, (12,), **g),
    "bernoulli": lambda **g: zerodl.bernoulli(zerodl.full((50,), 0.5), **g),
    "multinomial": lambda **g: zerodl.multinomial(zerodl.ones(30), 10, **g),
    "multinomial with replacement": lambda **g: zerodl.multinomial(zerodl.ones(30), 10, True, **g),
    "poisson": lambda **g: zerodl.poisson(zerodl.full((12,), 50.0), **g),
    "uniform_": lambda **g: zerodl.zeros(12).uniform_(-1, 1, **g),
    "normal_": lambda **g: zerodl.zeros(12).normal_(3, 2, **g),
    "bernoulli_": lambda **g: zerodl.zeros(50).bernoulli_(0.5, **g),
    "exponential_": lambda **g: zerodl.zeros(12).exponential_(2.0, **g),
    "random_": lambda **g: zerodl.zeros(12).random_(0, 1000, **g),
}


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_a_seed_repeats_a_draw(draw):
    first = draw(generator=zerodl.Generator(5)).tolist()
    assert draw(generator=zerodl.Generator(5)).tolist() == first
    assert draw(generator=zerodl.Generator(6)).tolist() != first
    zerodl.manual_seed(5)
    assert draw().tolist() == first


@pytest.mark.parametrize("name", ["float64", "float32", "float16", "bfloat16"])
def test_even_numbers_stay_below_the_end(name):
    dtype = getattr(zerodl, name)
    drawn = zerodl.rand(50_000, dtype=dtype, generator=zerodl.Generator(0)).numpy().astype(np.float64)
    assert 0 <= drawn.min() < 0.01 < 0.99 < drawn.max() < 1
    assert abs(drawn.mean() - 0.5) < 0.01
    inside = zerodl.empty(50_000, dtype=dtype).uniform_(1, 2, generator=zerodl.Generator(0)).numpy().astype(np.float64)
    assert 1 <= inside.min() < inside.max() < 2


def test_a_generator_that_only_gives_its_largest_number():
    """0.99999999 in float32 is 1; cut off, it is below."""

    class Largest:
        def random(self, shape):
            return np.full(shape, np.nextafter(1.0, 0.0))

    generator = zerodl.Generator(0)
    generator.numpy = Largest()
    for name in ("float64", "float32", "float16", "bfloat16"):
        assert zerodl.rand(1, dtype=name, generator=generator).item() < 1
        assert zerodl.zeros(1, dtype=name).uniform_(3, 5, generator=generator).item() < 5


def test_moments():
    generator = zerodl.Generator(0)

    def moments(x):
        return x.numpy().mean(), x.numpy().std()

    n = 100_000
    np.testing.assert_allclose(moments(zerodl.randn(n, generator=generator)), (0, 1), atol=0.02)
    np.testing.assert_allclose(moments(zerodl.normal(3.0, 2.0, (n,), generator=generator)), (3, 2), atol=0.04)
    np.testing.assert_allclose(moments(zerodl.zeros(n).normal_(3, 2, generator=generator)), (3, 2), atol=0.04)
    np.testing.assert_allclose(moments(zerodl.zeros(n).exponential_(0.5, generator=generator)), (2, 2), atol=0.06)
    np.testing.assert_allclose(moments(zerodl.poisson(zerodl.full((n,), 4.0), generator=generator)), (4, 2), atol=0.04)
    chances = zerodl.bernoulli(zerodl.full((n,), 0.3), generator=generator).numpy()
    assert (set(chances), round(float(chances.mean()), 2)) == ({0.0, 1.0}, 0.3)
    dice = zerodl.randint(1, 7, (n,), generator=generator).numpy()
    np.testing.assert_allclose(np.bincount(dice)[1:] / n, 1 / 6, atol=0.01)


def test_kinds_and_forms():
    assert zerodl.randint(5, (3,)).dtype == zerodl.int64
    assert zerodl.randint(low=2, high=3, size=(3,)).tolist() == [2, 2, 2]
    assert zerodl.randint(2, high=3, size=(3,), dtype=zerodl.float32).tolist() == [2.0, 2.0, 2.0]
    assert zerodl.randint(0, 2, (4,), dtype=bool).dtype == zerodl.bool
    assert zerodl.randint_like(zerodl.ones(2, dtype=zerodl.int8), 4, 5).tolist() == [4, 4]
    assert sorted(zerodl.randperm(9, dtype=zerodl.float32).tolist()) == list(range(9))
    assert zerodl.randperm(0).shape == (0,)
    assert zerodl.normal(zerodl.zeros(3, 1), zerodl.ones(4)).shape == (3, 4)
    assert zerodl.normal(1.0, zerodl.ones(3, dtype=zerodl.float64)).dtype == zerodl.float64
    assert zerodl.bernoulli(tensor([5, 7]), 1.0).tolist() == [1, 1]
    assert zerodl.ones(3).bernoulli(0.0).tolist() == [0.0, 0.0, 0.0]
    assert zerodl.rand(2, requires_grad=True).requires_grad
    assert not zerodl.bernoulli(zerodl.ones(2, requires_grad=True)).requires_grad
    top = zerodl.zeros(1000, dtype=zerodl.uint8).random_(generator=zerodl.Generator(0)).numpy()
    assert (top.min(), top.max()) == (0, 255)


def test_multinomial_draws_by_the_weights():
    generator, weights = zerodl.Generator(0), tensor([0.0, 1.0, 3.0, 0.0, 6.0])
    drawn = weights.multinomial(100_000, replacement=True, generator=generator).numpy()
    np.testing.assert_allclose(np.bincount(drawn, minlength=5) / 1e5, weights.numpy() / 10, atol=0.01)
    without = [zerodl.multinomial(weights, 3, generator=generator).tolist() for _ in range(3000)]
    assert all(sorted(three) == [1, 2, 4] for three in without)
    first = np.bincount([three[0] for three in without], minlength=5) / 3000
    np.testing.assert_allclose(first, weights.numpy() / 10, atol=0.03)
    rows = zerodl.multinomial(tensor([[1.0, 0.0], [0.0, 1.0]]), 4, replacement=True)
    assert rows.tolist() == [[0, 0, 0, 0], [1, 1, 1, 1]]
    assert zerodl.multinomial(tensor([[1.0, 0.0], [0.0, 1.0]]), 1).tolist() == [[0], [1]]


def test_in_place_draws_obey_the_tape():
    w = zerodl.ones(2, requires_grad=True)
    with pytest.raises(GradientError, match="in-place change of a leaf"):
        w.normal_()
    with zerodl.no_grad():
        assert w.normal_() is w
    y = w * 2
    y.uniform_()
    (y * 3).sum().backward()
    assert w.grad.tolist() == [0.0, 0.0]
    whole = zerodl.zeros(2, 3)
    whole[0].random_(5, 6)
    assert whole.tolist() == [[5.0, 5.0, 5.0], [0.0, 0.0, 0.0]]


def test_bfloat16_from_data_and_back():
    numbers = np.array([1.5, -2.25], ml_dtypes.bfloat16)
    assert tensor(numbers).dtype == zerodl.bfloat16
    assert tensor([1.5, -2.25], dtype=zerodl.bfloat16).tolist() == [1.5, -2.25]
    assert type(tensor(numbers)[0].item()) is float


# --- on another device ------------------------------------------------------------------------------------------------

PLACED = {
    "tensor": lambda place: tensor([[1, 2], [3, 4]], device=place),
    "tensor of a tensor": lambda place: tensor(zerodl.arange(3, device=place), dtype=zerodl.float64),
    "tensor of its array": lambda place: tensor(zerodl.arange(3, device=place).array),
    "as_tensor": lambda place: zerodl.as_tensor([1.5], device=place),
    "as_tensor of its array": lambda place: zerodl.as_tensor(zerodl.arange(3, device=place).array),
    "zeros": lambda place: zerodl.zeros(2, device=place),
    "full": lambda place: zerodl.full((2, 2), 2.5, dtype=zerodl.bfloat16, device=place),
    "full_like": lambda place: zerodl.full_like(zerodl.empty(2, device=place), 3),
    "arange": lambda place: zerodl.arange(0, 5, 2, device=place),
    "linspace": lambda place: zerodl.linspace(0, 1, 4, device=place),
    "logspace": lambda place: zerodl.logspace(0, 1, 4, dtype=zerodl.float16, device=place),
    "eye": lambda place: zerodl.eye(2, 3, device=place),
    "new_tensor": lambda place: zerodl.zeros(2, device=place).new_tensor([1, 2]),
    "new_full": lambda place: zerodl.zeros(2, device=place).new_full((3,), 7),
    "a draw": lambda place: zerodl.randn(3, device=place, generator=zerodl.Generator(0)),
    "a draw like another": lambda place: zerodl.rand_like(zerodl.zeros(3, device=place), generator=zerodl.Generator(0)),
    "a draw by weights": lambda place: zerodl.ones(9, device=place).multinomial(3, generator=zerodl.Generator(0)),
    "a draw in place": lambda place: zerodl.zeros(3, device=place).uniform_(1, 2, generator=zerodl.Generator(0)),
    "chances in place": lambda place: zerodl.zeros(2, device=place).bernoulli_(tensor([0.0, 1.0], device=place)),
    "a deep copy": lambda place: copy.deepcopy(zerodl.arange(3, device=place)),
}


@pytest.mark.parametrize("make", PLACED.values(), ids=PLACED)
def test_the_same_on_a_gpu(make):
    """By the stand-in for CuPy; a seed gives the same numbers everywhere."""
    expected = make("cpu")
    with installed():
        made = make("cuda")
        assert str(made.device) == "cuda:0"
        assert (made.dtype, made.shape, made.tolist()) == (expected.dtype, expected.shape, expected.tolist())
        assert "device='cuda:0'" in repr(made)
        with zerodl.device("cuda"):
            assert str(make(None).device) == "cuda:0"
            assert "device=" not in repr(make(None))
        assert str(tensor(made, device="cpu").device) == "cpu"
