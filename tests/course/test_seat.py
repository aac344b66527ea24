"""Another function in the place of one of the package's: everybody sees it, and everything can be put back."""

import threading

import numpy as np
import pytest

import zerodl
from zerodl import nn, optim
from zerodl.autograd import table
from zerodl.autograd.shapes import unbroadcast
from zerodl.course import catalogue
from zerodl.course.answer import compile_answer
from zerodl.course.calls import calls
from zerodl.course.run import run_scenarios
from zerodl.course.seat import plug_in, plugged_names, seat, trying, unplug
from zerodl.errors import ArgumentError, GradientError
from zerodl.nn import functional as F
from zerodl.nn.linear import Linear
from zerodl.ops.activation import relu
from zerodl.ops.elementwise import mul_grad

RELU, MUL, UNBROADCAST = "ops.activation.relu", "ops.elementwise.mul_grad", "autograd.shapes.unbroadcast"
INIT, FORWARD, VALUE_MUL = "nn.linear.Linear.__init__", "nn.linear.Linear.forward", "autograd.value.Value.__mul__"

EARLIER = Linear(3, 2)  # made before anything was plugged in

TENS = "def relu(x):\n    return x * 0 + 10.0\n"
NO_SLOPES = "def mul_grad(g, a, b):\n    return g * 0, g * 0\n"
DOUBLE = "def mul_grad(g, a, b):\n    return 2 * (g * b), 2 * (g * a)\n"


def plug(name, text, counted=False):
    plug_in(name, compile_answer(name, text, counted))


def grad_of_square(x=3.0):
    """The derivative of x * x, which goes through mul_grad."""
    leaf = zerodl.tensor([x], requires_grad=True)
    (leaf * leaf).sum().backward()
    return leaf.grad.item()


@pytest.fixture
def planted():
    """Give the package functions that it does not have: ``planted(text)`` defines them in autograd/shapes.py."""
    module = vars(seat(UNBROADCAST).module)
    before = set(module)
    yield lambda text: exec(text, module)
    for name in set(module) - before:
        del module[name]


# --- what is seen, and by whom ----------------------------------------------------------------------------------------


def test_a_function_imported_earlier_is_the_new_one():
    assert unbroadcast(np.ones((2, 3)), (3,)).tolist() == [2, 2, 2]
    plug(UNBROADCAST, "def unbroadcast(g, shape):\n    return np.full(shape, 7.0)\n")
    assert unbroadcast(np.ones((2, 3)), (3,)).tolist() == [7, 7, 7]
    unplug(UNBROADCAST)
    assert unbroadcast(np.ones((2, 3)), (3,)).tolist() == [2, 2, 2]


def test_the_engine_calls_a_plugged_function_that_it_imported_at_its_start():
    plug(UNBROADCAST, "def unbroadcast(g, shape):\n    return np.full(shape, 7.0)\n")
    row, column = zerodl.ones(1, 3, requires_grad=True), zerodl.ones(2, 1)
    (row * column).sum().backward()
    assert row.grad.tolist() == [[7, 7, 7]]


def test_every_way_to_an_operation_leads_to_the_plugged_forward():
    x = zerodl.tensor([-1.0, 2.0])
    plug(RELU, TENS)
    ways = [
        relu(x),
        relu(x.numpy()),
        zerodl.relu(x),
        F.relu(x),
        nn.ReLU()(x),
        table.OPS["relu"](x),
        relu.forward(x.numpy()),
    ]
    assert [np.asarray(y).tolist() for y in ways] == [[10, 10]] * len(ways)


def test_the_tape_uses_a_plugged_rule_for_first_and_second_derivatives():
    assert grad_of_square() == 6
    plug(MUL, DOUBLE)
    assert grad_of_square() == 12
    x = zerodl.tensor(3.0, requires_grad=True)
    (x * x).backward(create_graph=True)
    slope, x.grad = x.grad, None
    slope.backward()
    assert slope.item() == 12  # 4x, from two products each; the way back through both doubles twice
    assert x.grad.item() == 16


def test_a_rule_is_asked_again_what_it_asks_for():
    multiply = table.OPS["mul"]
    assert [kind for kind, _ in multiply.asks] == ["input", "input"]
    namespace = {}
    exec("def mul_grad(g, y, b_shape, needs, b, a):\n    return g * b, g * a\n", vars(seat(MUL).module), namespace)
    plug_in(MUL, namespace["mul_grad"])
    assert multiply.asks == (("output", None), ("shape", 1), ("needs", None), ("input", 1), ("input", 0))
    assert grad_of_square() == 6
    unplug(MUL)
    assert [kind for kind, _ in multiply.asks] == ["input", "input"]
    assert grad_of_square() == 6


def test_existing_instances_and_subclasses_see_a_plugged_method():
    class Own(Linear):
        """A learner's subclass."""

    own = Own(3, 2)
    plug(FORWARD, "def forward(self, x):\n    return x * 0 + self.out_features\n")
    x = zerodl.ones(1, 3)
    assert [layer(x).tolist() for layer in (EARLIER, own, Linear(3, 2))] == [[[2, 2, 2]]] * 3
    assert all(isinstance(layer, Linear) for layer in (EARLIER, own, Linear(3, 2)))
    assert isinstance(nn.Sequential(EARLIER)[0], nn.Linear)
    assert type(EARLIER) is nn.Linear


PRIVATE = """
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.__hidden = in_features + out_features
    self.in_features = self.__hidden - out_features
    self.out_features = out_features
    self.weight = Parameter(np.ones((out_features, in_features), np.float32))
    self.bias = None
"""


def test_a_plugged_init_has_super_and_private_names_and_optimisers_find_its_parameters():
    plug(INIT, PRIVATE)
    layer = Linear(3, 2)
    assert vars(layer)["_Linear__hidden"] == 5
    assert layer.training is True
    assert layer(zerodl.ones(1, 3)).tolist() == [[3, 3]]
    assert [name for name, _ in layer.named_parameters()] == ["weight"]
    layer(zerodl.ones(1, 3)).sum().backward()
    optim.SGD(layer.parameters(), lr=1.0).step()
    assert layer.weight.tolist() == [[0, 0, 0]] * 2

    class Wider(nn.Linear):
        """Calls the plugged method by super()."""

        def __init__(self):
            super().__init__(4, 4)
            self.extra = True

    assert Wider().weight.shape == (4, 4)
    assert "_Linear__hidden" in vars(Wider())


def test_defaults_and_keyword_only_parameters_come_along(planted):
    planted("def scaled(x, factor=2, *, shift=1):\n    return x * factor + shift\n")
    place = seat("autograd.shapes.scaled")
    scaled = place.function  # as somebody has it who imported it
    text = "def scaled(x, factor=2, *, shift=1):\n    return x, factor, shift\n"
    place.put(compile_answer(place.name, text))
    assert (scaled(5), scaled(5, 3), scaled(5, shift=4)) == ((5, 2, 1), (5, 3, 1), (5, 2, 4))
    place.put(place.reference)
    assert (scaled(5), scaled(5, 3), scaled(5, shift=4)) == (11, 16, 14)


def test_functions_inside_the_answer_keep_their_closures():
    plug(UNBROADCAST, """
def unbroadcast(g, shape):
    total = 0
    def add(value):
        nonlocal total
        total += value
        return [total * factor for factor in (1, 2)]
    for value in g.ravel():
        result = add(value)
    return np.array(result)
""")  # fmt: skip
    assert unbroadcast(np.ones((2, 2)), (2,)).tolist() == [4, 8]


def test_recursion_reaches_the_answer_itself():
    plug(UNBROADCAST, """
def unbroadcast(g, shape):
    return g if g.ndim == len(shape) else unbroadcast(g[0] + 100, shape)
""")  # fmt: skip
    assert unbroadcast(np.zeros((2, 2, 3)), (3,)).tolist() == [200, 200, 200]


def test_calls_of_plugged_answers_are_counted_and_no_others():
    calls.clear()
    plug(MUL, "def mul_grad(g, a, b):\n    'A docstring.'\n    return g * b, g * a\n", counted=True)
    plug(INIT, PRIVATE, counted=True)
    for _ in range(3):
        grad_of_square()
    Linear(2, 2)
    assert calls == {MUL: 3, INIT: 1}
    with trying():
        grad_of_square()
        Linear(2, 2)
    unplug(MUL)
    grad_of_square()
    assert calls == {MUL: 3, INIT: 1}


def test_plugged_names_are_those_that_run_now():
    assert plugged_names() == []
    plug(MUL, DOUBLE)
    plug(RELU, TENS)
    assert sorted(plugged_names()) == sorted([MUL, RELU])
    plug(MUL, NO_SLOPES)  # again: it is one piece all the same
    unplug(RELU)
    assert plugged_names() == [MUL]


def test_the_reference_stays_what_it_was():
    reference = seat(MUL).reference
    plug(MUL, NO_SLOPES)
    assert [x.tolist() for x in reference(np.array([1.0]), np.array([2.0]), np.array([3.0]))] == [[3], [2]]
    assert reference.__doc__ == mul_grad.__doc__


@pytest.mark.parametrize(
    "name", ["ops.elementwise.nothing", "nowhere.at.all", "nn.linear.Linear.nothing", "nn.linear.No.x"]
)
def test_a_name_that_the_package_lacks_is_an_error_that_says_so(name):
    with pytest.raises(ArgumentError, match=name):
        seat(name)


# --- trying -----------------------------------------------------------------------------------------------------------


def test_trying_puts_the_answer_in_one_place_and_the_reference_in_all_others():
    plug(RELU, TENS)
    with trying(MUL, compile_answer(MUL, DOUBLE)):
        assert grad_of_square() == 12
        assert relu(np.array([-1.0])).tolist() == [0]
    assert grad_of_square() == 6
    assert relu(np.array([-1.0])).tolist() == [10]


def test_trying_without_an_answer_is_the_package_as_shipped_even_for_a_plugged_piece():
    plug(MUL, DOUBLE)
    with trying():
        assert grad_of_square() == 6
    with trying(MUL):
        assert grad_of_square() == 6
    assert grad_of_square() == 12


def test_trying_nests_in_itself():
    plug(MUL, DOUBLE)
    with trying(MUL, compile_answer(MUL, NO_SLOPES)):
        with trying(RELU, compile_answer(RELU, TENS)):
            assert grad_of_square() == 6
        assert grad_of_square() == 0
        assert relu(np.array([-1.0])).tolist() == [0]
    assert grad_of_square() == 12


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_trying_puts_everything_back_after_any_error(error):
    plug(RELU, TENS)
    plug(MUL, NO_SLOPES)
    with pytest.raises(error), trying(MUL, compile_answer(MUL, DOUBLE)):
        raise error
    assert grad_of_square() == 0
    assert relu(np.array([-1.0])).tolist() == [10]
    with pytest.raises(error), trying(INIT, compile_answer(INIT, PRIVATE)):
        raise error
    assert "_Linear__hidden" not in vars(Linear(2, 2))


def test_who_stops_listening_to_scenarios_leaves_nothing_behind():
    record = catalogue.find(MUL)
    plug(RELU, TENS)
    running = run_scenarios(record, 0, compile_answer(MUL, NO_SLOPES))
    next(running)
    assert grad_of_square() == 6
    assert relu(np.array([-1.0])).tolist() == [10]
    del running
    for _ in run_scenarios(record, 0, compile_answer(MUL, NO_SLOPES)):
        break
    assert grad_of_square() == 6
    assert plugged_names() == [RELU]


def test_two_runs_of_scenarios_can_be_interleaved():
    record = catalogue.find(MUL)
    right, wrong = list(run_scenarios(record, 0)), list(run_scenarios(record, 0, compile_answer(MUL, NO_SLOPES)))
    both = zip(run_scenarios(record, 0), run_scenarios(record, 0, compile_answer(MUL, NO_SLOPES)))
    assert [[str(r), str(w)] for r, w in both] == [[str(r), str(w)] for r, w in zip(right, wrong)]
    assert str(right) != str(wrong)


def test_threads_that_try_answers_at_once_each_see_their_own():
    right = compile_answer(MUL, "def mul_grad(g, a, b):\n    return g * b, g * a\n")
    wrong = compile_answer(MUL, NO_SLOPES)
    record, seen = catalogue.find(MUL), {"right": set(), "wrong": set()}

    def work(kind, function):
        for _ in range(5):
            seen[kind].add(str(list(run_scenarios(record, 0, function))))

    threads = [threading.Thread(target=work, args=pair) for pair in (("right", right), ("wrong", wrong)) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {kind: len(results) for kind, results in seen.items()} == {"right": 1, "wrong": 1}
    assert seen["right"] != seen["wrong"]
    assert plugged_names() == []
    assert grad_of_square() == 6


# --- epochs -----------------------------------------------------------------------------------------------------------


def a_tape():
    x = zerodl.tensor([3.0], requires_grad=True)
    return x, (x * x).sum()


@pytest.mark.parametrize("change", [lambda: plug(MUL, DOUBLE), lambda: plug(RELU, TENS), lambda: unplug(MUL)])
def test_a_tape_from_before_an_exchange_refuses_to_run(change):
    _, y = a_tape()
    change()
    with pytest.raises(GradientError, match="before the code of an operation was replaced"):
        y.backward()


def test_a_tape_from_before_a_trial_still_runs_on_the_code_that_recorded_it():
    plug(MUL, DOUBLE)
    x, y = a_tape()
    for _ in range(2):
        list(run_scenarios(catalogue.find(MUL), 0, compile_answer(MUL, NO_SLOPES)))
    y.backward()
    assert x.grad.item() == 12


def test_a_tape_from_inside_a_trial_refuses_to_run_after_it_and_inside_the_next():
    with trying(MUL, compile_answer(MUL, NO_SLOPES)):
        _, y = a_tape()
        y.backward(retain_graph=True)
    with pytest.raises(GradientError, match="before the code of an operation was replaced"):
        y.backward()
    with trying(), pytest.raises(GradientError, match="before the code of an operation was replaced"):
        y.backward()
