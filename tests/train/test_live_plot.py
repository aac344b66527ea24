"""The picture grows in a real kernel, stays as a still one, and costs a small share of the time."""

import base64
import io
import os
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from tests.train.jobs import line, trainer
from zerodl.train import LivePlot, live_plot
from zerodl.train.live_plot import DisplayPlace

CELL = """
import sys
{hide}
from tests.train.jobs import line, trainer
from zerodl.train import LivePlot, LambdaCallback
import time
job = trainer(callbacks=[LivePlot(seconds=0.0), LambdaCallback(on_batch_end=lambda job: time.sleep(0.05))])
history = job.fit(line(80), 4, validation_split=0.2, batch_size=8, verbose=False)
"""


def pictures(hide):
    """The pictures that a notebook keeps after the cell has run, and what kinds of messages it saw on the way."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL.format(hide=hide))])
    root = str(Path(__file__).parents[2])
    seen = []
    place = {"metadata": {"path": root}}
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources=place)
    usual = client.process_message
    client.process_message = lambda message, *rest: (seen.append(message["msg_type"]), usual(message, *rest))[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", root + os.pathsep + os.environ.get("PYTHONPATH", ""))
        client.execute()
    outputs = [output.data for output in notebook.cells[0].outputs if "data" in output]
    return [data["image/png"] for data in outputs if "image/png" in data], seen


@pytest.mark.parametrize("hide", ["", "sys.modules['ipywidgets'] = None"], ids=["widget", "display"])
def test_a_notebook_keeps_one_still_picture_that_was_replaced_on_the_way(hide):
    kept, seen = pictures(hide)
    assert len(kept) == 1
    picture = io.BytesIO(base64.b64decode(kept[0]))
    image = pytest.importorskip("PIL.Image").open(picture)
    assert image.width > 500
    assert "error" not in seen
    if hide:
        assert seen.count("update_display_data") >= 2
    else:
        assert seen.count("display_data") == 2  # the widget, and the still picture


class Paper:
    """A place that counts what is shown there."""

    def __init__(self):
        self.shown, self.finished = [], 0

    def show(self, figure):
        self.shown.append([len(panel.get_lines()) for panel in figure.axes])

    def finish(self, figure):
        self.finished += 1


def test_it_draws_no_more_often_than_asked(monkeypatch):
    paper = Paper()
    monkeypatch.setattr(live_plot, "place_to_draw", lambda: paper)
    plot = LivePlot(seconds=3600)
    trainer(callbacks=[plot]).fit(line(80), 3, line(8), batch_size=8, verbose=False)
    assert len(paper.shown) == 2  # the first batch, and the end
    assert paper.finished == 1
    assert paper.shown[-1] == [3]  # training, validation, and the batches behind them
    np.testing.assert_allclose(plot.batches[0][-1], 3)
    assert len(plot.batches[1]) == 30


def test_outside_a_notebook_nothing_is_drawn():
    plot = LivePlot()
    trainer(callbacks=[plot]).fit(line(8), 1, verbose=False)
    assert plot._place is None
    assert plot.batches == ([], [])


def test_the_places_replace_what_they_showed():
    calls = []

    class Handle:
        def update(self, figure):
            calls.append(("update", figure))

    place = DisplayPlace(lambda figure, display_id: (calls.append(("display", figure)), Handle())[1])
    for figure in "abc":
        place.show(figure)
    place.finish("d")
    assert calls == [("display", "a"), ("update", "b"), ("update", "c"), ("update", "d")]
