"""The drawing of a graph: the numbers in it, its text form, what it refuses, and how a browser sets it."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

import zerodl
from zerodl.autograd import Value
from zerodl.errors import ArgumentError
from zerodl.viz import draw
from zerodl.viz.graph import MOST_NODES
from zerodl.viz.svg import NUMBER_SIZE, text_width

SVG = "{http://www.w3.org/2000/svg}"


def labelled(value, label):
    value.label = label
    return value


def flagship():
    """tanh(a * b + c), every node named, after its backward pass."""
    a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(6.5, label="c")
    d = labelled(a * b, "d")
    e = labelled(d + c, "e")
    f = labelled(e.tanh(), "f")
    f.backward()
    return f


def texts(drawing):
    """Every text of the picture, in order."""
    return [text.text for text in ET.fromstring(drawing.svg).iter(f"{SVG}text")]


def boxes(drawing):
    """{node: texts in its box}, by the tooltip that names the node."""
    groups = {}
    for group in ET.fromstring(drawing.svg).iter(f"{SVG}g"):
        inside = [text.text for text in group.iter(f"{SVG}text")]
        if inside:
            groups[group.find(f"{SVG}title").text] = inside
    return groups


def test_each_box_says_its_name_operation_value_and_gradient():
    assert boxes(draw(flagship())) == {
        "a: input": ["a", "input", "value", "2", "grad", "-2.359"],
        "b: input": ["b", "input", "value", "-3", "grad", "1.573"],
        "c: input": ["c", "input", "value", "6.5", "grad", "0.7864"],
        "d = a * b": ["d", "×", "value", "-6", "grad", "0.7864"],
        "e = d + c": ["e", "+", "value", "0.5", "grad", "0.7864"],
        "f = tanh(e)": ["f", "tanh", "value", "0.4621", "grad", "1"],
    }


def test_each_line_says_its_slope():
    titles = [title.text for title in ET.fromstring(draw(flagship()).svg).iter(f"{SVG}title")]
    assert [title for title in titles if title.startswith("d ") and "/" in title] == [
        "d d / d a = -3",
        "d d / d b = 2",
        "d e / d d = 1",
        "d e / d c = 1",
        "d f / d e = 0.7864",
    ]
    first_box = texts(draw(flagship())).index("a")
    assert texts(draw(flagship()))[:first_box] == ["-3", "2", "1", "1", "0.7864"]


def test_the_text_form_holds_the_same_facts():
    assert str(draw(flagship())).splitlines() == [
        "name  made by   value    grad  slope for each parent",
        "a     input         2  -2.359",
        "b     input        -3   1.573",
        "d     a * b        -6  0.7864  a: -3, b: 2",
        "c     input       6.5  0.7864",
        "e     d + c       0.5  0.7864  d: 1, c: 1",
        "f     tanh(e)  0.4621       1  e: 0.7864",
    ]


def test_nodes_without_labels_are_named_by_place_and_numbers_by_value():
    x = Value(2.0, label="x")
    table = draw((x * 3.0) ** 2).text.splitlines()
    assert [line.split("  ")[0].strip() for line in table[1:]] == ["x", "3", "#3", "#4"]
    assert "x * 3" in table[3]
    assert "#3**2" in table[4]


def test_notebooks_get_the_picture_and_terminals_the_table():
    drawing = draw(flagship())
    bundle = drawing._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert drawing.svg in bundle["text/html"]
    assert bundle["text/plain"] == drawing.text == repr(drawing)


def test_save_writes_a_picture_that_stands_alone(tmp_path):
    path = draw(flagship()).save(tmp_path / "graph.svg")
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag == f"{SVG}svg"
    assert "prefers-color-scheme:dark" in root.find(f"{SVG}style").text
    with pytest.raises(ArgumentError, match=r"got 'graph.png', expected a name that ends in .svg"):
        draw(flagship()).save(tmp_path / "graph.png")


def test_labels_are_text_and_never_markup():
    drawing = draw(Value(1.0, label="<b>&'\""))
    assert "<b>" not in drawing.svg
    assert "<b>&'\"" in texts(drawing)


def test_boxes_keep_their_size_while_numbers_change():
    def size(a):
        root = ET.fromstring(draw(Value(a, label="a") * Value(-1.2345678e-5, label="b")).svg)
        return root.get("width"), root.get("height")

    assert size(1.0) == size(-1.2345e-5) == size(float("nan")) == size(123456.789)


def test_a_big_graph_is_counted_and_not_drawn():
    total = Value(0.0)
    for i in range(100):
        total = total + Value(float(i), label=f"x{i}") * 2.0
    drawing = draw(total)
    assert drawing.text.splitlines() == [
        f"This graph has 401 nodes, too many to draw (the limit is {MOST_NODES}).",
        "number      101",
        "input       100",
        "*           100",
        "+           100",
    ]
    assert texts(drawing)[0] == drawing.text.splitlines()[0]


def test_a_graph_deeper_than_the_recursion_limit_is_no_problem():
    x = Value(0.5, label="x")
    for _ in range(3000):
        x = x.tanh()
    assert "tanh     3,000" in draw(x).text


def test_a_tape_is_drawn_with_shapes_and_names():
    weight = zerodl.tensor(np.ones((3, 2), dtype=np.float32), requires_grad=True)
    inputs = zerodl.tensor(np.ones((4, 3), dtype=np.float32))
    loss = (inputs @ weight).relu().sum()
    before = draw(loss, names={"weight": weight})
    assert before.text.splitlines() == [
        "name    made by          shape      grad",
        "weight  tensor             3×2  none yet",
        "#2      matmul(weight)     4×2",
        "#3      relu(#2)           4×2",
        "#4      sum(#3)         scalar",
    ]
    loss.backward()
    assert "weight  tensor             3×2   3×2" in draw(loss, names={"weight": weight}).text
    assert "matmul" in texts(before)


def test_a_leaf_tensor_alone():
    assert draw(zerodl.tensor([1.0, 2.0])).text.splitlines()[1].split("  ")[0] == "#1"
    assert "not wanted" in draw(zerodl.tensor([1.0, 2.0])).text


def test_anything_with_parents_can_be_drawn():
    class Task:
        def __init__(self, label, *parents):
            self.label, self.parents = label, parents

    shop = Task("shop")
    assert draw(Task("eat", Task("cook", shop), shop)).text.splitlines() == [
        "name  made by",
        "shop  Task",
        "cook  Task(shop)",
        "eat   Task(cook, shop)",
    ]


def test_what_is_no_graph_is_refused():
    with pytest.raises(ArgumentError, match="draw: got float, expected the result of a computation, a Value or Tensor"):
        draw(3.0)


def test_a_loop_is_refused_by_name():
    a = Value(1.0, label="a")
    b = labelled(a * 2.0, "b")
    a.parents = (b,)
    with pytest.raises(ArgumentError, match="the graph has a loop, b is its own ancestor"):
        draw(b)


def test_a_wrong_kind_of_value_is_shown_by_its_type():
    a = Value(1.0, label="a")
    a.grad = None
    assert "NoneType" in texts(draw(a))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_keeps_every_text_inside_its_box_and_apart(chromium, tmp_path, scheme):
    """In the browser's own fonts: no text leaves its box or touches another, and each has contrast to its ground."""
    from playwright.sync_api import sync_playwright

    f = flagship()
    graph = f * Value(-1.2345e-5, label="Wide_WMwm_label") + (f / 3.0).exp() * Value(2.0, label="ill")
    graph.backward()
    path = draw(graph).save(tmp_path / "graph.svg")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(color_scheme=scheme)
        page.goto(path.as_uri())
        found = page.evaluate(MEASURE)
        browser.close()
    assert found["boxes"] == 15
    assert found["outside"] == []
    assert found["touching"] == []
    assert found["lowest contrast"] >= 4.5


MEASURE = """() => {
  const box = element => element.getBBox();
  const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  // A text's bounding box has the font's whole height; its letters fill about the middle 60 %.
  const ink = t => {
    const b = box(t);
    return {x: b.x, y: b.y + b.height * 0.2, width: b.width, height: b.height * 0.6};
  };
  const light = colour => {
    const linear = c => c <= .04 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    const [r, g, b] = colour.match(/[\\d.]+/g).map(c => linear(c / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const fill = element => getComputedStyle(element).fill;
  const contrast = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
  const groups = [...document.querySelectorAll('g')].filter(g => g.querySelector('text'));
  const outside = [];
  for (const g of groups) {
    const frame = box(g.querySelector('.zg-frame'));
    for (const t of g.querySelectorAll('text')) {
      const b = ink(t);
      const right = frame.x + frame.width, bottom = frame.y + frame.height;
      const fits = b.x >= frame.x && b.y >= frame.y && b.x + b.width <= right && b.y + b.height <= bottom;
      if (!fits) outside.push(t.textContent);
    }
  }
  const all = [...document.querySelectorAll('text')], touching = [];
  all.forEach((a, i) => all.slice(i + 1).forEach(b => {
    if (meet(ink(a), ink(b))) touching.push([a.textContent, b.textContent]);
  }));
  const page = fill(document.querySelector('rect.zg-paper')), card = fill(document.querySelector('.zg-card'));
  const lowest = Math.min(...all.map(t => contrast(fill(t), t.closest('g') ? card : page)));
  return {boxes: groups.length, outside, touching, 'lowest contrast': lowest};
}"""


def test_the_width_kept_for_text_is_no_less_than_the_widest_usual_fonts():
    """In DejaVu Sans, the widest of the fonts that browsers fall back on, as matplotlib's copy of it measures."""
    from matplotlib.textpath import TextPath

    for text in ["-1.235e-05", "value", "tanh", "log_softmax", "input", "0.7864", "WMwm", "ill"]:
        right = TextPath((0, 0), text, size=NUMBER_SIZE).get_extents().x1
        assert right <= text_width(text, NUMBER_SIZE)
