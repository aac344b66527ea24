"""The history holds every number of every epoch, and a file of the user's is never replaced."""

import math

import pytest

from zerodl.errors import ArgumentError
from zerodl.train import History
from zerodl.train.direction import mode_of


def history():
    made = History()
    for epoch, numbers in enumerate([{"loss": 3.0}, {"loss": 1.0, "val_loss": 2.0}, {"loss": 0.5, "val_loss": 2.5}], 1):
        made.record(epoch, numbers)
    return made


def test_it_is_lists_by_name_with_nan_for_what_an_epoch_lacks():
    made = history()
    assert made.epochs == [1, 2, 3]
    assert made["loss"] == [3.0, 1.0, 0.5]
    assert math.isnan(made["val_loss"][0])
    assert made.history["val_loss"][1:] == [2.0, 2.5]
    assert list(made) == ["loss", "val_loss"]
    assert len(made) == 3
    assert repr(made) == "History of 3 epochs; the last: loss 0.5, val_loss 2.5"


def test_an_epoch_that_is_run_again_takes_the_place_of_what_came_after():
    made = history()
    made.record(2, {"loss": 0.9})
    assert (made.epochs, made["loss"]) == ([1, 2], [3.0, 0.9])


def test_the_best_epoch_is_by_validation_if_there_is_any():
    made = history()
    assert made.best_epoch() == 2
    assert made.best_epoch("loss") == 3
    assert made.best_epoch("loss", mode="max") == 1
    with pytest.raises(ArgumentError, match="it has nothing yet"):
        History().best_epoch()
    made = History()
    made.record(1, {"loss": math.nan})
    with pytest.raises(ArgumentError, match="has no number in any epoch"):
        made.best_epoch()


def test_a_name_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ArgumentError, match="there is no 'acc'; it has loss, val_loss"):
        history()["acc"]


def test_the_table_has_a_line_an_epoch_and_replaces_no_file(tmp_path):
    path = history().to_csv(tmp_path / "run.csv")
    assert path.read_text().splitlines() == ["epoch,loss,val_loss", "1,3.0,nan", "2,1.0,2.0", "3,0.5,2.5"]
    with pytest.raises(ArgumentError, match="there is a file"):
        history().to_csv(path)


def test_a_state_brings_all_of_it_back():
    made, other = history(), History()
    other.load_state_dict(made.state_dict())
    made.record(4, {"loss": 0.1})
    assert (other.epochs, other["loss"]) == ([1, 2, 3], [3.0, 1.0, 0.5])


def test_the_plot_has_a_panel_for_each_number_and_a_line_for_each_part():
    figure = history().plot("a title")
    (panel,) = figure.axes
    assert [line.get_label() for line in panel.get_lines()] == ["training", "validation"]
    assert panel.get_lines()[1].get_xydata().tolist() == [[2, 2.0], [3, 2.5]]
    with pytest.raises(ArgumentError, match="no epoch to draw"):
        History().plot()


def test_the_plot_goes_to_a_path_and_takes_none_for_its_title(tmp_path):
    with pytest.raises(ArgumentError, match="the title 'p.PNG' looks like a file's name.*pass path='p.PNG'"):
        history().plot("p.PNG")
    for _ in range(2):
        history().plot(path=tmp_path / "p.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p-2.png", "p.png"]


def test_the_direction_is_read_from_the_name_or_asked_for():
    assert [mode_of(name) for name in ("val_loss", "mae", "accuracy", "val_f1")] == ["min", "min", "max", "max"]
    with pytest.raises(ArgumentError, match="pass mode="):
        mode_of("quality")
