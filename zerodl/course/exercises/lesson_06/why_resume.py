"""06.why_resume."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "06.why_resume",
    lesson="06",
    points=5,
    asks=Text(
        en="In the table above, the run that went on with model and optimiser, but without the loader, differs from "
        "the run that never stopped. Its loss falls as well. Where does the difference come from?"
    ),
    options={
        "a": Option(
            Text(en="From rounding: what is saved and loaded again has lost some digits."),
            Text(
                en="The file holds every bit. The last line of the table shows it: there everything was saved and "
                "loaded, and the difference is exactly 0."
            ),
        ),
        "b": Option(
            Text(en="From Adam, whose averages have to begin again."),
            Text(
                en="They were saved with the optimiser, and it went on with them. That is the difference between the "
                "first line of the table and the second."
            ),
        ),
        "c": Option(
            Text(en="From the order: it met the images in other batches."),
            Text(
                en="Yes. Its loader drew other orders than the first one would have. Each step then follows the "
                "gradient of another batch, and no step after that is the same."
            ),
        ),
    },
    right="c",
)
