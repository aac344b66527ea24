"""The explorer of lesson 01: every choice is drawn, and nothing that is typed breaks it."""

import sys

import pytest

from zerodl.errors import ArgumentError
from zerodl.kernels import strides
from zerodl.viz import explore_strides
from zerodl.viz.strides_widget import INSTALL, KEYS, MEETING_SHAPES, SHAPES, meeting_frame, read_key, strides_frame


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", ()),
        (" ", ()),
        ("1", (1,)),
        ("-1, 2", (-1, 2)),
        (":", (slice(None),)),
        ("1:, ::2", (slice(1, None), slice(None, None, 2))),
        ("::-1,", (slice(None, None, -1),)),
        ("-3:-1:1", (slice(-3, -1, 1),)),
    ],
)
def test_an_index_is_read_as_python_reads_it(text, key):
    assert read_key(text) == key


@pytest.mark.parametrize("text", ["x", "1.5", "1:2:3:4", "[0]", "...", "None", "1, 'a'", "1]+x[0", "True", "(", "1:y"])
def test_what_is_no_index_is_refused_with_an_example(text):
    with pytest.raises(ArgumentError, match="expected integers and slices with commas between them, such as 1:, ::2"):
        read_key(text)


def test_every_choice_can_be_drawn():
    for shape in SHAPES:
        for turned in (False, True):
            for key in KEYS:
                if key.count(",") < len(shape):
                    assert "<svg" in strides_frame(shape, turned, key)[1].svg
    for a in MEETING_SHAPES:
        for b in MEETING_SHAPES:
            assert "<svg" in meeting_frame(a, b)[1].svg


def test_controls_move_the_pictures():
    explorer = explore_strides()
    assert "shape (2, 2) · strides (4, 2) · offset 4" in explorer.memory.value
    explorer.turned.value = True
    assert "shape (3, 2) · strides (1, 8) · offset 1" in explorer.memory.value
    explorer.presets[0].click()
    assert "shape (4, 3) · strides (1, 4) · offset 0" in explorer.memory.value
    explorer.shape.value = (2, 2, 3)
    assert "shape (3, 2, 2) · strides (1, 3, 6) · offset 0" in explorer.memory.value
    explorer.shapes[0].value, explorer.shapes[1].value = (2, 3), (4,)
    assert "3 meets 4; neither is 1" in explorer.meeting.value


def test_a_wrong_index_is_shown_and_passes_with_its_cause():
    explorer = explore_strides()
    explorer.key.value = "7"
    assert "7 is outside of axis 0, which has length 3" in explorer.memory.value
    explorer.key.value = "1:, <b>"
    assert "&lt;b&gt;" in explorer.memory.value
    explorer.key.value = "1"
    assert "<svg" in explorer.memory.value


def test_it_runs_on_the_code_that_is_plugged_in(monkeypatch):
    def whole(shape, strides, offset, key):
        return shape, strides, offset

    monkeypatch.setattr(strides.index_view, "__code__", whole.__code__)  # as the course swaps it
    assert "shape (3, 4) · strides (4, 1) · offset 0" in explore_strides().memory.value


def test_strides_that_lead_out_of_the_block_are_said_not_followed(monkeypatch):
    monkeypatch.setattr(strides.index_view, "__code__", (lambda shape, strides, offset, key: ((9,), (9,), 0)).__code__)
    assert "outside of a block of 12 elements" in explore_strides().memory.value


def test_the_still_version_holds_both_pictures():
    bundle = explore_strides()._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/html"].count("<svg") == 2
    assert "meet as (2, 3)" in bundle["text/plain"]


def test_without_ipywidgets_there_are_the_pictures_and_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    explorer = explore_strides()
    assert explorer.widget is None
    bundle = explorer._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"].endswith(INSTALL)


def test_either_tab_may_be_open_at_first():
    assert explore_strides().widget.selected_index == 0
    assert explore_strides(tab="broadcasting").widget.selected_index == 1
    with pytest.raises(ArgumentError, match="there is no tab 'shapes', only 'views' and 'broadcasting'"):
        explore_strides(tab="shapes")
