"""The live graph: what it says at each step, what it says when the code under it is wrong, and its sliders."""

import math
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zerodl.autograd import Value, topological_order
from zerodl.errors import ArgumentError
from zerodl.viz import play_graph
from zerodl.viz.graph_widget import INSTALL, Frame, slider_range

AGREE = "✓ Value.backward() gives the same gradients on a fresh graph, and so does nudging each input."


def flagship(a, b, c):
    return (a * b + c).tanh()


INPUTS = {"a": 2.0, "b": -3.0, "c": 6.5}


def sentences(expression, step, **inputs):
    return Frame(expression, inputs, step).sentences


def last(expression, **inputs):
    """The frame after the last step."""
    return Frame(expression, inputs, Frame(expression, inputs, 0).num_steps)


def test_the_caption_of_every_step():
    assert [Frame(flagship, INPUTS, step).sentences for step in range(7)] == [
        ["The backward pass starts at the output: the gradient of `f` is 1, every other gradient is 0."],
        ["`f` hands 1 × slope 0.7864 = 0.7864 to `e`."],
        ["`e` hands 0.7864 × slope 1 = 0.7864 to `d`.", "`e` hands 0.7864 × slope 1 = 0.7864 to `c`."],
        ["`c` has no parents to hand to; its gradient is 0.7864."],
        ["`d` hands 0.7864 × slope -3 = -2.359 to `a`.", "`d` hands 0.7864 × slope 2 = 1.573 to `b`."],
        ["`b` has no parents to hand to; its gradient is 1.573."],
        ["`a` has no parents to hand to; its gradient is -2.359.", AGREE],
    ]


def test_a_second_contribution_says_what_was_there():
    assert sentences(lambda x: x * x + x, 2, x=3.0) == [
        "`y` hands 1 × slope 3 = 3 to `x`, which had 1 and now has 4.",
        "`y` hands 1 × slope 3 = 3 to `x`, which had 4 and now has 7.",
    ]


def test_a_plain_number_is_called_by_its_value():
    assert sentences(lambda x: x * 4.0, 1, x=3.0)[1] == "`y` hands 1 × slope 3 = 3 to the number 4."
    assert sentences(lambda x: x * 4.0, 2, x=3.0) == ["The number 4 has no parents to hand to; its gradient is 3."]


@pytest.mark.parametrize(
    ("step", "grads"),
    [(0, "0 0 0 0 0 1"), (1, "0 0 0 0 0.7864 1"), (2, "0 0 0.7864 0.7864 0.7864 1")],
)
def test_the_picture_holds_the_gradients_so_far(step, grads):
    table = Frame(flagship, INPUTS, step).text.split("\n\n")[0].splitlines()[1:]
    shown = {line.split()[0]: line for line in table}
    for name, grad in zip("abdcef", grads.split()):
        numbers = shown[name].split("  ")
        assert grad in [number.strip() for number in numbers]


def test_the_node_that_hands_on_is_highlighted_and_the_done_are_filled():
    picture = Frame(flagship, INPUTS, 2).picture
    assert picture.count('class="zg-frame zg-on"') == 1
    assert picture.count('class="zg-line zg-on"') == 2  # from e to d and to c
    assert picture.count('class="zg-ring zg-on"') == 2  # f and e
    assert picture.count('class="zg-glow"') == 2


def test_backward_that_overwrites_is_named_with_its_node(monkeypatch):
    def backward(self):
        self.grad = 1.0
        for node in topological_order(self):
            for parent, slope in zip(node.parents, node.slopes):
                parent.grad = slope * node.grad

    monkeypatch.setattr(Value, "backward", backward)
    frame = last(lambda x: x * x + x, x=2.0)
    assert frame.is_right is False
    assert frame.sentences[-1] == "✗ `x`: handing on step by step gives 5, Value.backward() gives 2."


def test_backward_that_raises_is_quoted_and_the_steps_stay(monkeypatch):
    def backward(self):
        raise NotImplementedError("your code here")

    monkeypatch.setattr(Value, "backward", backward)
    assert last(flagship, **INPUTS).sentences[-1] == "✗ Value.backward() raised NotImplementedError: your code here"
    assert sentences(flagship, 1, **INPUTS) == ["`f` hands 1 × slope 0.7864 = 0.7864 to `e`."]


def test_an_order_that_visits_a_node_too_early_is_told_where_it_happens(monkeypatch):
    def parents_in_line(root):  # depth first, a node as soon as it is met
        order, todo = [], [root]
        while todo:
            node = todo.pop()
            if node not in order:
                order.append(node)
                todo.extend(node.parents)
        return order

    monkeypatch.setattr(topological_order, "__code__", parents_in_line.__code__)  # as the course swaps it
    # y = x + x, z = x * y, and z hands to y after x has had its turn.
    frames = [Frame(lambda x: (x + x) * x, {"x": 3.0}, step) for step in range(4)]
    assert frames[2].sentences == [
        "Too early: `x` has yet to hear from `y`, so what it hands on is not complete.",
        "`x` has no parents to hand to; its gradient is 6.",
    ]
    assert frames[3].is_right is True  # x is an input and hands nothing on, so no harm was done


def test_an_order_too_early_with_harm_is_shown_by_nudging(monkeypatch):
    def breadth_first(root):
        order = [root]
        for node in order:
            order.extend(parent for parent in node.parents if parent not in order)
        return order

    def graph(x):
        y = x * 3.0
        return y + y.exp().log()

    assert last(graph, x=0.5).is_right is True
    monkeypatch.setattr(topological_order, "__code__", breadth_first.__code__)
    frame = last(graph, x=0.5)
    assert frame.sentences[-2:] == [
        "✗ topological_order puts `y` too early.",
        "✗ Nudge `x`, and `b` changes by 6 times the nudge; but the gradient of `x` came out as 3.",
    ]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda root: None, "topological_order: returned None, expected a list of this graph's nodes"),
        (lambda root: [], "topological_order: returned [], expected a list of this graph's nodes"),
        (lambda root: [root, "a"], "expected a list of this graph's nodes"),
        (lambda root: [root.data], "expected a list of this graph's nodes"),
    ],
)
def test_an_order_that_is_no_list_of_nodes_is_refused_in_the_widget(monkeypatch, answer, message):
    monkeypatch.setattr(topological_order, "__code__", answer.__code__)
    frame = Frame(flagship, INPUTS, 0)
    assert message in frame.text
    assert frame.is_right is False
    assert "<svg" not in frame.picture


def test_an_order_that_leaves_nodes_out_names_them(monkeypatch):
    monkeypatch.setattr(topological_order, "__code__", (lambda root: [root]).__code__)
    told = last(flagship, **INPUTS).sentences
    assert "✗ topological_order leaves out `a`, `b`, `d`, `c`, `e`." in told
    assert any(sentence.startswith("✗ Nudge `a`, and `f` changes by -2.359 times the nudge; ") for sentence in told)


def test_a_node_that_hands_on_twice_is_told(monkeypatch):
    monkeypatch.setattr(topological_order, "__code__", (lambda root: [root, root, *root.parents]).__code__)
    frame = Frame(lambda x: x.exp(), {"x": 0.0}, 2)
    assert frame.sentences[0] == "`y` has had its turn before, and hands on again."
    assert last(lambda x: x.exp(), x=0.0).is_right is False


def test_wrong_slopes_are_found_by_nudging(monkeypatch):
    def multiply(self, other):
        return Value(self.data * other.data, (self, other), (self.data, other.data), "*")

    monkeypatch.setattr(Value, "__mul__", multiply)
    frame = last(lambda a, b: a * b, a=2.0, b=-3.0)
    told = "✗ Nudge `{}`, and `c` changes by {} times the nudge; but the gradient of `{}` came out as {}: look at the "
    assert [sentence.split("slopes")[0] for sentence in frame.sentences[-2:]] == [
        told.format("a", -3, "a", 2),
        told.format("b", 2, "b", -3),
    ]


def test_slopes_that_are_missing_are_said(monkeypatch):
    monkeypatch.setattr(Value, "exp", lambda self: Value(math.exp(self.data), (self,), (), "exp"))
    assert "a node made by 'exp' has 1 parents and 0 slopes" in Frame(lambda x: x.exp(), {"x": 1.0}, 0).text


def test_an_expression_that_returns_no_value_is_told():
    assert Frame(lambda x: None, {"x": 1.0}, 0).text == (
        "ArgumentError: play_graph: the expression returned NoneType, expected a Value"
    )


def test_a_corner_and_the_edge_of_a_domain_are_no_mistakes():
    assert last(lambda x: x.relu(), x=0.0).is_right is True
    assert last(lambda x: x.log(), x=1e-9).is_right is True
    assert last(lambda x: x.exp(), x=40.0).is_right is True


@settings(max_examples=50, deadline=None)
@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-20, 20))
def test_the_comparison_finds_nothing_where_nothing_is_wrong(a, b, c):
    frame = last(lambda a, b, c: ((a * b + c).tanh() * a - b / 2.0) ** 2 + (a * c).exp() * 1e-3, a=a, b=b, c=c)
    assert frame.is_right is True, frame.sentences


def test_sliders_move_the_numbers():
    player = play_graph(flagship, **INPUTS)
    assert list(player.sliders) == ["a", "b", "c"]
    assert player.step.max == player.play.max == 6
    player.step.value = 4
    assert "0.7864 × slope 2 = 1.573" in player.caption.value
    player.sliders["a"].value = 2.1
    assert "slope 2.1 = " in player.caption.value
    assert ">2.1<" in player.picture.value


def test_an_error_in_the_learners_code_is_shown_and_passes_with_its_cause():
    player = play_graph(lambda x: x.log(), x=2.0)
    player.step.value = 2
    player.sliders["x"].value = -1.0
    assert "ValueError: math domain error\nraised in log, line " in player.picture.value
    assert "math.log(self.data)" in player.picture.value
    player.sliders["x"].value = 2.0
    assert "<svg" in player.picture.value
    assert player.step.value == 2


def test_a_graph_that_changes_its_size_with_an_input():
    player = play_graph(lambda x: x.exp() if x.data > 0 else (x * x).tanh(), x=1.0)
    assert player.step.max == 2
    player.step.value = 2
    player.sliders["x"].value = -1.0
    assert player.step.max == 3
    player.step.value = 3
    player.sliders["x"].value = 1.0
    assert player.step.value == 2
    assert AGREE.split(" gives")[0] in player.caption.value


def test_an_input_may_be_called_expression():
    assert "expression  input" in repr(play_graph(lambda expression: expression * 2.0, expression=1.0))


def test_the_caption_keeps_room_for_its_longest_step():
    captions = [Frame(flagship, INPUTS, step).caption() for step in range(7)]
    assert all("line-height:1.5em;min-height:3.0em" in caption for caption in captions)
    assert max(caption.count("<div>") for caption in captions) == 2


def test_the_still_version_holds_the_whole_pass():
    bundle = play_graph(flagship, **INPUTS)._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"}
    assert "<svg" in bundle["text/html"]
    assert bundle["text/plain"].splitlines()[-1] == AGREE
    assert "`d` hands 0.7864 × slope 2 = 1.573 to `b`." in bundle["text/plain"]


def test_without_ipywidgets_there_is_the_drawing_and_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    player = play_graph(flagship, **INPUTS)
    assert player.widget is None
    bundle = player._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert "<svg" in bundle["text/html"]
    assert bundle["text/plain"].endswith(INSTALL)
    assert "pip install 'zerodl[lab]'" in INSTALL


@pytest.mark.parametrize("wrong", ["2", None, float("nan"), float("inf"), True, 1j])
def test_inputs_must_be_finite_numbers(wrong):
    with pytest.raises(ArgumentError, match="play_graph: input a is .*, expected a finite number, for example a=2.0"):
        play_graph(lambda a: a, a=wrong)


def test_an_expression_and_an_input_are_needed():
    with pytest.raises(ArgumentError, match="expected a function and its inputs"):
        play_graph(lambda: Value(1.0))
    with pytest.raises(ArgumentError, match="expected a function and its inputs"):
        play_graph(3.0, a=1.0)


@given(st.floats(-1e6, 1e6))
def test_a_slider_reaches_beyond_its_input(x):
    around = slider_range(x)
    assert around["min"] == -around["max"]
    assert 2 * abs(x) <= around["max"] <= max(2.0, 5 * abs(x))
    assert 0 < around["step"] <= around["max"] / 100


@pytest.mark.parametrize("x", [2.0, -3.0, 6.5, 10.0, 0.5, 0.25, -1.1, 7.3, 0.01])
def test_a_slider_stands_on_its_input(x):
    step = slider_range(x)["step"]
    assert x / step == pytest.approx(round(x / step))
