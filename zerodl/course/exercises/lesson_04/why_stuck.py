"""04.why_stuck."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "04.why_stuck",
    lesson="04",
    points=5,
    asks=Text(
        en="A colleague's network for ten classes starts with a loss of 2.30. On 50 images it soon reads every one of "
        "them, but the loss goes down to 1.46 and stays there, however long it runs. What is the matter?"
    ),
    options={
        "a": Option(
            Text(en="The steps are too short: with a larger `lr` it would go on falling."),
            Text(
                en="Then it would fall slowly, but go on falling. This loss has a floor: −log of e/(e + 9) is 1.46. "
                "What kind of scores are 1 and nine times 0?"
            ),
        ),
        "b": Option(
            Text(en="The network is too small to keep 50 images apart."),
            Text(en="It reads all 50 of them. They are kept apart well enough; the loss does not give credit for it."),
        ),
        "c": Option(
            Text(en="The network ends with a softmax, and cross-entropy takes another one."),
            Text(
                en="Yes. Probabilities are handed over as if they were scores. The best ten of them are 1 and nine "
                "times 0, and softmax makes e/(e + 9) = 0.23 of that: −log 0.23 = 1.46."
            ),
        ),
    },
    right="c",
)
