"""Bad input: each error names the operation, what came, what was expected and what to do."""

import numpy as np
import pytest

import zerodl
from zerodl import Tensor, nn, no_grad, optim, tensor
from zerodl.autograd import Op, Value, grad, gradcheck, op
from zerodl.autograd.shapes import same
from zerodl.autograd.table import OPS, Epoch, new_epoch, return_to
from zerodl.data import DataLoader, TensorDataset
from zerodl.errors import ArgumentError, GradientError, ZerodlError

ones = zerodl.ones


def leaf(*shape):
    return Tensor(np.ones(shape), requires_grad=True)


def changed_before_backward(compute):
    x = leaf(2) * 1
    y = compute(x)
    with no_grad():
        x.add_(1)
        x.mul_(2)
    y.sum().backward()


def changed_result():
    y = leaf(2).exp()
    total = y.sum()
    with no_grad():
        y.zero_()
    total.backward()


def changed_through_a_view():
    x = leaf(2, 2) * 1
    y = x.log()
    with no_grad():
        x.detach()[0].add_(1)
    y.sum().backward()


def changed_by_the_optimiser():
    w = leaf(2)
    loss = (w * w).sum()
    loss.backward(retain_graph=True)
    optim.SGD([w], lr=0.1).step()
    loss.backward()


def rule_less_step():
    w = leaf(1)
    w.sum().backward()
    optim.Optimizer([w], {"lr": 0.1}).step()


def second_backward():
    y = leaf(1).exp()
    y.backward()
    y.backward()


def second_backward_below():
    shared = leaf(1).exp()
    (shared * 2).backward()
    (shared * 3).backward()


# For each built-in exception that users would catch: what is done, and what the message must say, in this order.

VALUE_ERRORS = {
    "a grad of another shape": (lambda: setattr(leaf(3), "grad", ones(1)), "grad:", "(3,) of float64", "(1,)"),
    "shapes that do not broadcast": (lambda: ones(2, 3) + ones(4), "add:", "(2, 3) and (4,)", "equal", "[:, None]"),
    "shapes of three": (lambda: zerodl.where(ones(2) > 0, ones(3), ones(3)), "where:", "(2,) and (3,) and (3,)"),
    "matmul, inner lengths": (lambda: ones(2, 3) @ ones(2, 3), "matmul:", "(2, 3) and (2, 3)", "3", "2", "transposed?"),
    "matmul with a vector": (lambda: ones(2, 3) @ ones(2), "matmul:", "(2, 3) and (2,)", "3", "must be equal"),
    "matmul with a number": (lambda: ones(2, 3) @ 2, "matmul:", "(2, 3) and ()"),
    "matmul, stacks that differ": (lambda: ones(2, 1, 3) @ ones(4, 3, 1), "matmul:", "(2,) and (4,)", "broadcast"),
    "reshape to another count": (lambda: ones(2, 3).reshape(4, 2), "reshape:", "6 elements of shape (2, 3)", "(4, 2)"),
    "reshape with two unknowns": (lambda: ones(2, 3).reshape(-1, -1), "reshape:", "(-1, -1)", "at most one"),
    "reshape that leaves a rest": (lambda: ones(2, 3).reshape(-1, 4), "reshape:", "6 elements", "(-1, 4)"),
    "reshape to less than nothing": (lambda: ones(2, 3).reshape(-2, 3), "reshape:", "(-2, 3)"),
    "reshape of nothing": (lambda: ones(0, 3).reshape(-1, 0), "reshape:", "0 elements", "(-1, 0)"),
    "reshape to a word": (lambda: ones(2).reshape("ab"), "reshape:", "ab"),
    "expand to a smaller shape": (lambda: ones(2, 3).expand(1, 3), "expand:", "(2, 3)", "(1, 3)", "smaller"),
    "expand to another length": (lambda: ones(2, 3).expand(2, 4), "expand:", "(2, 3) and (2, 4)"),
    "transpose, no such axis": (lambda: ones(2, 3).transpose(0, 2), "transpose:", "dim 2", "2 dimensions", "-2 to 1"),
    "transpose of a number": (lambda: tensor(1.0).transpose(0, 1), "transpose:", "dim 1", "out of range"),
    "T of a stack": (lambda: ones(2, 3, 4).T, "T:", "(2, 3, 4)", "transpose("),
    "sum, no such axis": (lambda: ones(2, 3).sum(2), "sum:", "dim 2", "2 dimensions", "use -2 to 1"),
    "sum of a number, no such axis": (lambda: tensor(1.0).sum(1), "sum:", "dim 1", "0, -1 or None"),
    "sum, an axis twice": (lambda: ones(2, 3).sum((0, -2)), "sum:", "(0, -2)", "twice"),
    "sum, half an axis": (lambda: ones(2, 3).sum((0.5,)), "sum:", "integer", "(0.5,)"),
    "sum, True for an axis": (lambda: ones(2, 3).sum((True,)), "sum:", "integer", "True"),
    "amax over nothing": (lambda: ones(0, 3).amax(0), "amax:", "at least one element", "(0, 3)"),
    "max over nothing": (lambda: ones(0, 3).max(), "amax:", "at least one element", "(0, 3)"),
    "max along nothing": (lambda: ones(0, 3).max(dim=0), "max:", "at least one element", "(0, 3)"),
    "max along an axis of a number": (lambda: tensor(1.0).max(dim=1), "max:", "dim 1", "out of range"),
    "argmax over nothing": (lambda: ones(0).argmax(), "argmax:", "at least one element", "(0,)"),
    "argmax along two axes": (lambda: ones(2, 3).argmax(dim=(0, 1)), "argmax:", "one axis", "(0, 1)"),
    "log_softmax, no such axis": (lambda: ones(2, 3).log_softmax(dim=2), "log_softmax:", "dim 2", "-2 to 1"),
    "log_softmax along two axes": (lambda: ones(2, 3).log_softmax(dim=(0, 1)), "log_softmax:", "one axis", "(0, 1)"),
    "log_softmax of a number": (lambda: tensor(1.0).log_softmax(dim=1), "log_softmax:", "dim 1", "out of range"),
    "a negative length": (lambda: zerodl.zeros(2, -1), "zeros:", "(2, -1)"),
    "half a length": (lambda: zerodl.randn(2.5), "randn:", "(2.5,)"),
    "an assignment of another shape": (lambda: ones(3).__setitem__(slice(2), ones(3)), "setitem:", "(3,)", "slice"),
    "one number out of two": (lambda: ones(2).item(), "item:", "one element", "(2,)", "tolist()"),
    "the truth of two": (lambda: bool(ones(2) > 0), "bool:", "one element", "(2,)", ".sum()"),
    "an unknown reduction": (
        lambda: zerodl.cross_entropy(ones(2, 3), tensor([0, 1]), reduction="max"),
        "cross_entropy:", "none, sum, mean", "'max'",
    ),
    "labels of another count": (
        lambda: zerodl.cross_entropy(ones(2, 3), tensor([0])),
        "cross_entropy:", "(batch, classes, …)", "(2, 3) and (1,)",
    ),
    "labels as a column": (
        lambda: zerodl.nll_loss(ones(2, 3), tensor([[0], [1]])),
        "nll_loss:", "labels of shape (batch, …)", "(2, 1)",
    ),
    "a label too large": (
        lambda: zerodl.nll_loss(ones(2, 3), tensor([0, 3])),
        "nll_loss:", "0 … 2", "got 3 at index 1", "1 of 2 labels",
    ),
    "a negative label": (
        lambda: zerodl.cross_entropy(ones(2, 3, 2), tensor([[0, 0], [0, -1]])),
        "cross_entropy:", "0 … 2", "got -1 at index (1, 1)",
    ),
    "a target that would be broadcast": (
        lambda: zerodl.mse_loss(ones(4, 1), ones(4)),
        "mse_loss:", "input and target", "one shape", "input (4, 1), target (4,)", "x.reshape",
    ),
    "a gradient of another shape": (lambda: leaf(2).backward(ones(3)), "backward:", "(3,)", "expected", "(2,)"),
    "an input of another width": (lambda: nn.Linear(3, 2)(ones(5, 4)), "Linear(3, 2):", "(…, 3)", "(5, 4)"),
    "a number for a layer": (lambda: nn.Linear(3, 2)(tensor(1.0)), "Linear(3, 2):", "(…, 3)", "()"),
    "a layer of no width": (lambda: nn.Linear(0, 2), "Linear:", "in_features", "positive", "0"),
    "a layer of half a width": (lambda: nn.Linear(2, 2.5), "Linear:", "out_features", "2.5"),
    "a module without forward": (lambda: nn.Module()(1), "Module", "forward"),
    "a state with other names": (
        lambda: nn.Linear(1, 1).load_state_dict({"weight": ones(1, 1), "scale": ones(1)}),
        "load_state_dict:", "nothing was loaded", "missing: bias", "unexpected: scale",
    ),
    "a state of another shape": (
        lambda: nn.Linear(2, 1).load_state_dict(nn.Linear(3, 1).state_dict()),
        "load_state_dict:", "misshapen: weight", "(1, 3) in the state", "(1, 2) in the module",
    ),
    "nothing to train": (lambda: optim.SGD([], lr=0.1), "SGD:", "no parameter"),
    "a result to train": (lambda: optim.SGD([leaf(2) * 2]), "SGD:", "leaves", "mul", "x.detach()"),
    "one parameter twice": (lambda: optim.SGD([(x := leaf(2)), x]), "SGD:", "twice"),
    "a negative rate": (lambda: optim.SGD([leaf(2)], lr=-1), "SGD:", "lr", "-1"),
    "a rate that is no number": (lambda: optim.Adam([leaf(2)], lr=None), "Adam:", "lr", "None"),
    "a rate of nan": (lambda: optim.SGD([leaf(2)], lr=float("nan")), "SGD:", "lr", "nan"),
    "a negative momentum": (lambda: optim.SGD([leaf(2)], momentum=-0.5), "SGD:", "momentum", "-0.5"),
    "a beta of 1": (lambda: optim.Adam([leaf(2)], betas=(0.9, 1.0)), "Adam:", "betas", "(0.9, 1.0)"),
    "a negative beta": (lambda: optim.Adam([leaf(2)], betas=(-0.1, 0.9)), "Adam:", "betas", "(-0.1, 0.9)"),
    "one beta": (lambda: optim.Adam([leaf(2)], betas=(0.9,)), "Adam:", "betas", "(0.9,)"),
    "an optimiser without a rule": (rule_less_step, "Optimizer", "update(self, p, g, state, group)"),
    "rows that do not match": (lambda: TensorDataset(ones(3, 2), ones(4)), "TensorDataset:", "[3, 4]"),
    "no tensors": (TensorDataset, "TensorDataset:", "at least one"),
    "an empty data set": (lambda: DataLoader(TensorDataset(ones(0, 2))), "DataLoader:", "empty"),
    "a batch of nothing": (
        lambda: DataLoader(TensorDataset(ones(2)), batch_size=0),
        "DataLoader:", "batch_size", "positive", "0",
    ),
}  # fmt: skip

TYPE_ERRORS = {
    "no axis where one is due": (lambda: ones(2).log_softmax(), "log_softmax:", "missing dim", "x, dim"),
    "too few inputs": (lambda: zerodl.add(ones(2)), "add:", "missing b", "a, b"),
    "too many": (lambda: zerodl.mul(ones(2), 1, 2), "mul:", "at most 2", "got 3"),
    "an unknown name": (lambda: ones(2).sum(along=0), "sum:", "'along'", "dim, keepdim, dtype"),
    "an argument twice": (lambda: ones(2).sum(0, dim=0), "sum:", "'dim'", "twice"),
    "a list for a tensor": (lambda: ones(2) + [1.0, 2.0], "add:", "list [1.0, 2.0]", "zerodl.tensor"),
    "a word for a tensor": (lambda: ones(2) * "3", "mul:", "expected a tensor", "for b", "str: '3'"),
    "booleans subtracted": (lambda: tensor([True]) - tensor([False]), "sub:", "booleans", "x.float()"),
    "None for a tensor": (lambda: None - ones(2), "sub:", "for a", "NoneType"),
    "a mean of integers": (lambda: tensor([1, 2]).mean(), "mean:", "floating", "int64", "x.float()"),
    "no such dtype": (lambda: ones(2).to("decimal"), "to:", "zerodl.float64", "decimal"),
    "text as data": (lambda: tensor("abc"), "tensor:", "numbers", "<U3"),
    "ragged data": (lambda: tensor([[1], [1, 2]]), "tensor:", "regular"),
    "objects as data": (lambda: tensor([None]), "tensor:", "numbers", "object"),
    "complex data": (lambda: tensor(1j), "tensor:", "real numbers", "complex128"),
    "records as data": (lambda: tensor(np.zeros(2, [("a", float)])), "tensor:", "real numbers"),
    "a list for an array": (lambda: zerodl.from_numpy([1.0]), "from_numpy:", "NumPy array", "list", "zerodl.tensor"),
    "an array of text": (lambda: zerodl.from_numpy(np.array(["a"])), "from_numpy:", "numbers", "<U1"),
    "a gradient for integers": (lambda: tensor([1], requires_grad=True), "requires_grad_:", "int64", "x.float()"),
    "an integer default dtype": (lambda: zerodl.set_default_dtype(np.int64), "set_default_dtype:", "floating", "int64"),
    "a negative seed": (lambda: zerodl.manual_seed(-1), "manual_seed:", "non-negative", "-1"),
    "True as a seed": (lambda: zerodl.manual_seed(True), "manual_seed:", "integer", "True"),
    "the length of a number": (lambda: len(tensor(1.0)), "len:", "0-d"),
    "labels that are no integers": (
        lambda: zerodl.nll_loss(ones(2, 3), ones(2)),
        "nll_loss:", "integers", "float32", "target.long()",
    ),
    "labels as a list": (lambda: zerodl.nll_loss(ones(2, 3), [0, 1]), "nll_loss:", "list: [0, 1]", "zerodl.tensor"),
    "lengths for Tensor": (lambda: Tensor(2, 3), "Tensor:", "data alone", "2 arguments", "zerodl.zeros"),
    "a list for a gradient": (lambda: setattr(leaf(2), "grad", [1, 2]), "grad:", "tensor or None", "list"),
    "grad of two results": (lambda: grad([leaf(1), leaf(1)], leaf(1)), "grad:", "one tensor", "list"),
    "gradcheck in float32": (
        lambda: gradcheck(lambda x: x * x, [tensor([1.0], requires_grad=True)]),
        "gradcheck:", "input 0 is float32", "float64", "x.double()",
    ),
    "gradcheck of integers": (lambda: gradcheck(lambda x: x.argmax(), [leaf(2)]), "gradcheck:", "floating", "int64"),
    "a function among modules": (
        lambda: nn.Sequential(nn.ReLU(), zerodl.relu),
        "Sequential:", "modules", "relu", "place 1",
    ),
    "one tensor to train": (lambda: optim.Adam(leaf(2, 2)), "Adam:", "list", "one tensor"),
    "arrays to train": (lambda: optim.SGD([np.ones(2)]), "SGD:", "tensors", "ndarray", "model.parameters()"),
    "a word in a Value": (lambda: Value(1.0) + "2", "Value:", "plain number", "str: '2'"),
    "a Value as exponent": (lambda: Value(2.0) ** Value(3.0), "Value ** exponent:", "plain number", "log"),
}  # fmt: skip

INDEX_ERRORS = {
    "an index outside": (lambda: ones(3)[7], "index:", "(3,)", "key=7", "size 3"),
    "half an index": (lambda: ones(3)[0.5], "index:", "integers", "got float 0.5"),
    "too many indices": (lambda: ones(3)[0, 1], "index:", "2 indices are too many", "(3,)"),
    "an assignment outside": (lambda: ones(3).__setitem__(7, 1.0), "setitem:", "key=7"),
}  # fmt: skip

RUNTIME_ERRORS = {
    "the gradient of a non-scalar": (
        lambda: (leaf(2, 3) * 2).backward(),
        "backward:", "single number", "(2, 3)", ".sum()", "gradient=",
    ),
    "nothing to differentiate": (lambda: ones(1).sum().backward(), "backward:", "requires_grad=True", "no_grad()"),
    "a second pass": (second_backward, "backward:", "exp", "released", "retain_graph=True"),
    "a second pass over a part": (second_backward_below, "backward:", "exp", "retain_graph=True"),
    "a kept input changed": (
        lambda: changed_before_backward(lambda x: x * x),
        "backward:", "input 'a'", "mul", "2 time(s)", "x.clone()",
    ),
    "the second kept input changed": (
        lambda: changed_before_backward(lambda x: 3 / x),
        "backward:", "input 'b'", "div", "2 time(s)",
    ),
    "a kept result changed": (changed_result, "backward:", "the result", "exp", "1 time(s)", "x.clone()"),
    "changed through a view": (changed_through_a_view, "backward:", "input 'x'", "log"),
    "changed by the optimiser": (changed_by_the_optimiser, "backward:", "mul", "in place"),
    "a leaf changed on the tape": (lambda: leaf(2).add_(1), "in-place", "leaf", "no_grad()", "x.clone()"),
    "a result told to be a leaf": (lambda: (leaf(2) * 2).requires_grad_(False), "requires_grad_:", "mul", "x.detach()"),
    "a silent conversion": (lambda: leaf(2).numpy(), "numpy:", "x.detach().numpy()"),
    "grad of an unused input": (lambda: grad(leaf(2).sum(), leaf(2)), "grad:", "input 0", "allow_unused=True"),
    "grad of a constant": (lambda: grad(leaf(2).sum(), ones(2)), "grad:", "input 0", "requires_grad=True"),
}  # fmt: skip

ERRORS = [
    pytest.param(kind, do, parts, id=name)
    for kind, cases in [
        (ValueError, VALUE_ERRORS),
        (TypeError, TYPE_ERRORS),
        (IndexError, INDEX_ERRORS),
        (RuntimeError, RUNTIME_ERRORS),
    ]
    for name, (do, *parts) in cases.items()
]


@pytest.mark.parametrize(("kind", "do", "parts"), ERRORS)
def test_error(kind, do, parts):
    with pytest.raises(ZerodlError) as caught:
        do()
    assert isinstance(caught.value, kind)
    message = str(caught.value)
    position = 0
    for part in parts:
        assert part in message[position:], f"expected {part!r} after {message[:position]!r} in: {message}"
        position = message.index(part, position) + len(part)
    assert caught.value.__cause__ is not caught.value


def test_the_array_librarys_own_error_is_the_cause():
    with pytest.raises(ValueError, match="add") as caught:
        ones(2) + ones(3)
    assert "operands could not be broadcast" in str(caught.value.__cause__)


# --- operations that are written wrongly ------------------------------------------------------------------------------


def define(monkeypatch, rule, forward=None, **settings):
    """An operation ``probe`` with two inputs, and this gradient rule."""
    monkeypatch.setitem(OPS, "probe", None)

    def probe(a, b):
        return a * b

    made = op(shape=same, **settings)(forward or probe)
    made.grad(rule)
    return made


def test_a_rule_that_asks_for_an_unknown_name(monkeypatch):
    def probe_grad(g, c):
        return g, g

    with pytest.raises(ValueError, match="probe_grad asks for 'c', which probe cannot give") as caught:
        define(monkeypatch, probe_grad)
    offered = str(caught.value).partition("It can ask for: ")[2]
    assert offered == "a, b, a_shape, b_shape, a_dtype, b_dtype, y, saved, needs"


def test_a_rule_that_asks_for_the_result_of_an_op_with_several(monkeypatch):
    def probe_grad(g, y):
        return g, g

    with pytest.raises(ValueError, match="asks for 'y', which probe cannot give"):
        define(monkeypatch, probe_grad, outputs=2)


def test_a_rule_that_does_not_begin_with_g(monkeypatch):
    def probe_grad(a, g):
        return g, g

    with pytest.raises(ValueError, match="probe_grad: the first parameter must be g, .*got 'a'"):
        define(monkeypatch, probe_grad)


WRONG_RULES = {
    "too few": (lambda g: g, "one gradient for each input of probe .a, b., got 1"),
    "too many": (lambda g: (g, g, g), "got 3"),
    "a list": (lambda g: [g, g], "got 1"),
    "another shape": (lambda g: (g[:1], g), r"gradient of a has shape \(1, 3\), but a has shape \(2, 3\)"),
    "transposed": (lambda g: (g, g.T), r"gradient of b has shape \(3, 2\), but b has shape \(2, 3\)"),
    "flat": (lambda g: (g, g.reshape(-1)), r"gradient of b has shape \(6,\).*broadcasting does not explain"),
    "a Python number": (lambda g: (1.0, g), "gradient of a is of type float, expected an array of the input's shape"),
    "a word": (lambda g: (g, "g"), "gradient of b is of type str"),
}


@pytest.mark.parametrize("name", WRONG_RULES)
def test_a_rule_that_returns_something_wrong(name, monkeypatch):
    rule, message = WRONG_RULES[name]
    rule.__name__ = "probe_grad"
    a, b = leaf(2, 3), leaf(2, 3)
    with pytest.raises(GradientError, match=f"^probe_grad: .*{message}"):
        define(monkeypatch, rule)(a, b).sum().backward()
    assert a.grad is b.grad is None


def test_a_tape_from_before_an_operations_code_was_replaced():
    epoch = Epoch.now
    y = leaf(2).exp().sum()
    new_epoch()
    try:
        with pytest.raises(RuntimeError, match=r"backward: .*recorded before.*sum.*Compute the result again"):
            y.backward()
        leaf(2).exp().sum().backward()
    finally:
        return_to(epoch)
    y.backward()


def test_a_new_epoch_reads_the_rules_signatures_again(monkeypatch):
    epoch = Epoch.now

    def probe_grad(g, a, b):
        return g * b, g * a

    def other(g, y, b):
        return y / y * g * b, g * 0

    made = define(monkeypatch, probe_grad)
    probe_grad.__code__ = other.__code__
    new_epoch()
    try:
        a = leaf(2)
        made(a, 3.0).sum().backward()
        assert a.grad.tolist() == [3.0, 3.0]
    finally:
        return_to(epoch)


def test_how_an_op_shows_itself():
    assert repr(zerodl.log_softmax) == "<op log_softmax(x, dim, dtype)>"
    assert isinstance(zerodl.log_softmax, Op)
    assert zerodl.log_softmax.__doc__.startswith("The logarithm of softmax")


def test_errors_have_one_root():
    assert issubclass(GradientError, ZerodlError)
    assert issubclass(ArgumentError, ValueError)
