"""Texts in several languages."""

import pytest

from zerodl.course.text import Text


@pytest.fixture(autouse=True)
def _no_language(monkeypatch):
    monkeypatch.delenv("ZERODL_LANG", raising=False)


def test_english_is_shown_unless_another_language_is_named(monkeypatch):
    text = Text(en="Add them.", de="Addiere sie.")
    assert (str(text), f"{text}") == ("Add them.", "Add them.")
    monkeypatch.setenv("ZERODL_LANG", "de")
    assert (str(text), f"{text}") == ("Addiere sie.", "Addiere sie.")


@pytest.mark.parametrize("language", ["fr", "", "EN", "../en"])
def test_a_language_that_nobody_wrote_falls_back_to_english(monkeypatch, language):
    monkeypatch.setenv("ZERODL_LANG", language)
    assert str(Text(en="Add them.", de="Addiere sie.")) == "Add them."


@pytest.mark.parametrize("languages", [{}, {"de": "Addiere sie."}, {"en": ""}])
def test_english_may_not_be_missing(languages):
    with pytest.raises(ValueError, match="English"):
        Text(**languages)
