"""What is said about submissions: to the instructor as text, CSV and JSON, to the learner as a page."""

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

from zerodl.course import catalogue
from zerodl.course.grading import feedback, report
from zerodl.course.grading.grader import Sheet
from zerodl.course.judge import refused
from zerodl.course.text import Text

ROOT = Path("class")
RECORDS = catalogue.of_lesson("00")  # relu and a question: 5 + 2 points


def passed(record):
    verdict = refused(record, "", None)
    verdict.passed, verdict.points = True, record.points
    return verdict


def lost(record, cause, says):
    verdict = refused(record, cause, says if isinstance(says, Text) else Text(en=says))
    verdict.scenarios = [("by hand", True), ("a random matrix", False)]
    return verdict


def sheet(name, *verdicts, **more):
    return Sheet(ROOT / name, "00", list(verdicts), **more)


RELU, WHY = RECORDS
SOLVED = sheet("anna/00.ipynb", passed(RELU), passed(WHY))
WRONG = sheet("bob/00.ipynb", lost(RELU, "absolute", "The sign is gone."), passed(WHY))
EMPTY = sheet("cleo/00.ipynb", refused(RELU, "gap", Text(en="untouched.")), refused(WHY, "missing", Text(en="gone.")))
BROKEN = Sheet(ROOT / "dan/notes.ipynb", trouble="this is not a notebook: Expecting value")
CLASS = [SOLVED, WRONG, EMPTY, BROKEN]


# ---- The report


def test_report_of_a_class():
    assert report.as_text(CLASS, 11, ROOT).splitlines() == [
        "anna/00.ipynb: 7 of 7 points (lesson 00)",
        "bob/00.ipynb: 2 of 7 points (lesson 00)",
        "    0 of  5  ops.activation.relu: [absolute] The sign is gone.",
        "cleo/00.ipynb: 0 of 7 points (lesson 00)",
        "    0 of  5  ops.activation.relu: untouched",
        "    0 of  2  00.why_relu: no cell",
        "dan/notes.ipynb: 0 points: this is not a notebook: Expecting value",
        "",
        "4 notebooks, 3 graded.",
        "      1 of   3 passed  ops.activation.relu; most often: absolute (1)",
        "      2 of   3 passed  00.why_relu; most often: no cell (1)",
        "",
        "Inputs were drawn with --seed 11; the same seed gives the same points.",
    ]


def test_report_of_one_notebook_has_no_statistics():
    text = report.as_text([SOLVED], 1, ROOT)
    assert "1 notebook, 1 graded.\n\nInputs" in text


def test_report_names_what_the_system_did_not_isolate():
    open_sheets = [sheet("a.ipynb", passed(RELU), not_isolated=("network: not blocked", "memory: not limited"))] * 2
    lines = report.as_text(open_sheets, 1, ROOT).splitlines()
    start = lines.index("This system did not isolate the answers fully:")
    assert lines[start + 1 : start + 3] == ["    memory: not limited", "    network: not blocked"]
    assert "Linux" in lines[start + 3]
    assert "isolate" not in report.as_text([SOLVED], 1, ROOT)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("two\r\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred\x1b[0m \x9b2J \x07", "[31mred [0m 2J"),
        ("\u202eabc\u2066 \u200b\u2028\ufeff\u061c\U000e0041", "abc"),
        ("\ud800half", "half"),
        ("Größe 日本 שלום 🙂", "Größe 日本 שלום 🙂"),
        (None, "None"),
        ("x" * 1000, "x" * 299 + "…"),
    ],
)
def test_printable(text, shown):
    assert report.printable(text) == shown


def test_no_control_or_direction_character_is_printed():
    every = "".join(map(chr, range(0x3100)))
    for start in range(0, len(every), 200):
        kinds = {unicodedata.category(letter) for letter in report.printable(every[start : start + 200])}
        assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


# ---- Tables


def rows(sheets):
    return list(csv.DictReader(io.StringIO(report.as_csv(sheets, ROOT))))


def test_csv_has_a_row_for_each_exercise_and_each_file_that_is_none():
    table = rows(CLASS)
    assert [(row["notebook"], row["exercise"], row["points"], row["possible"]) for row in table] == [
        ("anna/00.ipynb", "ops.activation.relu", "5", "5"),
        ("anna/00.ipynb", "00.why_relu", "2", "2"),
        ("bob/00.ipynb", "ops.activation.relu", "0", "5"),
        ("bob/00.ipynb", "00.why_relu", "2", "2"),
        ("cleo/00.ipynb", "ops.activation.relu", "0", "5"),
        ("cleo/00.ipynb", "00.why_relu", "0", "2"),
        ("dan/notes.ipynb", "", "0", ""),
    ]
    assert table[2]["says"] == "The sign is gone."
    assert table[-1]["says"] == "this is not a notebook: Expecting value"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=cmd", " =1"])
def test_no_spreadsheet_takes_a_text_for_a_formula(text):
    (row,) = rows([sheet(f"{text.strip()}.ipynb", lost(RELU, text, text))])
    for value in (row["notebook"], row["cause"], row["says"]):
        assert value.startswith("'")


def test_csv_keeps_commas_quotes_and_lines_together():
    (row,) = rows([sheet("a.ipynb", lost(RELU, 'a "cause", or two', "one\ntwo"))])
    assert (row["cause"], row["says"]) == ('a "cause", or two', "one two")


def test_json_holds_the_same():
    told = json.loads(report.as_json(CLASS, 11, ROOT))
    assert told["seed"] == 11
    assert [(n["notebook"], n["points"], n["possible"], len(n["exercises"])) for n in told["notebooks"]] == [
        ("anna/00.ipynb", 7, 7, 2),
        ("bob/00.ipynb", 2, 7, 2),
        ("cleo/00.ipynb", 0, 7, 2),
        ("dan/notes.ipynb", 0, 0, 0),
    ]
    assert told["notebooks"][1]["exercises"][0] == {
        "exercise": "ops.activation.relu", "points": 0, "possible": 5, "cause": "absolute", "says": "The sign is gone.",
    }  # fmt: skip
    assert told["notebooks"][3]["trouble"].startswith("this is not a notebook")


# ---- The learner's page


def test_page_of_a_solved_notebook():
    assert feedback.page(SOLVED, ROOT).splitlines() == [
        "# Feedback: anna/00.ipynb",
        "",
        "**7 of 7 points** in lesson 00.",
        "",
        "- ✓ `ops.activation.relu`: 5 of 5",
        "- ✓ `00.why_relu`: 2 of 2",
        "",
        "Everything is right.",
    ]


def test_page_says_what_was_asked_what_came_why_and_what_next():
    mistake = next(mistake for mistake in RELU.mistakes if mistake.name == "absolute")
    wrong = sheet("bob/00.ipynb", lost(RELU, "absolute", mistake.says), passed(WHY))
    wrong.comparisons = {RELU.name: [("call", "relu(x=[-2])"), ("expected", "[0]"), ("got", "[2]")]}
    page = feedback.page(wrong, ROOT)
    for line in (
        "- ✗ `ops.activation.relu`: 0 of 5",
        "## relu",
        str(RELU.task),
        "- passed: by hand",
        "- not yet: a random matrix",
        "    call      relu(x=[-2])",
        "    expected  [0]",
        "    got       [2]",
        str(mistake.says),
        f"A hint: {RELU.hints[0]}",
    ):
        assert line in page.splitlines()
    assert "as often as you like" in page


def test_page_of_an_empty_notebook_does_not_scold():
    page = feedback.page(EMPTY, ROOT)
    assert "- ○ `ops.activation.relu`: 0 of 5" in page
    assert "The gap is still empty." in page
    assert "zerodl course reset 00.why_relu" in page
    assert "✗" not in page


def test_page_of_a_wrong_letter_gives_the_reason_of_that_letter():
    option = WHY.options["c"]
    page = feedback.page(sheet("bob/00.ipynb", passed(RELU), lost(WHY, "answered c", option.because)), ROOT)
    assert "You answered c." in page
    assert str(option.because) in page
    assert str(WHY.asks) in page
    assert str(WHY.options[WHY.right].because) not in page


def test_page_of_a_file_that_is_no_notebook():
    page = feedback.page(BROKEN, ROOT)
    assert "could not be graded" in page
    assert "    this is not a notebook: Expecting value" in page


HOSTILE = "<script>alert(1)</script> ![x](http://evil/x.png) `` ` \n\n# heading\n</pre> [a](javascript:b)"


def test_what_a_submission_says_is_shown_and_not_followed():
    mistune = pytest.importorskip("mistune", reason="JupyterLab brings it along, and it is not installed")
    bad = sheet("<b>[x](y)`.ipynb", lost(RELU, "raised", HOSTILE), lost(WHY, f"answered {HOSTILE}", HOSTILE))
    bad.comparisons = {RELU.name: [("call", HOSTILE), ("got", HOSTILE)]}
    for told in (bad, Sheet(ROOT / "x.ipynb", trouble=HOSTILE)):
        html = mistune.html(feedback.page(told, ROOT))
        assert "alert(1)" in html
        for tag in ("<script", "<img", "<a ", "<b>", "</pre> [a]", "<h1>heading"):
            assert tag not in html
        assert html.count("<pre>") == html.count("</pre>") >= 1
