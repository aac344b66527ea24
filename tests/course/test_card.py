"""The card: every state, hostile text, both themes, and the same in plain text."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from zerodl.course import card, catalogue
from zerodl.course.judge import Said, Verdict, refused
from zerodl.course.text import Text

RECORD = catalogue.find("ops.elementwise.mul_grad")
QUESTION = catalogue.find("02.why_add")

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> & `</code>` " onmouseover="x'


def verdict(**facts):
    return Verdict(**{"name": RECORD.name, "points": 0, "possible": RECORD.points, **facts})


STATES = {
    "passed": verdict(points=10, passed=True, scenarios=[("by hand", True), ("at random", True)]),
    "passed and printed": verdict(points=10, passed=True, scenarios=[("by hand", True)], printed="look"),
    "wrong": verdict(
        scenarios=[("by hand", True), ("at random", False)],
        call="mul_grad(g=[1], a=[2], b=[3])",
        expected=np.array([1.0]),
        got=np.array([2.0]),
        where="grad_a",
        cause="exchanged",
        says=Text(en="The two gradients changed places."),
    ),
    "raised": verdict(
        scenarios=[("by hand", False)], expected=np.ones(1), got=Said("TypeError: no"), says=Text(en="It stopped.")
    ),
    "printed": verdict(scenarios=[("by hand", False)], got=1.0, says=Text(en="Wrong."), printed="one\ntwo\n"),
    "returned None": verdict(scenarios=[("by hand", False)], expected=1.0, got=None, says=Text(en="None.")),
    "gap": refused(RECORD, "gap", Text(en="Still empty.")),
    "not run": refused(RECORD, "not run", Text(en="Run it.")),
    "refused": refused(RECORD, "refused", Text(en="A name is missing.")),
    "too long": verdict(scenarios=[("by hand", False)], cause="time", says=Text(en="Stopped after 20 seconds.")),
    "hostile": verdict(
        name=HOSTILE,
        scenarios=[(HOSTILE, True), (HOSTILE, False)],
        call=HOSTILE,
        where=HOSTILE,
        expected=HOSTILE,
        got={"unknown object": HOSTILE, HOSTILE: [HOSTILE]},
        says=Text(en=HOSTILE),
        printed=HOSTILE,
    ),
}


class Reader(HTMLParser):
    """Collects the elements, their attributes and the text; fails on an element that is not closed."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.open, self.text = [], [], [], ""
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def cards(state, note=""):
    """The card of a state as HTML and as text."""
    arguments = (STATES[state], RECORD, 30, 110, note)
    return card.verdict_card(*arguments), card.verdict_text(*arguments)


every_state = pytest.mark.parametrize("state", STATES)


@every_state
def test_the_html_is_well_formed_and_holds_nothing_that_runs_or_loads(state):
    reader = Reader(cards(state, note=HOSTILE)[0])
    assert set(reader.tags) <= set("div span b p code table tr td details summary pre".split())
    assert {name for name, _ in reader.attributes} == {"style"}


@every_state
def test_every_colour_is_a_theme_s_with_one_to_fall_back_on(state):
    html = cards(state, note="A note.")[0]
    for style in re.findall(r'style="([^"]*)"', html):
        assert "url(" not in style
        without_variables = re.sub(r"var\(--jp-[\w-]+, (#[0-9a-f]{6}|sans-serif|monospace)\)", "", style)
        assert "#" not in without_variables, style
        assert not re.search(r"\b(white|black|red|green|blue|gr[ae]y|rgb|hsl)(?![\w-])", without_variables), style


@every_state
def test_html_and_text_say_the_same(state):
    html, text = cards(state, note="A note for the end.")
    seen = Reader(html).text
    shown = STATES[state]
    for words in [
        shown.name,
        "A note for the end.",
        f"{shown.points} of {shown.possible} points",
        *dict(shown.scenarios),
    ]:
        assert words in seen
        assert words in text
    assert "lesson 02: 30 of 110 points" in seen
    assert "lesson 02: 30 of 110 points" in text
    if shown.says:
        assert str(shown.says).replace("`", "") in seen
        assert str(shown.says) in text


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("passed", "passed"),
        ("wrong", "not yet"),
        ("gap", "not started"),
        ("not run", "not started"),
        ("refused", "not yet"),
    ],
)
def test_the_state_is_in_words_and_not_in_colour_alone(state, word):
    html, text = cards(state)
    assert word in Reader(html).text
    assert word in text.splitlines()[0]


@pytest.mark.parametrize(
    ("expected", "got", "rows"),
    [
        (np.array([1.0]), np.array([1.0 + 1e-7]), ["[1]  shape (1,)", "[1.0000001]  shape (1,)"]),
        (
            np.array([1.0], np.float32),
            np.array([1.0]),
            ["[1]  shape (1,)  float32", "[1]  shape (1,)  float64"],
        ),
        (np.zeros((5, 6)), np.zeros((5, 6), int), ["of shape (5, 6)  float64", "of shape (5, 6)  int64"]),
        (0.5, 0.50000001, ["0.5", "0.50000001"]),
        (
            np.zeros((5, 4), np.float32),
            np.float32(0.001) * (np.arange(20, dtype=np.float32).reshape(5, 4) == 13),
            ["an array of shape (5, 4), with 0 at [3, 1]", "an array of shape (5, 4), with 0.001 at [3, 1]"],
        ),
    ],
)
def test_two_values_that_look_alike_are_told_apart(expected, got, rows):
    told = [text for _, text in card.comparison_rows(verdict(expected=expected, got=got))]
    assert all(text.endswith(row) for text, row in zip(told, rows, strict=True))


def test_what_was_expected_stands_beside_what_came():
    html, text = cards("wrong")
    for words in ["mul_grad(g=[1], a=[2], b=[3])", "grad_a: [1]  shape (1,)", "grad_a: [2]  shape (1,)", "ikely cause"]:
        assert words in Reader(html).text
        assert words in text


@pytest.mark.parametrize("state", ["gap", "not run", "refused", "too long"])
def test_where_nothing_can_be_compared_no_cause_is_claimed(state):
    html, text = cards(state)
    assert "ikely cause" not in html
    assert "ikely cause" not in text
    assert "expected" not in text


def test_a_returned_none_is_shown():
    assert "got       None" in cards("returned None")[1]


def test_what_was_printed_is_shown_until_it_passes():
    html, text = cards("printed")
    assert "one\ntwo" in Reader(html).text
    assert "    one\n    two" in text
    assert "look" not in "".join(cards("passed and printed"))


def test_hints_are_closed_one_inside_the_other_until_it_passes():
    html = cards("wrong")[0]
    assert html.count("<details") == html.count("<summary") == len(RECORD.hints)
    assert "<details open" not in html
    first = html.index("<details")
    assert html[first:].index("Hint 1 of") < html[first:].index("Hint 2 of")
    assert re.search(r"</details></div></details>", html)
    assert "<details" not in cards("passed")[0]
    assert f'hint("{RECORD.name}", 1)' in cards("wrong")[1]
    assert "hint" not in cards("passed")[1]


@pytest.mark.parametrize(("earned", "possible", "width"), [(0, 110, 0), (55, 110, 50), (110, 110, 100), (0, 0, 0)])
def test_the_bar(earned, possible, width):
    assert f"width: {width}%" in card.bar("02", earned, possible)


def test_backquotes_become_code_and_need_not_come_in_pairs():
    assert Reader(card.prose("use `np.sum` here")).tags == ["code"]
    assert Reader(card.prose("an odd ` one")).text == "an odd  one"
    assert Reader(card.prose("`<b>`")).text == "<b>"


@pytest.mark.parametrize("letter", [*QUESTION.options, "", "z", HOSTILE])
def test_the_card_of_a_question(letter):
    points = QUESTION.points if letter == QUESTION.right else 0
    html, text = card.question_card(QUESTION, letter, points, points, 110, note="Not saved.")
    reader = Reader(html)
    assert set(reader.tags) <= set("div span b p code".split())
    word = "right" if points else "not this one" if letter in QUESTION.options else "not answered"
    because = str(QUESTION.options[letter].because) if letter in QUESTION.options else ", ".join(QUESTION.options)
    for words in [word, because, f"{points} of {QUESTION.points} points"]:
        assert words in reader.text
        assert words in text
    assert ("Not saved." in text) == ("Not saved." in reader.text)


def test_a_wrong_letter_does_not_give_the_right_one_away():
    wrong = next(letter for letter in QUESTION.options if letter != QUESTION.right)
    html, text = card.question_card(QUESTION, wrong, 0, 0, 110)
    assert str(QUESTION.options[QUESTION.right].because) not in text
    assert str(QUESTION.options[QUESTION.right].because) not in Reader(html).text
