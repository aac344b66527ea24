"""What runs in the child: one answer, in every scenario, its data sent back one by one."""

from .. import catalogue
from ..answer import AnswerError, compile_answer
from ..plain import decode, encode
from ..run import run_scenarios

catalogue.all_records()  # loaded once, by the server that the children are forked from


def answer(payload, send):
    """A task for a child: try the answer that ``payload`` describes, {"name", "source", "seeds"}, encoded.

    Sends {"result": data} for each scenario at each seed, in order, or {"refused": text} if the source cannot become
    the function. What arrives is compared by the parent; nothing is judged here.
    """
    request = decode(payload)
    record = catalogue.find(request["name"])
    try:
        function = compile_answer(record.name, request["source"])
    except AnswerError as error:
        send(encode({"refused": str(error)}))
        return
    for seed in request["seeds"]:
        for result in run_scenarios(record, seed, function):
            send(encode({"result": result}))
