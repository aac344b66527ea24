"""A saved picture never replaces one."""

import pytest
from matplotlib.figure import Figure

from zerodl.viz.picture import save_picture

SIGNATURES = {".png": b"\x89PNG", ".pdf": b"%PDF", ".svg": b"<?xml"}


@pytest.mark.parametrize("ending", SIGNATURES)
def test_the_ending_is_the_format(tmp_path, ending):
    path = save_picture(Figure(figsize=(1, 1)), tmp_path / f"curves{ending}")
    assert path == tmp_path / f"curves{ending}"
    assert path.read_bytes().startswith(SIGNATURES[ending])


def test_names_that_are_taken_are_left_alone(tmp_path):
    for taken in ("curves.png", "curves-2.png"):
        (tmp_path / taken).write_text("mine")
    assert save_picture(Figure(figsize=(1, 1)), tmp_path / "curves.png").name == "curves-3.png"
    assert [(tmp_path / taken).read_text() for taken in ("curves.png", "curves-2.png")] == ["mine", "mine"]


def test_a_picture_that_cannot_be_drawn_leaves_no_file(tmp_path):
    with pytest.raises(ValueError, match="nonsense"):
        save_picture(Figure(figsize=(1, 1)), tmp_path / "curves.nonsense")
    assert list(tmp_path.iterdir()) == []
