"""01.why_keepdim."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "01.why_keepdim",
    lesson="01",
    points=5,
    asks=Text(
        en="`scores` has shape (3, 3), a row for each student. `scores - scores.mean(dim=1)` was meant to subtract "
        "from each mark the mean of its student. What is subtracted from the mark in row 0, column 2?"
    ),
    options={
        "a": Option(
            Text(en="The mean of row 0, as was meant."),
            Text(
                en="The three means have shape (3,). Lined up on the right, that is one row, and its elements belong "
                "to the columns."
            ),
        ),
        "b": Option(
            Text(en="The mean of row 2."),
            Text(
                en="Yes, another student's. The means, shape (3,), are read as a row, and column 2 meets the third of "
                "them. With keepdim=True they have shape (3, 1), a column, and each row meets its own."
            ),
        ),
        "c": Option(
            Text(en="The mean of column 2."),
            Text(en="`dim=1` goes along the rows: the means are those of the rows. They only meet the wrong marks."),
        ),
        "d": Option(
            Text(en="Nothing: it is an error, because the shapes (3, 3) and (3,) do not fit."),
            Text(en="They fit: 3 meets 3. With 4 students and 3 marks it would be an error, and that would be luck."),
        ),
    },
    right="b",
)
