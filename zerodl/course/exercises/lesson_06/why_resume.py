"""06.why_resume."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "06.why_resume",
    lesson="06",
    points=5,
    asks=Text(
        en="In the table above, the run of the third line went on with model, optimiser and loader. Its first loss is "
        "that of the run that never stopped, and the later ones are not. Where does the difference come from?"
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
                en="They were saved with the optimiser, and it went on with them. Had they begun again, the first loss "
                "would differ already."
            ),
        ),
        "c": Option(
            Text(en="From the order: it met the images of the later epochs in other batches."),
            Text(
                en="Yes. The loader knew the order of the epoch that it was in. It draws that of the next one from the "
                "random numbers, and those were another process's: other batches, other gradients, other steps."
            ),
        ),
    },
    right="c",
)
