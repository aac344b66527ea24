"""What a call did, as data; and values as short text."""

import numpy as np
import pytest

from zerodl.course.observe import observe, raised, show, show_farthest


def halve(x):
    return x / 2


def test_a_call_is_written_down_with_its_result():
    seen = observe(halve, x=np.array([1.0, 3.0]))
    assert seen["call"] == "halve(x=[1, 3])"
    assert seen["result"].tolist() == [0.5, 1.5]
    assert seen["changed"] == []
    assert "raised" not in seen


def test_arguments_are_given_by_position_in_their_order():
    def order(first, second, third):
        return [first, second, third]

    assert observe(order, b=1, a=2, c=3)["result"] == [1, 2, 3]


def test_an_error_is_a_result_too():
    seen = observe(halve, x="text")
    assert seen["raised"] == "TypeError"
    assert "unsupported operand" in seen["message"]
    assert "result" not in seen


def test_parts_of_a_pair_have_names_and_the_type_is_noted():
    seen = observe(lambda x: (x, x), x=1, returns=("one", "two"))
    assert (seen["names"], seen["returned"], seen["result"]) == (["one", "two"], "tuple", [1, 1])
    assert observe(lambda x: None, x=1, returns=("one", "two"))["returned"] == "NoneType"


def change_array(x):
    x[0] = 9


def change_type_of_zero(x):
    x *= -1


def change_list(x):
    x[0][0] = 9


def change_dict(x):
    x["b"] = 9


@pytest.mark.parametrize(
    ("function", "value"),
    [
        (change_array, np.zeros(2)),
        (change_type_of_zero, np.zeros(2)),  # 0.0 and -0.0 are equal, and not the same
        (change_array, np.arange(10.0)[::2]),
        (change_list, [np.zeros(2)]),
        (change_list, [[1]]),
        (change_dict, {"a": 1}),
    ],
)
def test_an_argument_that_was_changed_is_named(function, value):
    seen = observe(lambda x, y: function(y), x=np.zeros(2), y=value)
    assert seen["changed"] == ["y"]


@pytest.mark.parametrize(
    "value", [np.array([np.nan, 1.0]), [np.zeros(2), np.ones(3)], float("nan"), len, (1, [2]), None, {}]
)
def test_an_argument_that_was_left_alone_is_not_named(value):
    assert observe(lambda x: 1, x=value)["changed"] == []


def test_an_error_s_text_is_cut_and_need_not_be_printable():
    class Strange(Exception):
        def __str__(self):
            return "x" * 10_000

    assert len(raised(Strange())["message"]) == 500
    assert raised(ValueError("\ud800\x00"))["message"] == "\ud800\x00"
    assert raised(KeyError("a"))["line"] == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.array([1.0, 2.5]), "[1, 2.5]"),
        (np.array([1, 200]), "[1, 200]"),
        (np.array([True, False]), "[True, False]"),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), "[[1, 2], [3, 4]]"),
        (np.array([1 / 3, 1e-9, np.nan]), "[0.33333, 1e-09, nan]"),
        (np.array(2.0), "2"),
        (np.zeros(0), "[]"),
        (np.zeros((40, 50)), "an array of shape (40, 50)"),
        (1 / 3, "0.333333"),
        ([1.0, [2.0]], "[1, [2]]"),
        ((1,), "(1,)"),
        ({"a": np.ones(1)}, "a: [1]"),
        ("it's", '"it\'s"'),
        (halve, "halve"),
        (None, "None"),
        ("x" * 999, "'" + "x" * 198 + "…"),
        (list(range(999)), f"[{', '.join(map(str, range(999)))}]"[:199] + "…"),
    ],
)
def test_values_as_short_text(value, text):
    assert show(value) == text
    assert len(text) <= 200


@pytest.mark.parametrize(
    ("got", "told"),
    [
        ([1.0, 2.5, -3.0], ("[2]", "3", "-3")),
        ([1.0, np.nan, 30.0], ("[1]", "2", "nan")),
        ([1.0, 2.0, np.inf], ("[2]", "3", "inf")),
        ([1.0, 2.0 + 1e-8, 3.0], ("[1]", "2", "2.00000001")),
    ],
)
def test_the_place_where_two_arrays_are_farthest_apart(got, told):
    assert show_farthest(np.array([1.0, 2.0, 3.0]), np.array(got)) == told


def test_what_is_infinite_or_no_number_in_both_is_not_apart():
    ends = [np.inf, np.nan]
    assert show_farthest(np.array([*ends, 1.0]), np.array([*ends, 2.0]))[0] == "[2]"


def test_the_notebook_s_print_options_change_nothing():
    value = np.array([[1 / 3, -2e-9], [30.0, 4.0]])
    usual = show(value)
    with np.printoptions(precision=1, suppress=True, threshold=1, linewidth=20, sign="+", legacy="1.13"):
        assert show(value) == usual
    with np.printoptions(formatter={"all": lambda x: "?"}):
        assert show(value) == usual
