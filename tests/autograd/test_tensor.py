"""Tensor: what it shows, what it shares, what may be changed in place, and how it gets on with NumPy."""

import copy

import numpy as np
import pytest

import zerodl
from zerodl import Tensor, no_grad, tensor
from zerodl.errors import ArgumentError, DTypeError, GradientError, ShapeError


def leaf(*shape, dtype=np.float64):
    return Tensor(np.arange(1.0, 1 + np.prod(shape), dtype=dtype).reshape(shape), requires_grad=True)


# --- what it is -------------------------------------------------------------------------------------------------------


def test_shape_and_kind():
    x = zerodl.zeros(2, 3)
    assert (x.shape, x.size(), x.size(1), x.ndim, x.dim(), x.numel()) == ((2, 3), (2, 3), 3, 2, 2, 6)
    assert x.dtype == np.float32
    assert x.is_leaf
    assert not x.requires_grad


def test_an_operation_gives_no_leaf():
    y = leaf(2) * 2
    assert not y.is_leaf
    assert y.requires_grad
    assert y.grad is None


def test_requires_grad_may_be_set_and_given_up():
    x = tensor([1.0])
    assert x.requires_grad_() is x
    assert x.requires_grad
    assert not x.requires_grad_(False).requires_grad


def test_parameters_are_a_dictionarys_keys_by_identity():
    a, b = tensor([1.0]), tensor([1.0])
    assert len({a: 1, b: 2}) == 2
    assert {a: 1}[a] == 1


REPRS = {
    "tensor([1., 2.])": lambda: tensor([1.0, 2.0]),
    "tensor(1.5000)": lambda: tensor(1.5),
    "tensor([1, 2])": lambda: tensor([1, 2]),
    "tensor([ True, False])": lambda: tensor([True, False]),
    "tensor([0.3333], dtype=float64)": lambda: tensor(np.array([1 / 3])),
    "tensor([1, 2], dtype=uint8)": lambda: tensor(np.array([1, 2], np.uint8)),
    "tensor([1.], requires_grad=True)": lambda: tensor([1.0], requires_grad=True),
    "tensor([2.], grad_fn=<mul>)": lambda: tensor([1.0], requires_grad=True) * 2,
    "tensor([[1., 2.],\n        [3., 4.]])": lambda: tensor([[1.0, 2.0], [3.0, 4.0]]),
    "tensor([])": lambda: tensor([]),
}


@pytest.mark.parametrize("shown", REPRS)
def test_repr(shown):
    assert repr(REPRS[shown]()) == shown


def test_out_to_python():
    assert tensor(2.5).item() == 2.5
    assert type(tensor([[7]]).item()) is int
    assert tensor([[1, 2], [3, 4]]).tolist() == [[1, 2], [3, 4]]
    assert (float(tensor([1.5])), int(tensor(3.7)), bool(tensor(0.0)), bool(tensor([2]))) == (1.5, 3, False, True)
    assert len(zerodl.ones(4, 2)) == 4
    assert [row.tolist() for row in tensor([[1, 2], [3, 4]])] == [[1, 2], [3, 4]]
    assert 2 in tensor([1, 2])
    assert 5 not in tensor([1, 2])


def test_rows_of_a_loop_are_on_the_tape():
    x = leaf(2, 2)
    first, second = x
    (first * 10 + second).sum().backward()
    assert x.grad.tolist() == [[10.0, 10.0], [1.0, 1.0]]


def test_transposed():
    x = leaf(2, 3)
    assert x.T.shape == (3, 2)
    assert np.shares_memory(x.T.array, x.array)
    with pytest.raises(ShapeError, match=r"T: .*\(2, 1, 3\).*transpose\(dim0, dim1\)"):
        _ = zerodl.ones(2, 1, 3).T


def test_another_dtype():
    x = tensor([1.5, 2.5], requires_grad=True)
    assert x.float() is x
    assert x.to("float32") is x
    assert x.double().dtype == np.float64
    assert x.to(np.int64).tolist() == [1, 2]
    assert not x.to(np.int64).requires_grad
    x.double().sum().backward()
    assert x.grad.dtype == np.float32


def test_a_leaf_can_be_copied_deeply():
    x = leaf(2)
    x.sum().backward()
    y = copy.deepcopy(x)
    y.array[0] = 9
    y.grad.array[0] = 9
    assert (x.tolist(), x.grad.tolist()) == ([1.0, 2.0], [1.0, 1.0])
    assert y.requires_grad


# --- what it shares ---------------------------------------------------------------------------------------------------

VIEWS = {
    "reshape": lambda x: x.reshape(3, 2),
    "view": lambda x: x.view(-1),
    "transpose": lambda x: x.transpose(0, 1),
    "T": lambda x: x.T,
    "expand": lambda x: x.expand(4, 2, 3),
    "a slice": lambda x: x[:, 1:],
    "a row": lambda x: x[0],
    "one element": lambda x: x[1, 2],
    "a view of a view": lambda x: x.T[1:].T[0],
    "a new axis": lambda x: x[None],
    "detach": lambda x: x.detach(),
}
COPIES = {
    "clone": lambda x: x.clone(),
    "a list of rows": lambda x: x[[0, 1]],
    "a mask": lambda x: x[x.detach() > 0],
    "a reshape that needs one": lambda x: x.T.reshape(6),
    "arithmetic": lambda x: x * 1,
    "another dtype": lambda x: x.to(np.float32),
    "tensor(x)": lambda x: zerodl.tensor(x),
}


@pytest.mark.parametrize("requires_grad", [True, False])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_shares_memory_and_the_version_count(name, requires_grad):
    x = leaf(2, 3).requires_grad_(requires_grad)
    view = VIEWS[name](x)
    assert np.shares_memory(view.array, x.array)
    assert view.storage is x.storage
    with no_grad():
        x.add_(1)
    assert view.storage.version == 1
    assert view.array.flat[-1] in x.array


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_shares_neither(name):
    x = leaf(2, 3)
    made = COPIES[name](x)
    assert not np.shares_memory(made.array, x.array)
    assert made.storage is not x.storage


def test_a_single_element_is_a_view_that_can_be_written():
    x = tensor([[1.0, 2.0]])
    x[0, 1].add_(5)
    assert x.tolist() == [[1.0, 7.0]]


def test_tensor_copies_and_from_numpy_shares():
    array = np.zeros(2)
    assert not np.shares_memory(tensor(array).array, array)
    assert np.shares_memory(zerodl.from_numpy(array).array, array)


# --- in place ---------------------------------------------------------------------------------------------------------

IN_PLACE = {
    "add_": (lambda x: x.add_(2), [3.0, 4.0]),
    "sub_": (lambda x: x.sub_(2), [-1.0, 0.0]),
    "mul_": (lambda x: x.mul_(2), [2.0, 4.0]),
    "div_": (lambda x: x.div_(2), [0.5, 1.0]),
    "zero_": (lambda x: x.zero_(), [0.0, 0.0]),
    "+=": (lambda x: x.__iadd__(2), [3.0, 4.0]),
    "-=": (lambda x: x.__isub__(2), [-1.0, 0.0]),
    "*=": (lambda x: x.__imul__(2), [2.0, 4.0]),
    "/=": (lambda x: x.__itruediv__(2), [0.5, 1.0]),
    "a tensor": (lambda x: x.add_(tensor([10.0, 20.0])), [11.0, 22.0]),
    "itself": (lambda x: x.mul_(x), [1.0, 4.0]),
}


@pytest.mark.parametrize("name", IN_PLACE)
def test_in_place_changes_the_same_memory(name):
    change, expected = IN_PLACE[name]
    x = tensor([1.0, 2.0])
    array, view = x.array, x[:]
    assert change(x) is x
    assert x.array is array
    assert x.dtype == np.float32
    assert view.tolist() == expected
    assert x.storage.version == 1


def test_zero_clears_what_is_not_a_number():
    assert tensor([float("nan"), float("inf")]).zero_().tolist() == [0.0, 0.0]


def test_assignment_to_a_part():
    x = zerodl.zeros(2, 3)
    x[0] = 1.0
    x[:, 2] = tensor([7.0, 8.0])
    x[tensor([[False, False, False], [True, False, False]])] = -1
    assert x.tolist() == [[1.0, 1.0, 7.0], [-1.0, 0.0, 8.0]]
    assert x.storage.version == 3


CHANGED_RESULTS = {  # y = x · 1 is changed in place, then y · y summed: the gradient at x = (1, 2), and at w = (3, 5)
    "times a number": (lambda y, w: y.mul_(2), [8.0, 16.0], None),
    "times a tensor": (lambda y, w: y.mul_(w), [18.0, 100.0], [6.0, 40.0]),
    "divided by a tensor": (lambda y, w: y.div_(w), [2 / 9, 4 / 25], [-2 / 27, -8 / 125]),
    "plus a tensor": (lambda y, w: y.add_(w), [8.0, 14.0], [8.0, 14.0]),
    "minus a tensor": (lambda y, w: y.sub_(w), [-4.0, -6.0], [4.0, 6.0]),
    "set to 0": (lambda y, w: y.zero_(), [0.0, 0.0], None),
    "a part set": (lambda y, w: y.__setitem__(0, w[1]), [0.0, 4.0], [0.0, 10.0]),
    "twice": (lambda y, w: y.mul_(w).mul_(w), [2 * 81.0, 4 * 625.0], [4 * 27.0, 4 * 4 * 125.0]),
}


@pytest.mark.parametrize("name", CHANGED_RESULTS)
def test_a_result_changed_in_place_has_the_right_gradient(name):
    change, at_x, at_w = CHANGED_RESULTS[name]
    x, w = Tensor(np.array([1.0, 2.0]), requires_grad=True), Tensor(np.array([3.0, 5.0]), requires_grad=True)
    y = x * 1
    change(y, w)
    (y * y).sum().backward()
    np.testing.assert_allclose(x.grad.array, at_x)
    assert (w.grad is None) == (at_w is None)
    if at_w is not None:
        np.testing.assert_allclose(w.grad.array, at_w)


def test_a_plain_tensor_joins_the_tape_by_an_in_place_change():
    w = leaf(2)
    total = Tensor(np.zeros(2))
    total += w
    assert total.node.parents == (w,)  # what it held before was a constant
    total += w * w
    total.sum().backward()
    assert w.grad.tolist() == [3.0, 5.0]
    buffer = Tensor(np.zeros((2, 2)))
    buffer[1] = leaf(2)
    assert buffer.requires_grad
    assert not buffer.is_leaf


def test_a_leaf_that_requires_a_gradient_is_changed_only_outside_the_tape():
    x = leaf(2)
    for change in (lambda: x.add_(1), lambda: x.zero_(), lambda: x.__setitem__(0, 5.0)):
        with pytest.raises(GradientError, match=r"leaf that requires a gradient.*no_grad\(\)"):
            change()
    assert (x.tolist(), x.storage.version) == ([1.0, 2.0], 0)
    with no_grad():
        x -= 1
    assert (x.tolist(), x.storage.version, x.requires_grad, x.is_leaf) == ([0.0, 1.0], 1, True, True)


def test_a_change_that_does_not_fit_changes_nothing():
    x = tensor([1, 2])
    with pytest.raises(DTypeError, match="add_: the result is float32, it does not fit in place into int64"):
        x += 0.5
    with pytest.raises(ShapeError, match=r"add_: the result has shape \(3, 2\), it does not fit in place into \(2,\)"):
        x += zerodl.ones(3, 2).to(np.int64)
    with pytest.raises(ArgumentError, match=r"mul_: this tensor can only be read .*x\.clone\(\)"):
        x.expand(2, 2).mul_(3)
    assert (x.tolist(), x.storage.version) == ([1, 2], 0)


def test_an_index_changed_later_does_not_move_the_gradient():
    for key in (tensor([0, 0]), np.array([0, 0])):
        x = leaf(2)
        y = x[key]
        key += 1
        y.sum().backward()
        assert x.grad.tolist() == [2.0, 0.0]


# --- with NumPy -------------------------------------------------------------------------------------------------------


def test_numpy_reads_a_tensor_without_copying():
    x = tensor([1.0, 2.0])
    assert np.shares_memory(np.asarray(x), x.array)
    assert x.numpy() is x.array
    assert not np.shares_memory(np.array(x), x.array)
    assert np.asarray(x, dtype=np.float64).dtype == np.float64
    assert np.array([x, x]).shape == (2, 2)
    with pytest.raises(ValueError, match="copy"):
        np.asarray(x, dtype=np.float64, copy=False)


@pytest.mark.parametrize(
    "convert",
    [lambda x: x.numpy(), np.asarray, np.array, lambda x: np.array([x, x]), lambda x: np.ones(2).__setitem__(..., x)],
    ids=["numpy()", "asarray", "array", "a list", "assignment"],
)
def test_a_gradient_is_not_lost_in_silence(convert):
    with pytest.raises(GradientError, match=r"numpy: .*x\.detach\(\)\.numpy\(\)"):
        convert(leaf(2))
    with pytest.raises(GradientError, match="numpy"):
        convert(leaf(2) * 2)


def test_operators_between_arrays_and_tensors_give_tensors():
    x, array = leaf(2), np.array([10.0, 20.0])
    for y, expected in [
        (array + x, [11.0, 22.0]),
        (x + array, [11.0, 22.0]),
        (array - x, [9.0, 18.0]),
        (np.float64(3) * x, [3.0, 6.0]),
        (array / x, [10.0, 10.0]),
        (x[None] @ np.eye(2), [[1.0, 2.0]]),
        (np.eye(2) @ x[:, None], [[1.0], [2.0]]),
        (2 - x, [1.0, 0.0]),
        (2 / x, [2.0, 1.0]),
        (2**x, [2.0, 4.0]),
        (-x, [-1.0, -2.0]),
    ]:
        assert isinstance(y, Tensor)
        assert y.requires_grad
        assert y.tolist() == expected
    for y, expected in [(array > x, [True, True]), (x == array, [False, False]), (1 < x, [False, True])]:
        assert y.tolist() == expected


def test_python_numbers_do_not_widen_float32():
    x = tensor([1.0, 2.0], requires_grad=True)
    for y in (x + 1, 2 * x, x / 3, 1 - x, x**2, x**0.5, 2.5**x):
        assert y.dtype == np.float32


def test_numpys_functions_with_numpys_names():
    x = leaf(2, 3)
    assert np.sum(x, axis=0, keepdims=True).tolist() == [[5.0, 7.0, 9.0]]
    assert np.mean(x, axis=1).tolist() == [2.0, 5.0]
    assert np.max(x, axis=1).tolist() == [3.0, 6.0]
    assert np.argmax(x, axis=1).tolist() == [2, 2]
    assert np.reshape(x, (3, 2)).shape == (3, 2)
    assert np.swapaxes(x, 0, 1).shape == (3, 2)
    assert np.broadcast_to(x, (4, 2, 3)).shape == (4, 2, 3)
    assert np.where(x > 3, x, 0).tolist() == [[0.0, 0.0, 0.0], [4.0, 5.0, 6.0]]
    assert np.copy(x).requires_grad
    assert (np.shape(x), np.ndim(x), np.size(x)) == ((2, 3), 2, 6)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda x: np.spacing(x), "np.spacing does not take a Tensor"),
        (lambda x: np.linalg.norm(x), "np.norm does not take a Tensor"),
        (lambda x: np.add.reduce(x), "np.add: reduce does not work with a Tensor"),
        (lambda x: np.add(x, x, out=np.ones(2)), "np.add: out does not work with a Tensor"),
        (lambda x: np.ones(2).__iadd__(x), "np.add: out does not work with a Tensor"),
        (lambda x: np.multiply(x, x, dtype=np.float32), "np.multiply: dtype does not work"),
        (lambda x: np.sum(x, where=np.ones(2, bool)), "sum: unexpected argument 'where'"),
    ],
)
def test_what_numpy_cannot_hand_on_is_refused(call, named):
    with pytest.raises(TypeError, match=named):
        call(leaf(2))


def test_what_is_no_number_equals_nothing():
    x = tensor([1.0, 2.0])
    assert not (x == None)  # noqa: E711 - that is what people write
    assert x != None  # noqa: E711
    assert x != "a"
    assert x not in [None, "a"]
    with pytest.raises(TypeError):
        x < None  # noqa: B015


def test_another_librarys_tensors_are_refused_in_words():
    torch = pytest.importorskip("torch", reason="PyTorch, whose tensors are refused here, is not installed")
    for mix in (lambda: zerodl.ones(2) + torch.ones(2), lambda: torch.ones(2) + zerodl.ones(2)):
        with pytest.raises(DTypeError, match=r"add: expected a tensor.*got a torch.Tensor; .*zerodl.as_tensor"):
            mix()
