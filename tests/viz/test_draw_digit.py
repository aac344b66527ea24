"""The sheet to draw a digit on: what is drawn goes to the network, and its answer is shown."""

import re
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

from zerodl.data.digits import load_digits
from zerodl.data.pen import drawn_image
from zerodl.viz import draw_a_digit
from zerodl.viz.draw_digit import EMPTY, INSTALL, told
from zerodl.viz.draw_digit_svg import paint_answer, paint_answers

IMAGES = load_digits()[0][:7]
STROKE = [[10.0, 10.0], [10.0, 150.0]]
SVG = "{http://www.w3.org/2000/svg}"


def certain(digit, seen=None):
    """A network that always says one digit, and notes what it is shown."""

    def predict(image):
        if seen is not None:
            seen.append(image)
        chances = np.full(10, 0.01)
        chances[digit] = 0.91
        return chances

    return predict


def test_what_is_drawn_goes_to_the_network_prepared():
    pytest.importorskip("anywidget")
    seen = []
    sheet = draw_a_digit(certain(4, seen), IMAGES)
    assert seen == []
    assert EMPTY in sheet.answer.value
    sheet.pad.strokes = [STROKE]
    assert np.array_equal(seen[0], drawn_image([STROKE], 8))
    assert sheet.strokes == [STROKE]
    assert "It reads a 4, with a probability of 91 %" in sheet.answer.value
    sheet.pad.strokes = []
    assert EMPTY in sheet.answer.value


def test_images_of_784_pixels_are_prepared_as_mnists():
    pytest.importorskip("anywidget")
    seen = []
    draw_a_digit(certain(1, seen), np.zeros((2, 784))).pad.strokes = [STROKE]
    assert np.array_equal(seen[0], drawn_image([STROKE], 28))


def test_an_error_of_the_network_is_shown_on_the_sheet():
    pytest.importorskip("anywidget")

    def predict(image):
        raise RuntimeError("no <weights> yet")

    sheet = draw_a_digit(predict, IMAGES)
    sheet.pad.strokes = [STROKE]
    assert "RuntimeError: no &lt;weights&gt; yet" in sheet.answer.value
    assert "RuntimeError: no <weights> yet" in repr(sheet)


def test_where_nobody_can_draw_it_is_a_picture_of_five_examples():
    sheet = draw_a_digit(certain(8), IMAGES)
    bundle = sheet._repr_mimebundle_()
    assert bundle["text/plain"].startswith("5 images, read as 8, 8, 8, 8, 8")
    assert bundle["text/html"].count('class="zg-frame"') == 5
    assert repr(sheet) == "5 images, read as 8, 8, 8, 8, 8"


@pytest.mark.parametrize("missing", ["ipywidgets", "anywidget"])
def test_without_the_extra_it_says_what_to_install(monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    sheet = draw_a_digit(certain(8), IMAGES)
    assert sheet.widget is None
    bundle = sheet._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"].endswith(INSTALL)


def test_with_it_the_live_sheet_comes_along():
    pytest.importorskip("anywidget")
    bundle = draw_a_digit(certain(8), IMAGES)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle


@pytest.mark.parametrize(
    ("image", "chances"),
    [
        (np.zeros(64), np.zeros(10)),
        (np.ones(784), np.eye(10)[3]),
        (np.random.default_rng(0).random(64), np.full(10, np.nan)),
    ],
    ids=["nothing", "certain", "nan"],
)
def test_every_answer_can_be_drawn(image, chances):
    svg = ElementTree.fromstring(paint_answer(image, chances))
    numbers = [float(rect.get("width")) for rect in svg.iter(f"{SVG}rect")]
    assert np.isfinite(numbers).all()
    words = {text.text for text in svg.iter(f"{SVG}text")}
    assert set("0123456789") <= words


def test_the_longest_bar_stands_out_and_the_pixels_are_where_they_are():
    chances = np.array([0.1, 0.0, 0.6, 0.3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    image = np.zeros(64)
    image[8 * 2 + 5] = 0.5
    text = paint_answer(image, chances)
    svg = ElementTree.fromstring(text)
    bars = [rect for rect in svg.iter(f"{SVG}rect") if rect.get("rx") and "zg-band" not in rect.get("class")]
    assert [rect.get("class") for rect in bars] == ["zg-value"] * 2 + ["zg-grad"] + ["zg-value"] * 7
    widths = np.array([float(rect.get("width")) for rect in bars])
    np.testing.assert_allclose(widths / widths[2], chances / 0.6, atol=0.01)
    (pixel,) = [rect for rect in svg.iter(f"{SVG}rect") if rect.get("fill-opacity")]
    assert [float(pixel.get(key)) for key in ("x", "y", "fill-opacity")] == [100.0, 50.0, 0.5]
    assert "60 %" in text


def test_examples_stand_side_by_side():
    svg = ElementTree.fromstring(paint_answers(IMAGES[:3], np.eye(10)[:3]))
    frames = [float(r.get("x")) for r in svg.iter(f"{SVG}rect") if r.get("class") == "zg-frame"]
    assert len(set(frames)) == 3


def test_the_sentence_names_the_two_likeliest():
    says = told(np.array([0.0, 0.02, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.97, 0.01]))
    assert re.fullmatch(r"It reads an 8, with a probability of 97 %; next comes 1, with 2 %\.", says)
