"""What the walk over all operations does not see of shapes: identity, memory that is shared, and messages."""

import numpy as np
import pytest

import zerodl
from zerodl.errors import ArgumentError, DTypeError, GradientError, IndexingError, ShapeError


def test_contiguous_is_the_tensor_itself_or_a_copy_row_by_row():
    x = zerodl.zeros(2, 3)
    assert x.contiguous() is x
    y = x.T.contiguous()
    assert y.array.flags.c_contiguous
    y[0, 0] = 1.0
    assert x[0, 0].item() == 0.0


VIEWS = {
    "reshape": lambda x: x.reshape(6),
    "view": lambda x: x.view(3, 2),
    "flatten": lambda x: x.flatten(),
    "unsqueeze": lambda x: x.unsqueeze(0),
    "squeeze": lambda x: x.unsqueeze(0).squeeze(0),
    "transpose": lambda x: x.transpose(0, 1),
    "permute": lambda x: x.permute(1, 0),
    "movedim": lambda x: x.movedim(0, 1),
    "narrow": lambda x: x.narrow(1, 0, 2),
    "select": lambda x: x.select(0, 1),
    "split": lambda x: x.split(2, dim=1)[1],
    "chunk": lambda x: x.chunk(2)[0],
    "unbind": lambda x: x.unbind(1)[2],
    "diagonal": lambda x: x.diagonal(1),
    "unfold": lambda x: x.unfold(1, 1, 1),
}


@pytest.mark.parametrize("look", VIEWS.values(), ids=VIEWS)
def test_a_change_of_a_view_reaches_its_base_and_the_gradient(look):
    x = zerodl.tensor(np.arange(6.0).reshape(2, 3), requires_grad=True)
    base = x * 1.0
    seen = look(base)
    places = seen.tolist()
    seen.mul_(10.0)
    changed = np.isin(x.detach().array, np.ravel(places))
    np.testing.assert_array_equal(base.detach().array, np.where(changed, 10.0, 1.0) * x.detach().array)
    base.sum().backward()
    np.testing.assert_array_equal(x.grad.array, np.where(changed, 10.0, 1.0))


COPIES = {
    "flip": lambda x: x.flip(0),
    "roll": lambda x: x.roll(1, 0),
    "repeat": lambda x: x.repeat(1, 1),
    "tile": lambda x: x.tile(1),
    "repeat_interleave": lambda x: x.repeat_interleave(1, dim=0),
    "rot90": lambda x: x.rot90(4),
    "cat": lambda x: zerodl.cat([x]),
    "stack": lambda x: zerodl.stack([x]),
    "diag": lambda x: x.diag(),
    "tril": lambda x: x.tril(5),
    "pad": lambda x: zerodl.pad(x, (0, 0), mode="reflect"),
    "diff": lambda x: x.diff(0),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_has_memory_of_its_own(copy):
    x = zerodl.ones(2, 3)
    copy(x).mul_(0.0)
    assert x.tolist() == zerodl.ones(2, 3).tolist()


def test_windows_that_overlap_and_stretched_axes_can_only_be_read():
    for view in (zerodl.zeros(5).unfold(0, 3, 1), zerodl.zeros(1, 3).expand(4, 3)):
        with pytest.raises(ArgumentError, match="can only be read"):
            view[0, 1] = 1.0


def test_a_leaf_is_not_changed_through_a_view():
    x = zerodl.zeros(4, requires_grad=True)
    with pytest.raises(GradientError, match="view of a leaf"):
        x.view(2, 2).add_(1.0)


def test_broadcast_gradients_add_up_where_windows_overlap():
    x = zerodl.tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
    x.unfold(0, 2, 1).sum().backward()
    assert x.grad.tolist() == [1.0, 2.0, 2.0, 1.0]


MISTAKES = {
    "cat without a list": (lambda x: zerodl.cat(x, x), DTypeError, r"write cat\(\[a, b\]\)"),
    "stack without a list": (lambda x: zerodl.stack(x), DTypeError, r"write stack\(\[a, b\]\)"),
    "stack of lists": (lambda x: zerodl.stack([[1.0], [2.0]]), DTypeError, r"got \[1.0\] among them"),
    "cat of nothing": (lambda x: zerodl.cat([]), ShapeError, "at least one tensor"),
    "cat of numbers": (lambda x: zerodl.cat([x.sum(), x.sum()]), ShapeError, "use stack"),
    "cat of shapes that differ": (lambda x: zerodl.cat([x, x.T]), ShapeError, r"\(2, 3\) and \(3, 2\).* dim 0"),
    "stack of shapes that differ": (lambda x: zerodl.stack([x, x.T]), ShapeError, r"\(2, 3\), \(3, 2\)"),
    "view of a transpose": (lambda x: x.T.view(6), ShapeError, "use reshape"),
    "view of another count": (lambda x: x.view(4), ShapeError, "6 elements"),
    "two lengths left over": (lambda x: x.reshape(-1, -1), ShapeError, "at most one length may be -1"),
    "permute of some": (lambda x: x.permute(1), ArgumentError, "each of the 2 axes once"),
    "permute with one twice": (lambda x: x.permute(0, 0), ArgumentError, "same axis twice"),
    "t of three axes": (lambda x: x[None].t(), ShapeError, "transpose"),
    "unsqueeze too far": (lambda x: x.unsqueeze(4), ArgumentError, "dim 4"),
    "expand of an axis that is not 1": (lambda x: x.expand(4, 3), ShapeError, "cannot be broadcast"),
    "expand to fewer axes": (lambda x: x.expand(3), ShapeError, "smaller|broadcast"),
    "lengths that do not add up": (lambda x: x.split([1, 2]), ArgumentError, "do not add up to 2"),
    "no chunk": (lambda x: x.chunk(0), ArgumentError, "at least"),
    "unequal halves": (lambda x: x.hsplit(2), ArgumentError, "equal parts"),
    "narrow beyond the end": (lambda x: x.narrow(0, 1, 2), IndexingError, "whose length is 2"),
    "select beyond the end": (lambda x: x.select(1, 3), IndexingError, "whose length is 3"),
    "repeat with too few counts": (lambda x: x.repeat(2), ShapeError, "2 axes"),
    "an odd pad": (lambda x: zerodl.pad(x, (1,)), ArgumentError, r"\(left, right\) of the last axis"),
    "an unknown mode": (
        lambda x: zerodl.pad(x, (1, 1), mode="mirror"),
        ArgumentError,
        "replicate or circular",
    ),
    "a mirror that is too wide": (lambda x: zerodl.pad(x, (3, 0), mode="reflect"), ShapeError, "at most 2"),
    "a window that is too long": (lambda x: x.unfold(0, 3, 1), ArgumentError, "size from 0 to 2"),
    "tril of a vector": (lambda x: x[0].tril(), ShapeError, "at least 2 dimensions"),
    "diagonal of one axis": (lambda x: x.diagonal(0, 1, 1), ArgumentError, "same axis twice"),
    "meshgrid of matrices": (lambda x: zerodl.meshgrid(x, x), ShapeError, "expected vectors"),
}


@pytest.mark.parametrize(("call", "error", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_explained(call, error, says):
    with pytest.raises(error, match=says):
        call(zerodl.ones(2, 3))
