"""06.why_split."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "06.why_split",
    lesson="06",
    points=5,
    asks=Text(
        en="A post office wants to know how well this network will read the letters of strangers. Which of the numbers "
        "above would you tell it?"
    ),
    options={
        "a": Option(
            Text(en="That of the stratified split: there each digit has its exact share in both parts."),
            Text(
                en="Its shares are exact, and its number is the steadiest. But the 13 people whose digits it held out "
                "are the 13 whose digits the network learnt from. Strangers were never asked."
            ),
        ),
        "b": Option(
            Text(en="That of the last fifth of the file."),
            Text(
                en="Yes. The file goes from writer to writer, so its last fifth holds handwriting that the network has "
                "hardly seen. Hold out what will be new when it counts: here writers, elsewhere patients, or days."
            ),
        ),
        "c": Option(
            Text(en="The mean of all of them: it has the least noise."),
            Text(en="They answer different questions. The mean of the answers to two questions answers neither."),
        ),
    },
    right="b",
)
